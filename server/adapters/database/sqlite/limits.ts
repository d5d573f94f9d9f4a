/** From how much on SQLite is asked in another way. Tests make them small, to see the same results by all ways. */
export interface SearchLimits {
  /** So many documents are read for a search without much thought: it takes about 20 ms. */
  readonly few: number
  /** More documents than this are not looked at for a number. */
  readonly mostRead: number
  /** How many documents a sample has, about, instead. */
  readonly sample: number
  /** So many entries of an index are counted before those outside of the range are counted instead. */
  readonly mostInside: number
  /** Rows of the sort key's index that are tried before all that matches is sorted: each is a question of FTS5. */
  readonly mostTried: number
}

export const SEARCH_LIMITS: SearchLimits = {
  few: 20_000,
  mostRead: 50_000,
  sample: 12_000,
  mostInside: 200_000,
  mostTried: 1500,
}
