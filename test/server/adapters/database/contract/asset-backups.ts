import { describe, expect, it } from 'vitest'
import type { AssetBackup } from '../../../../../server/domain/asset-backup.ts'
import type { Database } from '../../../../../server/ports/database.ts'
import { aBackup } from '../rows.ts'

export function describeAssetBackups(open: () => Promise<Database>): void {
  describe('asset backups', () => {
    const filled = async (...backups: readonly Partial<AssetBackup>[]) => {
      const database = await open()
      for (const backup of backups) await database.backups.insert(aBackup(backup))
      return database
    }

    it('gives back every field of a version', async () => {
      const backup = aBackup({ bytes: 5_000_000_000 })

      const database = await filled(backup)

      expect(await database.backups.find('env', backup.versionId)).toEqual(backup)
      expect(await database.backups.findByStorageKey(backup.storageKey)).toEqual(backup)
    })

    it('lists the versions of one asset, the newest first, and of no other environment', async () => {
      const database = await filled(
        { versionId: 'a', version: 1 },
        { versionId: 'b', version: 3 },
        { versionId: 'c', version: 2 },
        { versionId: 'd', environmentId: 'other' },
        { versionId: 'e', assetId: 'another' },
      )

      const listed = await database.backups.listByAsset('env', 'asset')

      expect(listed.map(({ versionId }) => versionId)).toEqual(['b', 'c', 'a'])
      expect(await database.backups.find('env', 'd')).toBeNull()
    })

    it('counts a file that several versions name once', async () => {
      const database = await filled(
        { versionId: 'a', storageKey: 'one', bytes: 10 },
        { versionId: 'b', storageKey: 'one', bytes: 10 },
        { versionId: 'c', storageKey: 'two', bytes: 5 },
      )

      expect(await database.backups.bytesOfAsset('env', 'asset')).toBe(15)
      expect(await database.backups.bytesOfAsset('env', 'nobody')).toBe(0)
    })

    it('deletes versions of that asset and environment only', async () => {
      const database = await filled({ versionId: 'a' }, { versionId: 'b' }, { versionId: 'c', assetId: 'another' })

      const none = await database.backups.deleteVersions('other', 'asset', ['a'])
      const deleted = await database.backups.deleteVersions('env', 'asset', ['a', 'c', 'unknown'])

      expect(none).toEqual([])
      expect(deleted.map(({ versionId }) => versionId)).toEqual(['a'])
      expect(await database.backups.find('env', 'a')).toBeNull()
      expect(await database.backups.find('env', 'c')).not.toBeNull()
    })

    it('hands the versions of one asset to another', async () => {
      const database = await filled({ versionId: 'a' }, { versionId: 'b', assetId: 'another' })

      await database.backups.moveToAsset('env', 'asset', 'another')

      expect(await database.backups.listByAsset('env', 'asset')).toEqual([])
      expect(await database.backups.listByAsset('env', 'another')).toHaveLength(2)
    })
  })
}
