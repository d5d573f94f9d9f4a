/** The large picture, the film, the sound, the page, or the icon. Playing is the browser's own. */
import { html, nothing, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { cssProperty } from '../../kit/css-property.ts'
import { type IconName, icon } from '../../kit/icons/icons.ts'
import { contextOf, type LibraryAsset, nameOf } from '../api/library-asset.ts'
import { onCame, onFailed } from './came.ts'
import { addressOf, closePicture, pagePicture, posterOf, type Shape, shapeOf } from './picture-address.ts'
import { previewIcon } from './preview-icons.ts'
import type { PreviewModel } from './preview-model.ts'

/** Wide enough for a large screen; more only when people look closer. */
const WIDTH = 1600
const ZOOMED_WIDTH = 4000

const ICONS: Readonly<Record<Shape, IconName>> = {
  picture: 'image',
  pages: 'file',
  film: 'video',
  sound: 'audio',
  file: 'file',
}

export function previewStage(model: PreviewModel, asset: LibraryAsset): TemplateResult {
  const shape = shapeOf(asset)
  const { asset_id: id } = asset
  switch (shape) {
    case 'picture':
      return html`${keyed(id, picture(model, asset, pictureOf(model, asset)))}
      ${zoomControls(model)}`
    case 'pages':
      return html`${keyed(id, picture(model, asset, pageOf(model, asset)))}
      ${zoomControls(model)} ${pager(model, asset)}`
    case 'film':
      return html`${keyed(id, film(model, asset))}`
    case 'sound':
      return html`${keyed(id, sound(model, asset))}`
    default:
      return plain(asset, undefined)
  }
}

function pictureOf(model: PreviewModel, asset: LibraryAsset): string | undefined {
  const close = model.zoom > 1 ? closePicture(asset, ZOOMED_WIDTH) : undefined
  return close ?? model.context.thumbnail(asset, WIDTH)
}

function pageOf({ page, zoom }: PreviewModel, asset: LibraryAsset): string | undefined {
  return pagePicture(asset, page, zoom > 1 ? ZOOMED_WIDTH : WIDTH)
}

function picture(model: PreviewModel, asset: LibraryAsset, address: string | undefined): TemplateResult {
  const texts = model.context.texts()
  if (address === undefined) return plain(asset, texts.text('preview.no_picture'))
  const isZoomed = model.zoom > 1
  const description = contextOf(asset).alt || nameOf(asset)
  return html`<div
    class="stage-view ${isZoomed ? 'zoomed' : ''} ${model.isTurning ? 'turning' : ''}"
    part="preview-media"
    aria-busy=${model.isTurning ? 'true' : 'false'}
    tabindex=${isZoomed ? '0' : nothing}
    role=${isZoomed ? 'group' : nothing}
    aria-label=${isZoomed ? texts.text('preview.picture') : nothing}
    @wheel=${(event: WheelEvent) => onWheel(event, model)}
    @pointerdown=${isZoomed ? onGrab : nothing}
  >
    <img
      class="stage-picture"
      draggable="false"
      src=${address}
      alt=${hasPages(asset) ? `${description}, ${pageText(model, asset)}` : description}
      ${cssProperty('--_zoom', String(model.zoom))}
      @load=${(event: Event) => {
        onCame(event)
        turned(model, asset)
      }}
      @error=${(event: Event) => {
        onFailed(event)
        model.turned()
      }}
    />
    <p class="stage-waiting">${texts.text('preview.loading')}</p>
    <p class="stage-failed muted">${texts.text('preview.no_picture')}</p>
  </div>`
}

/** Who has turned one page goes on to the next: it is made meanwhile. */
function turned(model: PreviewModel, asset: LibraryAsset): void {
  model.turned()
  const { page } = model
  if (page === 1 || page >= (asset.pages ?? 1)) return
  const next = pagePicture(asset, page + 1, WIDTH)
  if (next) new Image().src = next
}

/** As large as it will be before anything of it has come. */
function film(model: PreviewModel, asset: LibraryAsset): TemplateResult {
  const ratio = asset.width && asset.height ? asset.width / asset.height : 16 / 9
  return html`<div class="stage-view playing" part="preview-media">
    <video
      class="stage-film"
      part="preview-player"
      controls
      playsinline
      preload="metadata"
      poster=${posterOf(asset, WIDTH) ?? nothing}
      src=${addressOf(asset)}
      aria-label=${nameOf(asset)}
      ${cssProperty('--_ratio', String(ratio))}
      @loadedmetadata=${onCame}
      @error=${onFailed}
    ></video>
    <p class="stage-failed muted">${model.context.texts().text('preview.cannot_play')}</p>
  </div>`
}

function sound(model: PreviewModel, asset: LibraryAsset): TemplateResult {
  return html`<div class="stage-view plain" part="preview-media">
    <div class="stage-icon">${icon('audio')}</div>
    <bdi class="stage-name">${nameOf(asset)}</bdi>
    <audio
      class="stage-sound"
      part="preview-player"
      controls
      preload="metadata"
      src=${addressOf(asset)}
      aria-label=${nameOf(asset)}
      @error=${onFailed}
    ></audio>
    <p class="stage-failed muted">${model.context.texts().text('preview.cannot_play')}</p>
  </div>`
}

function plain(asset: LibraryAsset, message: string | undefined): TemplateResult {
  const extension = asset.format ?? /\.([A-Za-z0-9]{1,8})$/.exec(asset.public_id)?.[1]
  return html`<div class="stage-view plain" part="preview-media">
    <div class="stage-icon" part="preview-icon" data-shape=${shapeOf(asset)}>${icon(ICONS[shapeOf(asset)])}</div>
    ${extension ? html`<span class="stage-extension" dir="ltr">${extension}</span>` : nothing}
    <bdi class="stage-name">${nameOf(asset)}</bdi>
    ${message ? html`<p class="muted">${message}</p>` : nothing}
  </div>`
}

function zoomControls(model: PreviewModel): TemplateResult {
  const texts = model.context.texts()
  return html`<div class="stage-bar zoom" role="group" aria-label=${texts.text('preview.zoom')}>
    ${stageButton('minus', texts.text('preview.zoom_out'), model.canZoom(-1), () => model.zoomBy(-1))}
    <span class="zoom-value" data-say="changes">${texts.percent(model.zoom)}</span>
    ${stageButton('plus', texts.text('preview.zoom_in'), model.canZoom(1), () => model.zoomBy(1))}
    ${stageButton('whole', texts.text('preview.zoom_fit'), model.zoom > 1, () => model.zoomBy(0))}
  </div>`
}

function hasPages({ pages = 1, ...asset }: LibraryAsset): boolean {
  return pages > 1 && shapeOf(asset) === 'pages'
}

function pageText({ context, page }: PreviewModel, { pages = 1 }: LibraryAsset): string {
  return context.texts().text('preview.page', { number: page, total: pages })
}

function pager(model: PreviewModel, asset: LibraryAsset): TemplateResult | typeof nothing {
  if (!hasPages(asset)) return nothing
  const { pages = 1 } = asset
  const texts = model.context.texts()
  return html`<div class="stage-bar pager">
    ${stageButton('previous', texts.text('preview.page_previous'), model.page > 1, () => model.turnTo(model.page - 1))}
    <span class="pager-value" data-say="changes">${pageText(model, asset)}</span>
    ${stageButton('next', texts.text('preview.page_next'), model.page < pages, () => model.turnTo(model.page + 1))}
  </div>`
}

function stageButton(
  name: Parameters<typeof previewIcon>[0],
  label: string,
  isPossible: boolean,
  onClick: () => void,
): TemplateResult {
  // Kept in the order of tabs when there is nothing left to do, so that the focus is not lost.
  return html`<button
    class="icon-button"
    part="button"
    type="button"
    data-tool=${name}
    title=${label}
    aria-disabled=${isPossible ? 'false' : 'true'}
    @click=${() => isPossible && onClick()}
  >
    ${previewIcon(name)}
  </button>`
}

function onWheel(event: WheelEvent, model: PreviewModel): void {
  if (!event.ctrlKey && !event.metaKey) return
  event.preventDefault()
  model.zoomBy(event.deltaY < 0 ? 1 : -1)
}

/** A zoomed picture is moved by dragging as well; scroll bars and keys do the same. */
function onGrab(event: PointerEvent): void {
  const view = event.currentTarget as HTMLElement
  if (event.pointerType !== 'mouse' || event.button !== 0) return
  const start = { x: event.clientX + view.scrollLeft, y: event.clientY + view.scrollTop }
  const ending = new AbortController()
  const { signal } = ending
  view.setPointerCapture(event.pointerId)
  view.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      view.scrollLeft = start.x - clientX
      view.scrollTop = start.y - clientY
    },
    { signal },
  )
  for (const name of ['pointerup', 'pointercancel']) view.addEventListener(name, () => ending.abort(), { signal })
}
