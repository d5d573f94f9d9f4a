/** Assets that somebody put together, wherever they lie, in an order of their own. */
export interface Collection {
  /** 32 hex. */
  readonly id: string
  readonly environmentId: string
  readonly name: string
  readonly description: string | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** Where an asset stands in a collection. Positions have gaps, and two assets may have the same. */
export interface CollectionPlace {
  readonly assetId: string
  readonly position: number
}
