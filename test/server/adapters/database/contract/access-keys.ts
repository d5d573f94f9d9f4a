import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'

export function describeAccessKeys(open: () => Promise<Database>): void {
  describe('access keys', () => {
    it('gives back the secret that was stored', async () => {
      const database = await open()
      const key = {
        id: 'k',
        environmentId: 'env',
        name: 'main',
        apiKey: '123',
        apiSecret: 'sécret',
        enabled: true,
        permissions: { allow: ['GET', 'assets.*'], deny: ['assets.destroy'] },
        folderPrefix: 'a/b',
        createdAt: 5,
      }

      await database.accessKeys.insert(key)

      expect(await database.accessKeys.findByApiKey('123')).toEqual(key)
      expect(await database.accessKeys.listByEnvironment('env')).toEqual([key])
      expect(await database.accessKeys.listByEnvironment('other')).toEqual([])
      expect(await database.accessKeys.findByApiKey('124')).toBeNull()
    })
  })
}
