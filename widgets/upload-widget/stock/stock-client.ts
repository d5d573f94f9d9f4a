/** What is asked of a paid library through the server: what it has, and what a licence is taken from. */
import { answered, type RemoteItem, type RemoteListing } from '../remote/remote-client.ts'

export interface StockItem extends RemoteItem {
  readonly stock: {
    readonly id: string
    readonly mediaType: string
    readonly width: number | null
    readonly height: number | null
    /** A hint, as the library words it. */
    readonly price: string | null
  }
}

export interface StockListing extends RemoteListing {
  readonly items: readonly StockItem[]
  readonly mediaTypes: readonly string[]
}

export interface StockFormat {
  readonly id: string
  readonly name: string
  readonly extension: string | null
  /** Of its file, where the library tells. */
  readonly bytes: number | null
  readonly price: string | null
}

export interface StockPlan {
  readonly id: string
  readonly name: string
  /** Null where licences are not counted. */
  readonly remaining: number | null
  readonly formats: readonly StockFormat[]
}

export interface StockFilters {
  /** Null: all. */
  readonly mediaType: string | null
  readonly orientation: string | null
  readonly order: string
}

export class StockClient {
  readonly #base: string

  /** @param base of the routes of a library, `…/companion/getty` */
  constructor(base: string) {
    this.#base = base
  }

  /** @param next what the listing before said about more */
  search(words: string, filters: StockFilters, next: string | null, signal: AbortSignal): Promise<StockListing> {
    const query = new URLSearchParams({ q: words, order: filters.order })
    if (filters.mediaType !== null) query.set('media_type', filters.mediaType)
    if (filters.orientation !== null) query.set('orientation', filters.orientation)
    const address = `${this.#base}/list?${query}${next === null ? '' : `&${next}`}`
    return answered(address, { signal }) as Promise<StockListing>
  }

  async plans(id: string, signal: AbortSignal): Promise<readonly StockPlan[]> {
    const { plans } = (await answered(`${this.#base}/plans/${encodeURIComponent(id)}`, { signal })) as {
      readonly plans: readonly StockPlan[]
    }
    return plans
  }
}
