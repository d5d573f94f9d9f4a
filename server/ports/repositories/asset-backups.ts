import type { AssetBackup } from '../../domain/asset-backup.ts'

export interface AssetBackupRepository {
  insert(backup: AssetBackup): Promise<void>
  find(environmentId: string, versionId: string): Promise<AssetBackup | null>
  /** Any row that names that file, over all environments. */
  findByStorageKey(storageKey: string): Promise<AssetBackup | null>
  /** Newest first. */
  listByAsset(environmentId: string, assetId: string): Promise<readonly AssetBackup[]>
  /** What its files take together; one that several rows name counts once. */
  bytesOfAsset(environmentId: string, assetId: string): Promise<number>
  /** Gives the rows that were deleted. */
  deleteVersions(environmentId: string, assetId: string, versionIds: readonly string[]): Promise<readonly AssetBackup[]>
  /** The versions of one asset become older versions of another. */
  moveToAsset(environmentId: string, fromAssetId: string, toAssetId: string): Promise<void>
}
