/** A licence that somebody ordered from a paid library: kept so that no try of the same order buys a second one. */
export interface StockOrderRecord {
  /** Made by the client, unique in the environment. */
  readonly id: string
  readonly environmentId: string
  readonly library: string
  readonly itemId: string
  readonly planId: string
  readonly format: string
  /** API key, or the name of whoever is signed in. */
  readonly orderedBy: string
  readonly createdAt: number
  /** Until when the library may still be selling it; null: it was never asked to. */
  readonly askedUntil: number | null
  /** Null while it is not known whether it was bought. */
  readonly licence: { readonly id: string; readonly url: string } | null
  /** What the file became. */
  readonly assetId: string | null
  /** Why the file did not become an asset the last time. */
  readonly problem: string | null
}

/**
 *   ordered   not known to be bought     bought   and its file is no asset yet     uploaded   and it became an asset
 */
export const STOCK_ORDER_STATES = ['ordered', 'bought', 'uploaded'] as const
export type StockOrderState = (typeof STOCK_ORDER_STATES)[number]

export function stateOfStockOrder({ licence, assetId }: StockOrderRecord): StockOrderState {
  if (licence === null) return 'ordered'
  return assetId === null ? 'bought' : 'uploaded'
}
