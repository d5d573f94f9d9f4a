/**
 * The assets of one query, as far as they have been looked at. Pages come one after the other, because each has the cursor
 * of the next; what is far from where people look is given up again and asked for by its cursor when they come back, so
 * that 100,000 assets take no more memory than some thousands.
 */
import type { Answer, LibraryError } from '../api/answer.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { AssetKey } from '../types.ts'
import { keyOf } from '../types.ts'

export interface LoadedPage {
  readonly items: readonly LibraryAsset[]
  /** Absent where the server does not count. */
  readonly total?: number | undefined
  readonly isEstimate?: boolean
  readonly nextCursor?: string | undefined
}

export interface AssetSource {
  load(cursor: string | undefined, count: number, signal: AbortSignal): Promise<Answer<LoadedPage>>
}

export interface AssetPagesEvents {
  /** Assets have come, changed or gone. */
  onChange(): void
  onError(error: LibraryError): void
}

interface Page {
  readonly cursor: string | undefined
  count: number
  items: LibraryAsset[] | undefined
  /** Width over height of each; kept when the items are given up, so that nothing moves. */
  ratios: readonly number[]
}

const FIRST_PAGE = 60
const PAGE = 200
/** As many as the server gives at most: for those who jump far ahead. */
const LARGE_PAGE = 500
/** Assets that are kept. */
const KEPT = 5000

export class AssetPages {
  readonly #events: AssetPagesEvents
  #source: AssetSource | undefined
  #pages: Page[] = []
  /** Of the page behind the last one that is known. */
  #next: { readonly cursor: string | undefined } | undefined
  #total = 0
  #isEstimate = false
  #wanted: readonly [first: number, last: number] = [0, 0]
  #running: AbortController | undefined
  #hasFailed = false

  constructor(events: AssetPagesEvents) {
    this.#events = events
  }

  get total(): number {
    return this.#total
  }

  get isEstimate(): boolean {
    return this.#isEstimate
  }

  /** Assets that are there now, from the first on; for what is done to all that people have seen. */
  get loaded(): readonly LibraryAsset[] {
    return this.#pages.flatMap(({ items }) => items ?? [])
  }

  /** Asks for another query. Resolves when its first page is there, or could not be had. */
  async start(source: AssetSource): Promise<Answer<LoadedPage>> {
    this.stop()
    const running = new AbortController()
    this.#running = running
    const answer = await source.load(undefined, FIRST_PAGE, running.signal)
    if (running.signal.aborted) return { ok: false, error: { code: 'aborted', message: 'Overtaken', status: 0 } }
    this.#running = undefined
    if (!answer.ok) return answer
    this.#source = source
    this.#pages = []
    this.#next = { cursor: undefined }
    this.#hasFailed = false
    this.#total = answer.value.total ?? 0
    this.#isEstimate = answer.value.isEstimate === true
    this.#take(answer.value)
    this.#events.onChange()
    return answer
  }

  /** Gives up what is on its way; what is there stays. */
  stop(): void {
    this.#running?.abort()
    this.#running = undefined
  }

  clear(): void {
    this.stop()
    this.#source = undefined
    this.#pages = []
    this.#next = undefined
    this.#total = 0
    this.#isEstimate = false
  }

  at(index: number): LibraryAsset | undefined {
    const found = this.#find(index)
    return found?.page.items?.[index - found.start]
  }

  /** Width over height; 1 where it is not known. */
  ratioAt(index: number): number {
    const found = this.#find(index)
    return found?.page.ratios[index - found.start] ?? 1
  }

  indexOf(key: AssetKey): number {
    const wanted = keyOf(key)
    let start = 0
    for (const { items, count } of this.#pages) {
      const at = items?.findIndex((asset) => keyOf(asset) === wanted) ?? -1
      if (at >= 0) return start + at
      start += count
    }
    return -1
  }

  /** Says which indexes are looked at, ends included; what is missing among them is loaded. */
  want(first: number, last: number): void {
    this.#wanted = [Math.max(0, first), Math.min(last, this.#total - 1)]
    if (!this.#running && !this.#hasFailed) void this.#load()
  }

  /** Tries again after an error. */
  retry(): void {
    this.#hasFailed = false
    if (!this.#running) void this.#load()
  }

  /** Puts one asset in the place of another, or takes it out. */
  replace(key: AssetKey, after: LibraryAsset | undefined): void {
    const wanted = keyOf(key)
    for (const page of this.#pages) {
      const at = page.items?.findIndex((asset) => keyOf(asset) === wanted) ?? -1
      if (at < 0) continue
      page.items?.splice(at, 1, ...(after ? [after] : []))
      page.ratios = (page.items ?? []).map(ratioOf)
      if (!after) {
        page.count -= 1
        this.#total -= 1
      }
      this.#events.onChange()
      return
    }
  }

  /** Puts assets before all others; one that is there already moves. */
  prepend(assets: readonly LibraryAsset[]): void {
    for (const asset of assets) this.replace(asset, undefined)
    const [first] = this.#pages
    if (first?.items) {
      first.items.unshift(...assets)
      first.count += assets.length
      first.ratios = first.items.map(ratioOf)
    } else {
      const items = [...assets]
      this.#pages.unshift({ cursor: undefined, count: items.length, items, ratios: items.map(ratioOf) })
    }
    this.#total += assets.length
    this.#events.onChange()
  }

  async #load(): Promise<void> {
    const source = this.#source
    const missing = this.#missing()
    if (!source || !missing) return
    const running = new AbortController()
    this.#running = running
    const answer = await source.load(missing.cursor, missing.count, running.signal)
    if (running.signal.aborted) return
    this.#running = undefined
    if (!answer.ok) {
      this.#hasFailed = true
      this.#events.onError(answer.error)
      return
    }
    if (missing.page) {
      missing.page.items = [...answer.value.items]
      missing.page.count = answer.value.items.length
      missing.page.ratios = answer.value.items.map(ratioOf)
    } else this.#take(answer.value)
    this.#giveUpFar()
    this.#events.onChange()
    await this.#load()
  }

  #take({ items, nextCursor }: LoadedPage): void {
    const ratios = items.map(ratioOf)
    this.#pages.push({ cursor: this.#next?.cursor, count: items.length, items: [...items], ratios })
    this.#next = nextCursor === undefined || items.length === 0 ? undefined : { cursor: nextCursor }
    const known = this.#known()
    // Where nothing more comes the count is no estimate any more; where more comes it is more than that.
    if (!this.#next) {
      this.#total = known
      this.#isEstimate = false
    } else this.#total = Math.max(this.#total, known + 1)
  }

  /** What has to be asked for next, if anything: a page that was given up, or the one behind the last. */
  #missing(): { readonly cursor: string | undefined; readonly count: number; readonly page?: Page } | undefined {
    const [first, last] = this.#wanted
    let start = 0
    for (const page of this.#pages) {
      if (!page.items && start <= last && start + page.count > first)
        return { cursor: page.cursor, count: page.count, page }
      start += page.count
    }
    if (!this.#next || last < start) return undefined
    return { cursor: this.#next.cursor, count: last - start > PAGE ? LARGE_PAGE : PAGE }
  }

  #giveUpFar(): void {
    const middle = (this.#wanted[0] + this.#wanted[1]) / 2
    let start = 0
    const byDistance = this.#pages
      .map((page) => {
        const distance = Math.abs(start + page.count / 2 - middle)
        start += page.count
        return { page, distance }
      })
      .sort((one, other) => one.distance - other.distance)
    let kept = 0
    for (const { page } of byDistance) {
      kept += page.count
      if (kept > KEPT) page.items = undefined
    }
  }

  #known(): number {
    return this.#pages.reduce((sum, { count }) => sum + count, 0)
  }

  #find(index: number): { readonly page: Page; readonly start: number } | undefined {
    let start = 0
    for (const page of this.#pages) {
      if (index < start + page.count) return index < start ? undefined : { page, start }
      start += page.count
    }
    return undefined
  }
}

function ratioOf({ width, height }: LibraryAsset): number {
  return width && height ? width / height : 1
}
