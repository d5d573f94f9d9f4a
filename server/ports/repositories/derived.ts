import type { Derived } from '../../domain/derived.ts'
import type { ChainPattern } from './chains.ts'

export interface DerivedRepository {
  find(key: {
    readonly assetId: string
    readonly versionId: string
    readonly fileKey: string
    readonly transformation: string
    readonly extension: string
  }): Promise<Derived | null>
  /** Any row with this file: its bytes can be used again. */
  findByFileKey(environmentId: string, fileKey: string): Promise<Derived | null>
  /** Any row that names that stored file, over all environments. */
  findByStorageKey(storageKey: string): Promise<Derived | null>
  listByAsset(assetId: string): Promise<readonly Derived[]>
  /** In the order in which they were made, after that one (null: from the start). */
  pageByAsset(
    assetId: string,
    page: { readonly after: Pick<Derived, 'createdAt' | 'id'> | null; readonly limit: number },
  ): Promise<readonly Derived[]>
  findMany(environmentId: string, ids: readonly string[]): Promise<readonly Derived[]>
  /** False, and nothing is done, when the same row is there already. */
  insert(derived: Derived): Promise<boolean>
  touch(ids: readonly string[], usedAt: number): Promise<void>
  /** Gives the rows that were deleted. */
  deleteByAsset(assetId: string, options?: { readonly exceptVersionId?: string }): Promise<readonly Derived[]>
  /** Rows whose chain uses that named transformation. */
  deleteByNamedTransformation(environmentId: string, name: string): Promise<readonly Derived[]>
  deleteByIds(ids: readonly string[]): Promise<readonly Derived[]>
  /** Rows of that literal chain. */
  deleteByChain(environmentId: string, chain: ChainPattern): Promise<readonly Derived[]>
  /** Rows of that literal chain, or whose chain uses that named transformation, by id, after `after`. */
  listBy(
    environmentId: string,
    by: { readonly chain: ChainPattern } | { readonly named: string },
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly Derived[]>
  /**
   * Looks at `limit` rows in the order of their ids, after `after` (null: from the start), for those whose asset is gone
   * or has another version. `last` is the id to go on after; null when there are no more rows.
   */
  findStale(options: {
    readonly after: string | null
    readonly limit: number
  }): Promise<{ readonly stale: readonly Derived[]; readonly last: string | null }>
  totalBytes(): Promise<number>
  leastRecentlyUsed(limit: number): Promise<readonly Derived[]>
}
