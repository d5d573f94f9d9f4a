/** One asset: a card in the grid, a line in the list, a picture in the masonry. Clicks and keys are the grid's. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { type LibraryAsset, nameOf } from '../api/library-asset.ts'
import { isAudio } from '../browse/thumbnail.ts'
import { isRestricted } from '../choose/restricted.ts'
import type { Box } from '../grid/grid-layout.ts'
import { placed } from '../grid/placed.ts'
import { libraryIcon } from '../icons.ts'
import type { LibraryTexts } from '../messages/texts.ts'
import { LIST_COLUMNS } from './list-head.ts'
import type { View } from './view.ts'

export interface Tile {
  readonly asset: LibraryAsset | undefined
  readonly index: number
  readonly box: Box
  readonly isActive: boolean
  readonly isSelected: boolean
  /** Neither chosen nor to be chosen now. */
  readonly isBlocked: boolean
  /** From 1. */
  readonly column: number
}

/** Pictures of about these shapes fill their tile, others are shown whole. */
const FILLING = { least: 0.8, most: 2 }
const WHOLE_FORMATS = new Set(['svg', 'png', 'pdf', 'ico'])

export function tile(view: View, given: Tile): TemplateResult {
  const { asset, index, box, isActive, isSelected, isBlocked, column } = given
  const { texts } = view
  if (!asset) {
    return html`<div
      class="tile missing"
      role="gridcell"
      aria-colindex=${column}
      aria-busy="true"
      aria-label=${texts.text('loading')}
      data-index=${index}
      tabindex=${isActive ? 0 : -1}
      ${placed(box, texts.direction)}
    ><span class="bone picture"></span></div>`
  }
  const name = nameOf(asset)
  const parts = isSelected ? 'tile tile-selected' : 'tile'
  return html`<div
    class=${`tile ${isSelected ? 'selected' : ''} ${isBlocked ? 'blocked' : ''}`}
    part=${parts}
    role="gridcell"
    aria-colindex=${column}
    aria-colspan=${view.state.view === 'list' ? LIST_COLUMNS : nothing}
    aria-selected=${isSelected ? 'true' : 'false'}
    aria-disabled=${isBlocked ? 'true' : nothing}
    data-index=${index}
    data-public-id=${asset.public_id}
    tabindex=${isActive ? 0 : -1}
    draggable=${view.mayDragOut && !isBlocked ? 'true' : nothing}
    ${placed(box, texts.direction)}
  >
    <span class="thumb" part="thumb">${thumb(view, asset, box)} ${badges(view, asset)}</span>
    <span class="caption" part="caption">
      <span class="tile-name" title=${name} dir="auto">${name}</span>
      <span class="tile-meta">${metaOf(view, asset)}</span>
      ${view.state.view === 'list' ? cells(view, asset) : nothing}
    </span>
    <span class="mark" aria-hidden="true">${icon('check')}</span>
    <button
      class="peek"
      part="preview-button"
      type="button"
      tabindex="-1"
      data-preview
      title=${texts.text('tile.preview', { name })}
    >${libraryIcon('eye')}</button>
  </div>`
}

function thumb(view: View, asset: LibraryAsset, box: Box): TemplateResult {
  const address = view.context.thumbnail(asset, view.state.view === 'list' ? 56 : box.width)
  if (!address) return placeholder(asset)
  return html`<img
    class=${shapeOf(asset)}
    src=${address}
    alt=""
    loading="eager"
    decoding="async"
    draggable="false"
    @load=${onLoad}
    @error=${onError}
  /><span class="instead">${placeholder(asset)}</span>`
}

/** Listeners of all tiles: no closure per tile and draw. */
function onLoad(event: Event): void {
  ;(event.target as Element).classList.add('loaded')
}

function onError(event: Event): void {
  ;(event.target as Element).classList.add('broken')
}

function placeholder(asset: LibraryAsset): TemplateResult {
  const kind = isAudio(asset) ? 'audio' : asset.resource_type === 'raw' ? 'file' : asset.resource_type
  return html`<span class="kind ${kind}">
    ${icon(kind)}<span class="kind-name" aria-hidden="true">${extensionOf(asset)}</span>
  </span>`
}

function badges({ texts }: View, asset: LibraryAsset): TemplateResult | typeof nothing {
  const restricted = isRestricted(asset)
  const length = asset.resource_type === 'video' && asset.duration ? durationOf(asset.duration) : undefined
  const pages =
    (asset.pages ?? 1) > 1 && asset.format === 'pdf' ? texts.text('tile.pages', { num: asset.pages ?? 1 }) : undefined
  return html`<span class="badges">
    <slot name=${`asset-badge-${asset.asset_id}`}></slot>
    ${
      restricted
        ? html`<span class="badge lock" part="badge-restricted" title=${texts.text('tile.restricted')}
            >${libraryIcon('lock')}<span class="visually-hidden">${texts.text('tile.restricted')}</span></span
          >`
        : nothing
    }
    ${length ? html`<span class="badge">${icon(isAudio(asset) ? 'audio' : 'play')}${length}</span>` : nothing}
    ${pages ? html`<span class="badge">${pages}</span>` : nothing}
  </span>`
}

function metaOf({ texts }: View, asset: LibraryAsset): string {
  return [extensionOf(asset), sizeOf(asset, texts), bytesOf(asset, texts)].filter(Boolean).join(' · ')
}

/** The columns of the list; where they have no room the line above takes their place. */
function cells({ texts }: View, asset: LibraryAsset): TemplateResult {
  return html`<span class="cell column-format">${extensionOf(asset)}</span
    ><span class="cell column-dimensions">${sizeOf(asset, texts)}</span
    ><span class="cell column-size">${bytesOf(asset, texts)}</span
    ><span class="cell column-date">${dateOf(asset, texts)}</span>`
}

function sizeOf({ width, height }: LibraryAsset, texts: LibraryTexts): string {
  return width && height ? texts.text('tile.size', { width: String(width), height: String(height) }) : ''
}

function bytesOf({ bytes }: LibraryAsset, texts: LibraryTexts): string {
  return bytes === undefined ? '' : texts.bytes(bytes)
}

/** Made once per language: making one takes longer than drawing a row. */
const DATES = new Map<string, Intl.DateTimeFormat>()

function dateOf({ uploaded_at: at, created_at: made }: LibraryAsset, { language }: LibraryTexts): string {
  const written = at ?? made
  if (written === undefined) return ''
  const format = DATES.get(language) ?? new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  DATES.set(language, format)
  return format.format(new Date(written))
}

function extensionOf({ format, public_id: publicId, resource_type: kind }: LibraryAsset): string {
  const extension = format ?? (kind === 'raw' ? /\.(\w{1,8})$/.exec(publicId)?.[1] : undefined)
  return (extension ?? '').toUpperCase()
}

function shapeOf({ width, height, format }: LibraryAsset): string {
  if (!width || !height || (format !== undefined && WHOLE_FORMATS.has(format))) return 'whole'
  const ratio = width / height
  return ratio >= FILLING.least && ratio <= FILLING.most ? 'filling' : 'whole'
}

/** `1:05`, `1:02:03` */
function durationOf(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const tail = `${String(rest).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}
