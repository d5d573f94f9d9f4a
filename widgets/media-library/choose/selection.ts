/** What people choose: in which order, how many at most, and what may not be chosen at all. */
import type { LibraryAsset } from '../api/library-asset.ts'
import type { LibraryStore } from '../store.ts'
import { keyOf } from '../types.ts'

export interface SelectionHost {
  readonly store: LibraryStore
  /** 1 when only one may be taken; undefined without a limit. */
  most(): number | undefined
  isAllowed(asset: LibraryAsset): boolean
  onChange(): void
  /** Somebody wanted more than may be taken. */
  onFull(most: number): void
}

export class Selection {
  readonly #host: SelectionHost

  constructor(host: SelectionHost) {
    this.#host = host
  }

  get isFull(): boolean {
    const most = this.#host.most()
    // With one the next replaces it: that is never full.
    return most !== undefined && most > 1 && this.#chosen.length >= most
  }

  toggle(asset: LibraryAsset): void {
    if (this.#host.store.isSelected(asset)) this.#set(this.#chosen.filter((other) => keyOf(other) !== keyOf(asset)))
    else if (this.#host.most() === 1) this.#set(this.#host.isAllowed(asset) ? [asset] : this.#chosen)
    else this.add([asset])
  }

  /** As many of them as there is room for. True when something was taken. */
  add(assets: readonly LibraryAsset[]): boolean {
    const most = this.#host.most() ?? Number.POSITIVE_INFINITY
    const further = assets.filter((asset) => this.#host.isAllowed(asset) && !this.#host.store.isSelected(asset))
    const room = Math.max(0, most - this.#chosen.length)
    if (most === 1) {
      const [first] = further
      if (first) this.#set([first])
      return first !== undefined
    }
    const taken = further.slice(0, room)
    if (taken.length > 0) this.#set([...this.#chosen, ...taken])
    if (further.length > room) this.#host.onFull(most)
    return taken.length > 0
  }

  /** What Shift marks: these and no others of the range before. */
  replaceRange(before: readonly LibraryAsset[], range: readonly LibraryAsset[]): void {
    const keys = new Set(before.map(keyOf))
    const kept = this.#chosen.filter((asset) => !keys.has(keyOf(asset)))
    this.#host.store.patch({ selection: kept })
    // One change, and told once.
    if (!this.add(range)) this.#host.onChange()
  }

  /** These in the place of all others. */
  replace(assets: readonly LibraryAsset[]): void {
    if (assets.length === 0) this.clear()
    else this.replaceRange(this.#chosen, assets)
  }

  clear(): void {
    if (this.#chosen.length > 0) this.#set([])
  }

  get #chosen(): readonly LibraryAsset[] {
    return this.#host.store.getState().selection
  }

  #set(selection: readonly LibraryAsset[]): void {
    this.#host.store.patch({ selection })
    this.#host.onChange()
  }
}
