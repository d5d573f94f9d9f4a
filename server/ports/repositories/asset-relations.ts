/** Which assets belong together. Relations have no direction: each is seen from both ends. */
export interface AssetRelationRepository {
  /** Does nothing when they are related already. */
  add(environmentId: string, assetId: string, relatedId: string): Promise<void>
  /** Whether there was a relation. */
  remove(environmentId: string, assetId: string, relatedId: string): Promise<boolean>
  has(environmentId: string, assetId: string, relatedId: string): Promise<boolean>
  /** Ids of related assets in their order, after `after`. */
  list(
    environmentId: string,
    assetId: string,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly string[]>
  deleteByAsset(environmentId: string, assetId: string): Promise<void>
}
