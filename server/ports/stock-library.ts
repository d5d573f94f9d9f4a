/**
 * A library whose pictures and films are paid for, brought along by whoever embeds the server and has a contract with it:
 * `createTintype(settings, { stockLibraries: { getty } })`. Visitors of the upload widget find it as a source.
 *
 * What a library answers is checked like anything that comes from outside. What it throws is logged, and told to visitors
 * as a failure without details.
 */

/** The names among the sources of a widget. */
export const STOCK_LIBRARIES = ['shutterstock', 'getty', 'istock'] as const
export type StockLibraryName = (typeof STOCK_LIBRARIES)[number]

export const STOCK_MEDIA_TYPES = ['photo', 'illustration', 'vector', 'video'] as const
export type StockMediaType = (typeof STOCK_MEDIA_TYPES)[number]

export const STOCK_ORIENTATIONS = ['horizontal', 'vertical', 'square'] as const
export const STOCK_ORDERS = ['relevant', 'newest', 'popular'] as const

export interface StockQuery {
  readonly words: string
  /** From 1. */
  readonly page: number
  /** Null: all of them. */
  readonly mediaType: StockMediaType | null
  readonly orientation: (typeof STOCK_ORIENTATIONS)[number] | null
  readonly order: (typeof STOCK_ORDERS)[number]
  readonly signal: AbortSignal
}

export interface StockItem {
  readonly id: string
  readonly title: string
  /** https address of a small picture; the server fetches it for visitors. */
  readonly thumbnail: string
  readonly mediaType: StockMediaType
  /** Of the largest file. */
  readonly width?: number | null
  readonly height?: number | null
  /** Shown with it. */
  readonly author?: { readonly name: string; readonly url?: string | null } | null
  /** What it costs about, as people read it: `from $10`. */
  readonly price?: string | null
}

/** A subscription, a pack or a credit card: something that a licence can be taken from. */
export interface StockPlan {
  readonly id: string
  readonly name: string
  /** Licences that are left; null where they are not counted. With 0 it is shown and cannot be chosen. */
  readonly remaining: number | null
  readonly formats: readonly StockFormat[]
}

export interface StockFormat {
  readonly id: string
  readonly name: string
  /** Of the file's name, `jpg`; the page may take certain ones only. */
  readonly extension?: string | null
  /** Of its file, where they are known: what is too large is refused before it is bought. */
  readonly bytes?: number | null
  readonly width?: number | null
  readonly height?: number | null
  /** What one licence costs, as people read it; null when it is part of the plan. */
  readonly price: string | null
}

export interface StockOrder {
  /** The same for all tries of one purchase. */
  readonly orderId: string
  readonly id: string
  readonly planId: string
  readonly format: string
  /** The product environment that the file goes to. */
  readonly cloudName: string
  readonly signal: AbortSignal
}

export interface StockLicence {
  readonly licenceId: string
  /** http(s) address of the file; fetched once, and told to nobody. */
  readonly url: string
}

/** Nothing was bought, and why; the message is shown to people. */
export interface StockRefusal {
  readonly refused: string
}

export interface StockLibrary {
  /** Those that it has; all when absent. */
  readonly mediaTypes?: readonly StockMediaType[]
  /**
   * How long a purchase may take, 1 to 600; default 60. For twice that time after a broken one, `ordered` is believed only
   * when it knows a licence: the library may be selling still.
   */
  readonly purchaseSeconds?: number
  search(query: StockQuery): Promise<{ readonly items: readonly StockItem[]; readonly nextPage: number | null }>
  /** What a licence of this item can be taken from. */
  plans(item: { readonly id: string; readonly signal: AbortSignal }): Promise<readonly StockPlan[]>
  /** Buys. Called once for each `orderId`; again only when `ordered` has said that nothing was bought. */
  license(order: StockOrder): Promise<StockLicence | StockRefusal>
  /**
   * What became of an order whose answer got lost: its licence, or null when nothing was bought. Without this function
   * such an order is not tried again.
   */
  ordered?(order: StockOrder): Promise<StockLicence | null>
  /** A new address of a file that was licensed before, where addresses end after a while. */
  download?(licence: { readonly licenceId: string; readonly signal: AbortSignal }): Promise<string>
}

export type StockLibraries = Partial<Readonly<Record<StockLibraryName, StockLibrary>>>
