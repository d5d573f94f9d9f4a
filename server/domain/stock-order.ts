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
  /** Null while it is not known whether it was bought. */
  readonly licence: { readonly id: string; readonly url: string } | null
  /** What the file became. */
  readonly assetId: string | null
}
