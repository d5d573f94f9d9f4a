/**
 * Keys and clicks of the grid, as in file managers: arrows move, Space and Enter choose and open, Shift marks a range,
 * letters jump to a name. One listener for all tiles.
 */
import { type LibraryAsset, nameOf } from '../api/library-asset.ts'
import type { AssetPages } from '../browse/asset-pages.ts'
import type { Selection } from '../choose/selection.ts'
import type { VirtualGrid } from '../grid/virtual-grid.ts'
import type { LibraryStore } from '../store.ts'

export interface GridKeyboardHost {
  readonly store: LibraryStore
  readonly pages: AssetPages
  readonly choice: Selection
  readonly grid: VirtualGrid
  readonly direction: 'ltr' | 'rtl'
  preview(index: number): void
}

/** Letters typed within this time belong to one name. */
const TYPE_AHEAD_MS = 800

export class GridKeyboard {
  readonly #host: GridKeyboardHost
  /** Where a range begins. */
  #anchor = 0
  #range: readonly LibraryAsset[] = []
  #typed = ''
  #typedAt = 0

  constructor(host: GridKeyboardHost) {
    this.#host = host
  }

  readonly onClick = (event: MouseEvent): void => {
    const index = indexOf(event)
    if (index === undefined) return
    this.#host.store.patch({ active: index })
    if ((event.target as Element).closest('[data-preview]')) {
      this.#host.preview(index)
      return
    }
    if (event.shiftKey) this.#mark(index)
    else this.#toggle(index)
  }

  readonly onDoubleClick = (event: MouseEvent): void => {
    const index = indexOf(event)
    if (index !== undefined && !(event.target as Element).closest('[data-preview]')) this.#host.preview(index)
  }

  /** The focus may come by Tab or by a script of the page. */
  readonly onFocus = (event: FocusEvent): void => {
    const index = indexOf(event)
    if (index !== undefined && index !== this.#host.store.getState().active) this.#host.store.patch({ active: index })
  }

  readonly onKey = (event: KeyboardEvent): void => {
    const index = indexOf(event)
    if (index === undefined || event.isComposing || (event.target as Element).closest('button')) return
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && event.key.toLowerCase() === 'a' && !event.shiftKey) this.#host.choice.add(this.#host.pages.loaded)
    else if (event.key === ' ' && !isCommand) {
      if (event.shiftKey) this.#mark(index)
      else this.#toggle(index)
    } else if (event.key === 'Enter' && !isCommand) this.#host.preview(index)
    else {
      const target = this.#target(event, index)
      if (target === undefined) {
        if (isCommand || event.altKey || event.key.length !== 1 || event.key === '/') return
        this.#typeAhead(event.key, index)
      } else {
        this.#host.grid.focus(target)
        if (event.shiftKey) this.#mark(target)
        else this.#anchor = target
      }
    }
    event.preventDefault()
  }

  /** Undefined when the key does not move. */
  #target(event: KeyboardEvent, index: number): number | undefined {
    const { grid, pages, direction } = this.#host
    const { layout } = grid
    if (!layout || event.altKey) return undefined
    const last = pages.total - 1
    const within = (next: number): number => Math.max(0, Math.min(last, next))
    const isCommand = event.ctrlKey || event.metaKey
    const forward = direction === 'ltr' ? 'ArrowRight' : 'ArrowLeft'
    const { columns } = layout
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight':
        return within(index + (event.key === forward ? 1 : -1))
      case 'ArrowDown':
        return layout.vertical(index, 1)
      case 'ArrowUp':
        return layout.vertical(index, -1)
      case 'PageDown':
        return within(index + columns * grid.rowsPerPage)
      case 'PageUp':
        return within(index - columns * grid.rowsPerPage)
      case 'Home':
        return isCommand ? 0 : index - (index % columns)
      case 'End':
        return isCommand ? last : within(index - (index % columns) + columns - 1)
      default:
        return undefined
    }
  }

  #toggle(index: number): void {
    const asset = this.#host.pages.at(index)
    this.#anchor = index
    this.#range = []
    if (asset) this.#host.choice.toggle(asset)
  }

  /** Everything between where the range began and here, in place of what it held before. */
  #mark(index: number): void {
    const [from, to] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)]
    const range = Array.from({ length: to - from + 1 }, (_, step) => this.#host.pages.at(from + step)).filter(
      (asset): asset is LibraryAsset => asset !== undefined,
    )
    this.#host.choice.replaceRange(this.#range, range)
    this.#range = range
  }

  #typeAhead(letter: string, index: number): void {
    const now = performance.now()
    this.#typed = now - this.#typedAt > TYPE_AHEAD_MS ? letter : this.#typed + letter
    this.#typedAt = now
    const { pages, grid } = this.#host
    const wanted = this.#typed.toLowerCase()
    // A first letter looks behind the present tile, so that the same letter goes on to the next.
    const start = this.#typed.length === 1 ? index + 1 : index
    for (let step = 0; step < pages.total; step += 1) {
      const at = (start + step) % pages.total
      const asset = pages.at(at)
      if (asset && nameOf(asset).toLowerCase().startsWith(wanted)) {
        grid.focus(at)
        return
      }
    }
  }
}

function indexOf(event: Event): number | undefined {
  const tile = (event.target as Element | null)?.closest<HTMLElement>('[data-index]')
  return tile ? Number(tile.dataset.index) : undefined
}
