/**
 * Dragging a tile out into the page: what lies in the transfer is what `insert` would give, as JSON under a type of our own
 * for scripts, as HTML for editors, and as addresses for everything else. The selection comes along when the tile is part
 * of it, as in file managers.
 *
 * The way without dragging is the button that inserts, so there is no drag where the page has left that out. A dialog
 * covers the page it would have to be dropped on: tiles can be dragged where the library is in the page.
 */
import { contextOf, type LibraryAsset, nameOf } from '../api/library-asset.ts'
import type { InsertedAsset, InsertPayload } from './insert-payload.ts'

/** Under which the page finds `{mlId, assets}`. */
export const ASSETS_TYPE = 'application/vnd.tintype.assets+json'

export interface DragSource {
  readonly selection: readonly LibraryAsset[]
  isSelected(asset: LibraryAsset): boolean
  /** Asks the page, which may refuse; undefined then. */
  handOver(assets: readonly LibraryAsset[]): InsertPayload | undefined
  /** Stands for several under the pointer. */
  readonly pictureOfMany: Element | null
}

export function dragOut(event: DragEvent, asset: LibraryAsset, source: DragSource): void {
  const { dataTransfer } = event
  if (!dataTransfer) return
  const assets = source.isSelected(asset) ? source.selection : [asset]
  const payload = source.handOver(assets)
  if (!payload) {
    event.preventDefault()
    return
  }
  const addresses = payload.assets.map(({ insert_url: url }) => url)
  dataTransfer.effectAllowed = 'copy'
  dataTransfer.setData(ASSETS_TYPE, JSON.stringify(payload))
  dataTransfer.setData('text/uri-list', addresses.join('\r\n'))
  dataTransfer.setData('text/plain', addresses.join('\n'))
  dataTransfer.setData(
    'text/html',
    payload.assets.map((inserted, index) => markupOf(inserted, assets[index] as LibraryAsset)).join('\n'),
  )
  if (assets.length > 1 && source.pictureOfMany) dataTransfer.setDragImage(source.pictureOfMany, 0, 0)
}

/** A picture, or a link to what is none. */
function markupOf({ insert_url: url, resource_type: kind }: InsertedAsset, asset: LibraryAsset): string {
  const name = nameOf(asset)
  if (kind !== 'image' || asset.format === 'pdf') return `<a href="${escaped(url)}">${escaped(name)}</a>`
  return `<img src="${escaped(url)}" alt="${escaped(contextOf(asset).alt ?? '')}">`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
