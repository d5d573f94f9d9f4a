/**
 * Folders and files of a remote source, as pictures or as a list. One stop in the tab order; arrows move, Enter opens a
 * folder, the space bar picks a file. Who made a picture is told with it, where its provider asks for that.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { rovingTarget } from '../../kit/a11y/roving-focus.ts'
import { type IconName, icon } from '../../kit/icons/icons.ts'
import { type FileKind, kindOf } from '../checks/file-kind.ts'
import type { UploadTexts } from '../messages/texts.ts'
import type { RemoteItem } from './remote-client.ts'
import { mostFiles, type RemoteView } from './remote-view.ts'

const SYMBOLS: Record<FileKind, IconName> = { image: 'image', video: 'video', audio: 'audio', raw: 'file' }

/** Null when nothing fits the filter. */
export function remoteItems(remoteView: RemoteView): TemplateResult | null {
  const { view, remote } = remoteView
  const { texts } = view
  const { items, filter, layout, hasMore, isLoadingMore, picked } = remote.state
  const wanted = filter.toLocaleLowerCase()
  const shown = items.filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
  if (shown.length === 0 && !hasMore) return null
  const isFull = picked.size >= mostFiles(remoteView) && view.options.multiple
  return html`
    <ul
      class="remote-items ${layout}"
      part="remote-items"
      aria-label=${texts.text('remote.files')}
      @keydown=${(event: KeyboardEvent) => onItemKey(event, texts.direction)}
      @focusin=${onItemFocus}
    >
      ${shown.map(
        (item, index) => html`<li class="remote-item" part="remote-item">
          ${item.isFolder ? folder(remoteView, item, index) : file(remoteView, item, index, isFull)}
        </li>`,
      )}
    </ul>
    ${hasMore ? moreButton(texts, isLoadingMore, () => remote.loadMore()) : nothing}
  `
}

export function moreButton(texts: UploadTexts, isLoading: boolean, onClick: () => unknown): TemplateResult {
  return html`<p class="button-row">
    <button class="button quiet" part="button remote-more" type="button" ?disabled=${isLoading} @click=${onClick}>
      ${texts.text(isLoading ? 'remote.loading_more' : 'remote.more')}
    </button>
  </p>`
}

function folder({ view, remote }: RemoteView, item: RemoteItem, index: number): TemplateResult {
  return html`<button
    class="remote-choice"
    part="remote-folder"
    type="button"
    data-stop
    tabindex=${index === 0 ? 0 : -1}
    aria-label=${view.texts.text('remote.open_folder', { name: item.name })}
    @click=${() => remote.enter(item)}
  >
    <span class="remote-picture"><span class="remote-symbol">${icon('folder')}</span></span>
    <span class="remote-name" title=${item.name}><bdi>${item.name}</bdi></span>
  </button>`
}

function file(remoteView: RemoteView, item: RemoteItem, index: number, isFull: boolean): TemplateResult {
  const { view, remote } = remoteView
  const { texts } = view
  const isPicked = remote.state.picked.has(item.requestPath)
  const symbol = SYMBOLS[kindOf({ name: item.name, type: item.mimeType ?? '' })]
  const { author, size } = item
  return html`<button
      class="remote-choice ${isPicked ? 'picked' : ''}"
      part="remote-file"
      type="button"
      role="checkbox"
      data-stop
      data-path=${item.requestPath}
      tabindex=${index === 0 ? 0 : -1}
      aria-checked=${isPicked ? 'true' : 'false'}
      aria-disabled=${isFull && !isPicked ? 'true' : 'false'}
      aria-label=${item.name}
      aria-describedby=${size === null ? nothing : `remote-size-${index}`}
      @click=${() => remote.toggle(item, mostFiles(remoteView))}
    >
      <span class="remote-picture">
        <tintype-remote-thumbnail .address=${item.thumbnail} .client=${remote.client} .symbol=${symbol}></tintype-remote-thumbnail>
        <span class="remote-mark">${icon('check')}</span>
      </span>
      <span class="remote-name" title=${item.name}><bdi>${item.name}</bdi></span>
      ${size === null ? nothing : html`<span id="remote-size-${index}" class="remote-size muted small">${texts.bytes(size)}</span>`}
    </button>
    ${author === null ? nothing : credit(texts, author)}`
}

export function credit(texts: UploadTexts, { name, url }: NonNullable<RemoteItem['author']>): TemplateResult {
  const text = texts.text('remote.by', { name })
  return html`<p class="remote-credit small">
    ${url === null ? html`<span class="muted">${text}</span>` : html`<a href=${url} target="_blank" rel="noreferrer">${text}</a>`}
  </p>`
}

function stopsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[data-stop]')]
}

/** The stop that had the focus last is the one that the tab key comes back to. */
export function onItemFocus(event: FocusEvent): void {
  const list = event.currentTarget as HTMLElement
  const target = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]')
  if (!target) return
  for (const stop of stopsOf(list)) stop.tabIndex = stop === target ? 0 : -1
}

export function onItemKey(event: KeyboardEvent, direction: 'ltr' | 'rtl'): void {
  const list = event.currentTarget as HTMLElement
  const stops = stopsOf(list)
  const current = stops.indexOf(event.target as HTMLElement)
  if (current < 0) return
  const next = verticalTarget(event.key, stops, current) ?? rovingTarget(event.key, current, stops.length, direction)
  if (next === undefined) return
  event.preventDefault()
  stops[next]?.focus()
}

/** In a grid up and down go to the row above and below: to the nearest stop there. */
function verticalTarget(key: string, stops: readonly HTMLElement[], current: number): number | undefined {
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined
  const here = stops[current]?.getBoundingClientRect()
  if (!here) return undefined
  const middle = here.left + here.width / 2
  let best: { readonly index: number; readonly distance: number } | undefined
  for (const [index, stop] of stops.entries()) {
    const there = stop.getBoundingClientRect()
    const gap = key === 'ArrowDown' ? there.top - here.bottom : here.top - there.bottom
    if (gap < -1) continue
    const distance = gap * 10 + Math.abs(there.left + there.width / 2 - middle)
    if (!best || distance < best.distance) best = { index, distance }
  }
  return best?.index ?? current
}
