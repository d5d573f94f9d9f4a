import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'
import { aDerived, anAsset } from '../rows.ts'

export function describeStoredFiles(open: () => Promise<Database>): void {
  describe('stored files', () => {
    it('are listed in pages, in the order of their keys, over all environments', async () => {
      const database = await open()
      for (const [id, environmentId] of [
        ['b', 'env'],
        ['a', 'other'],
        ['c', 'env'],
      ] as const) {
        const asset = anAsset({
          id,
          environmentId,
          publicId: id,
          storageKey: `${id}/original.jpg`,
          bytes: 5,
          sha256: id,
        })
        await database.assets.insert(asset)
      }

      const first = await database.storedFiles.listAfter('original', null, 2)
      const rest = await database.storedFiles.listAfter('original', first.at(-1)?.storageKey ?? null, 2)

      expect([...first, ...rest]).toEqual(
        ['a', 'b', 'c'].map((id) => ({
          storageKey: `${id}/original.jpg`,
          bytes: 5,
          digest: { algorithm: 'sha256', value: id },
        })),
      )
    })

    it('leave out assets without one, and name a file that several rows share once', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: 'deleted', storageKey: '' }))
      const shared = { storageKey: 'a/d/f.jpg', fileKey: 'f', bytes: 3, etag: 'm' }
      await database.derived.insert(aDerived({ id: '1', transformation: 'w_1', ...shared }))
      await database.derived.insert(aDerived({ id: '2', transformation: 'w_01', ...shared }))

      expect(await database.storedFiles.listAfter('original', null, 10)).toEqual([])
      expect(await database.storedFiles.listAfter('backup', null, 10)).toEqual([])
      expect(await database.storedFiles.listAfter('derived', null, 10)).toEqual([
        { storageKey: 'a/d/f.jpg', bytes: 3, digest: { algorithm: 'md5', value: 'm' } },
      ])
    })
  })
}
