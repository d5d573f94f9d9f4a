/** Everything that is known about the asset, as people read it. Names and texts of people are text, never markup. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { contextOf, type LibraryAsset } from '../api/library-asset.ts'
import { isRestricted } from '../choose/restricted.ts'
import type { LibraryMessageKey, LibraryTexts } from '../messages/texts.ts'
import { dateText } from './date-text.ts'
import type { DerivedFiles } from './derived-files.ts'
import { addressOf, shapeOf } from './picture-address.ts'
import { previewIcon } from './preview-icons.ts'
import type { PreviewModel } from './preview-model.ts'
import type { Versions } from './versions.ts'

const KINDS = {
  picture: 'preview.kind_image',
  pages: 'preview.kind_image',
  film: 'preview.kind_video',
  sound: 'preview.kind_audio',
  file: 'preview.kind_raw',
} as const satisfies Record<string, LibraryMessageKey>

type Row = readonly [label: string, value: TemplateResult | string | undefined]

/** What else there is of the asset than the file that is shown. */
export interface OtherFiles {
  readonly versions: Versions
  readonly derived: DerivedFiles
}

export function previewDetails(model: PreviewModel, asset: LibraryAsset, others: OtherFiles): TemplateResult {
  const texts = model.context.texts()
  return html`<div class="details" part="details">
    ${model.details ? nothing : unfinished(model, texts)}
    ${list(facts(model, asset, texts))} ${words(asset, texts)} ${metadata(model, asset, texts)}
    ${model.details ? [others.versions.render(asset, model.details), others.derived.render(model.details)] : nothing}
    <slot name="details"></slot>
  </div>`
}

/** The rest comes, or it does not. */
function unfinished(model: PreviewModel, texts: LibraryTexts): TemplateResult {
  if (!model.error)
    return html`<p class="muted small" data-say="polite" aria-busy="true">${texts.text('preview.loading')}</p>`
  return html`<div class="details-failed" part="error" data-say="assertive">
    <p class="field-error">
      ${icon(model.error.code === 'unreachable' ? 'offline' : 'alert')}<span>${texts.text('preview.failed_title')}</span>
    </p>
    <button class="button quiet small" part="button" type="button" @click=${() => model.load()}>${texts.text('retry')}</button>
  </div>`
}

function facts(model: PreviewModel, asset: LibraryAsset, texts: LibraryTexts): readonly Row[] {
  const { width, height, bytes, duration, pages, format } = asset
  const shape = shapeOf(asset)
  const kind = format === 'pdf' ? 'preview.kind_document' : KINDS[shape]
  const by = asset.created_by ?? asset.uploaded_by
  const who = uploaderOf(by, texts)
  const folder = asset.asset_folder ?? asset.folder
  const address = addressOf(asset)
  return [
    [texts.text('preview.public_id'), copyable(model, asset.public_id, texts.text('preview.copy_public_id'))],
    [texts.text('preview.kind'), [texts.text(kind), format?.toUpperCase()].filter(Boolean).join(' · ')],
    [
      texts.text('preview.dimensions'),
      width && height && shape !== 'sound' ? texts.text('preview.dimensions_value', { width, height }) : undefined,
    ],
    [texts.text('preview.bytes'), bytes === undefined ? undefined : texts.bytes(bytes)],
    [texts.text('preview.duration'), duration === undefined ? undefined : clockTime(duration)],
    [texts.text('preview.pages'), pages !== undefined && pages > 1 ? texts.number(pages) : undefined],
    [
      texts.text('preview.folder'),
      folder === undefined ? undefined : folder === '' ? texts.text('preview.folder_root') : own(folder),
    ],
    [texts.text('preview.created'), asset.created_at ? dateText(asset.created_at, texts) : undefined],
    [texts.text('preview.created_by'), who],
    [
      texts.text('preview.access'),
      isRestricted(asset)
        ? html`<span class="restricted">${previewIcon('lock')}${texts.text('preview.access_restricted')}</span>`
        : undefined,
    ],
    [texts.text('preview.address'), copyable(model, address, texts.text('preview.copy_address'))],
  ]
}

/** Somebody by name, else by what the upload was let in with. */
function uploaderOf(by: LibraryAsset['created_by'], texts: LibraryTexts): Row[1] {
  if (by?.user) return own(by.user)
  if (by?.upload_preset) return texts.text('facet.uploader_preset', { name: by.upload_preset })
  return by?.access_key ? texts.text('facet.uploader_key', { id: by.access_key }) : undefined
}

function words(asset: LibraryAsset, texts: LibraryTexts): TemplateResult | typeof nothing {
  const { alt, caption, decorative, ...others } = contextOf(asset)
  const needsAlt = asset.resource_type === 'image' && decorative !== 'true'
  const tags = asset.tags ?? []
  const missing = html`<span class="alt-missing">${texts.text('preview.alt_missing')}</span>`
  const rows: readonly Row[] = [
    [texts.text('preview.alt'), alt ? own(alt) : needsAlt ? missing : undefined],
    [texts.text('preview.caption'), caption ? own(caption) : undefined],
    [
      texts.text('preview.tags'),
      tags.length > 0
        ? html`<ul class="details-tags">
            ${tags.map((tag) => html`<li class="details-tag">${own(tag)}</li>`)}
          </ul>`
        : undefined,
    ],
    ...Object.entries(others).map(([key, value]): Row => [key, own(value)]),
  ]
  if (rows.every(([, value]) => value === undefined)) return nothing
  return html`<h4 class="details-title">${texts.text('preview.context')}</h4>
    ${list(rows)}`
}

function metadata(model: PreviewModel, asset: LibraryAsset, texts: LibraryTexts): TemplateResult | typeof nothing {
  const values = Object.entries(asset.metadata ?? {})
  if (values.length === 0) return nothing
  return html`
    <h4 class="details-title">${texts.text('preview.metadata')}</h4>
    ${list(
      values.map(([id, value]): Row => {
        const field = model.fields.find(({ external_id }) => external_id === id)
        const options = field?.datasource?.values ?? []
        const shown = [value].flat().map((one) => options.find(({ external_id }) => external_id === one)?.value ?? one)
        return [field?.label ?? id, own(shown.join(', '))]
      }),
    )}
  `
}

function list(rows: readonly Row[]): TemplateResult {
  return html`<dl class="details-list">
    ${rows.map(([label, value]) =>
      value === undefined ? nothing : html`<div><dt><bdi>${label}</bdi></dt><dd>${value}</dd></div>`,
    )}
  </dl>`
}

function copyable(model: PreviewModel, text: string, label: string): TemplateResult {
  const isCopied = model.copied === text
  return html`<span class="copyable">
    <bdi class="copyable-text" dir="ltr">${text}</bdi>
    <button class="icon-button" part="button" type="button" title=${label} @click=${() => model.copy(text)}>
      ${icon(isCopied ? 'check' : 'copy')}
    </button>
  </span>`
}

/** In its own direction, whatever the page's. */
function own(text: string): TemplateResult {
  return html`<span dir="auto">${text}</span>`
}

/** `1:02:03` */
export function clockTime(seconds: number): string {
  const whole = Math.round(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}
