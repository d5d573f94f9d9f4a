import type { Asset, AssetName, ResourceType } from '../../domain/asset.ts'

/** Deleted assets whose backups are kept are not found, unless a method says so. */
export interface AssetRepository {
  find(name: AssetName): Promise<Asset | null>
  findById(environmentId: string, id: string): Promise<Asset | null>
  findOrDeleted(name: AssetName): Promise<Asset | null>
  findByIdOrDeleted(environmentId: string, id: string): Promise<Asset | null>
  findMany(
    scope: { readonly environmentId: string; readonly resourceType: ResourceType; readonly type: string },
    publicIds: readonly string[],
  ): Promise<readonly Asset[]>
  listByTag(
    scope: { readonly environmentId: string; readonly resourceType: ResourceType; readonly type?: string },
    tag: string,
    options?: { readonly limit?: number },
  ): Promise<readonly Asset[]>
  /** Any asset of that folder that is shown under that name. */
  findByDisplayName(environmentId: string, assetFolder: string, displayName: string): Promise<Asset | null>
  /** Whose original that file is, over all environments. */
  findByStorageKey(storageKey: string): Promise<Asset | null>
  /** Assets of all environments in the order of their ids, after `id` (null: from the start). */
  listAfter(id: string | null, limit: number): Promise<readonly Asset[]>
  /** That lie in a folder or below it, deleted ones included; by folder. With a time: created at that time or before. */
  listInTree(
    environmentId: string,
    folder: string,
    options: { readonly createdUpTo: number | null; readonly limit: number },
  ): Promise<readonly Asset[]>
  /** @throws UniqueViolationError when the name is taken. */
  insert(asset: Asset): Promise<void>
  /** Writes the whole row, found by id, deleted or not. @throws UniqueViolationError when its new name is taken. */
  update(asset: Asset): Promise<void>
  delete(environmentId: string, id: string): Promise<void>
}
