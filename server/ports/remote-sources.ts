/** Places outside of the server that visitors of the upload widget take files from. */

/** A source by its name on the wire, and whether it can be used. */
export interface RemoteSourceState {
  readonly name: string
  /**
   *   account  the visitor's own files, after they have signed in at the provider
   *   search   pictures that are found by words
   *   stock    the same, and each has to be licensed first
   */
  readonly kind: 'account' | 'search' | 'stock'
  readonly enabled: boolean
  /** Why not, for the owner of the site; null when it can be used. */
  readonly reason: string | null
}

export interface RemoteSources {
  /** All that are known, in a fixed order. @param origin of the page that asks; null for one of the server's own */
  list(origin: string | null): readonly RemoteSourceState[]
}
