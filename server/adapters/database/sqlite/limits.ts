/** When SQLite is asked in which way. Tests change the numbers, to see the same results by all ways. */
export interface SearchLimits {
  /** So many documents are read rather than thought about. */
  readonly little: number
  /** So many documents, and no more than a third of all, are worth being listed and read for a search. */
  readonly few: number
  /** So many are worth being listed to narrow what the text engine finds. */
  readonly mostListed: number
  /** More documents than this are not looked at for a number. */
  readonly mostRead: number
  /** How many documents a sample has, about, instead. */
  readonly sample: number
  /** So many entries of an index are counted before those outside of the range are counted instead. */
  readonly mostInside: number
  /** Microseconds, by which the way to a page is chosen. */
  readonly costs: SearchCosts
}

export interface SearchCosts {
  /** To look up a document whose neighbours are not wanted. */
  readonly read: number
  /** To go on to the next entry of an index. */
  readonly step: number
  /** To put the number of a document into a list. */
  readonly list: number
  /** To ask FTS5 about one document. */
  readonly ask: number
}

export const SEARCH_LIMITS: SearchLimits = {
  little: 1000,
  few: 20_000,
  mostListed: 50_000,
  mostRead: 25_000,
  sample: 12_000,
  mostInside: 200_000,
  costs: { read: 2.6, step: 0.5, list: 0.16, ask: 150 },
}
