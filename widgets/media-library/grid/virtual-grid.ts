/**
 * Draws only the tiles that can be seen, and the one that has the focus. Scrolling draws the canvas alone, not the whole
 * element: at most once per frame, and only when other tiles have come into view.
 */
import { type ReactiveController, type ReactiveControllerHost, render, type TemplateResult } from 'lit'
import type { AssetPages } from '../browse/asset-pages.ts'
import type { LibraryStore } from '../store.ts'
import { type GridLayout, type LayoutOptions, layoutOf } from './grid-layout.ts'

export interface VirtualGridHost extends ReactiveControllerHost, HTMLElement {
  readonly store: LibraryStore
  readonly pages: AssetPages
}

export type DrawTiles = (indexes: readonly number[], layout: GridLayout) => TemplateResult

type Measures = Pick<LayoutOptions, 'width' | 'tileSize' | 'gap'>

/** More than these are never drawn, whatever the screen. */
const MOST_TILES = 300
/** Part of the window's height that is drawn ahead on both sides. */
const AHEAD = 0.6
const CAPTION_HEIGHT = 56
const ROW_HEIGHT = 64
const TILE_SIZE = 190
const LEAST_TILE_SIZE = 80
const TILE_GAP = 12

export class VirtualGrid implements ReactiveController {
  readonly #host: VirtualGridHost
  readonly #draw: DrawTiles
  #scroller: HTMLElement | undefined
  #canvas: HTMLElement | undefined
  #observer: ResizeObserver | undefined
  #frame = 0
  #isChanged = false
  #measures: Measures | undefined
  #layout: { readonly key: string; readonly layout: GridLayout } | undefined
  #drawn: readonly number[] = []
  #toFocus: number | undefined

  constructor(host: VirtualGridHost, draw: DrawTiles) {
    this.#host = host
    this.#draw = draw
    host.addController(this)
  }

  /** As it is now; undefined while no results are on the screen. */
  get layout(): GridLayout | undefined {
    return this.#layout?.layout
  }

  hostUpdated(): void {
    const scroller = this.#host.shadowRoot?.querySelector<HTMLElement>('.results') ?? undefined
    const canvas = scroller?.querySelector<HTMLElement>('.canvas') ?? undefined
    if (canvas !== this.#canvas || scroller !== this.#scroller) this.#attach(scroller, canvas)
    this.draw(true)
  }

  hostDisconnected(): void {
    this.#attach(undefined, undefined)
  }

  /** Puts the focus on a tile, wherever it is. */
  focus(index: number): void {
    this.#host.store.patch({ active: index })
    this.#toFocus = index
    this.reveal(index)
    this.draw(true)
  }

  /** Scrolls as little as is needed to show a tile. */
  reveal(index: number): void {
    const { layout } = this
    if (!layout || !this.#scroller || !this.#canvas) return
    const { y, height } = layout.boxOf(index)
    const top = y + this.#canvas.offsetTop
    const { scrollTop, clientHeight } = this.#scroller
    // What sticks to the top covers what lies there.
    const margin = 8 + ((this.#canvas.previousElementSibling as HTMLElement | null)?.offsetHeight ?? 0)
    if (top - margin < scrollTop) this.#scroller.scrollTop = top - margin
    else if (top + height + 8 > scrollTop + clientHeight) this.#scroller.scrollTop = top + height + 8 - clientHeight
  }

  toTop(): void {
    if (this.#scroller) this.#scroller.scrollTop = 0
  }

  get isAtTop(): boolean {
    return (this.#scroller?.scrollTop ?? 0) < 40
  }

  /** Rows that fit into the window, for Page Up and Page Down. */
  get rowsPerPage(): number {
    const { layout } = this
    if (!layout || !this.#scroller || layout.rows === 0) return 1
    return Math.max(1, Math.floor((this.#scroller.clientHeight / layout.height) * layout.rows))
  }

  /** @param isChanged whether more than the place in the results may be another */
  draw(isChanged = false): void {
    const [scroller, canvas] = [this.#scroller, this.#canvas]
    if (!scroller || !canvas) return
    if (isChanged || !this.#measures) this.#measures = this.#measure(canvas)
    if (this.#measures.width === 0) return
    const layout = this.#layOut()
    const indexes = this.#inView(scroller, canvas, layout)
    const [first, last] = [indexes[0] ?? 0, indexes.at(-1) ?? 0]
    this.#host.pages.want(first, last)
    if (isChanged || !same(indexes, this.#drawn)) {
      this.#drawn = indexes
      canvas.style.blockSize = `${layout.height}px`
      this.#number(canvas, layout)
      render(this.#draw(this.#withActive(indexes), layout), canvas)
    }
    this.#moveFocus(canvas)
  }

  /** Assistive technology is told of all rows. The head of the list is one of them, and its cells reach over all columns. */
  #number({ parentElement: grid }: HTMLElement, { rows, columns }: GridLayout): void {
    if (!grid) return
    const heads = grid.querySelectorAll('[role=columnheader]').length
    grid.ariaRowCount = String(rows + Math.min(1, heads))
    grid.ariaColCount = String(Math.max(columns, heads))
  }

  #moveFocus(canvas: HTMLElement): void {
    if (this.#toFocus === undefined) return
    const tile = canvas.querySelector<HTMLElement>(`[data-index="${this.#toFocus}"]`)
    this.#toFocus = undefined
    tile?.focus({ preventScroll: true })
    // The window itself scrolls where it is very low.
    tile?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  #inView(scroller: HTMLElement, canvas: HTMLElement, layout: GridLayout): readonly number[] {
    const top = scroller.scrollTop - canvas.offsetTop
    const ahead = scroller.clientHeight * AHEAD
    const found = layout.between(Math.max(0, top - ahead), top + scroller.clientHeight + ahead)
    if (found.length <= MOST_TILES - 1) return found
    return layout.between(Math.max(0, top), top + scroller.clientHeight).slice(0, MOST_TILES - 1)
  }

  /** The tile that has the focus stays, wherever people scroll. */
  #withActive(indexes: readonly number[]): readonly number[] {
    const { active } = this.#host.store.getState()
    if (active >= this.#host.pages.total || indexes.includes(active)) return indexes
    return active < (indexes[0] ?? 0) ? [active, ...indexes] : [...indexes, active]
  }

  #layOut(): GridLayout {
    const { view, revision } = this.#host.store.getState()
    const { pages } = this.#host
    const measures = this.#measures ?? { width: 0, tileSize: TILE_SIZE, gap: 0 }
    const key = [view, ...Object.values(measures), pages.total, view === 'masonry' && revision].join()
    if (this.#layout?.key === key) return this.#layout.layout
    const layout = layoutOf({
      mode: view,
      ...measures,
      total: pages.total,
      captionHeight: CAPTION_HEIGHT,
      rowHeight: ROW_HEIGHT,
      ratioOf: (index) => pages.ratioAt(index),
    })
    this.#layout = { key, layout }
    return layout
  }

  /** Asked of the style sheet only when something else than the place may have changed: it costs the browser a layout. */
  #measure(canvas: HTMLElement): Measures {
    const computed = getComputedStyle(canvas)
    const measure = (name: string, fallback: number): number => {
      const value = Number.parseFloat(computed.getPropertyValue(name))
      return Number.isFinite(value) && value >= 0 ? value : fallback
    }
    return {
      width: canvas.clientWidth,
      tileSize: Math.max(LEAST_TILE_SIZE, measure('--_tile-size', TILE_SIZE)),
      gap: measure('--_tile-gap', TILE_GAP),
    }
  }

  #attach(scroller: HTMLElement | undefined, canvas: HTMLElement | undefined): void {
    this.#scroller?.removeEventListener('scroll', this.#onScroll)
    this.#observer?.disconnect()
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.#scroller = scroller
    this.#canvas = canvas
    this.#drawn = []
    this.#layout = undefined
    if (!scroller || !canvas) return
    scroller.addEventListener('scroll', this.#onScroll, { passive: true })
    this.#observer = new ResizeObserver(() => this.#later(true))
    this.#observer.observe(scroller)
    this.#observer.observe(canvas)
  }

  readonly #onScroll = (): void => this.#later(false)

  #later(isChanged: boolean): void {
    this.#isChanged ||= isChanged
    if (this.#frame !== 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      const change = this.#isChanged
      this.#isChanged = false
      this.draw(change)
    })
  }
}

function same(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one[0] === other[0] && one.every((value, index) => value === other[index])
}
