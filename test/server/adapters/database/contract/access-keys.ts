import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'
import { anAccessKey } from '../rows.ts'

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
        isRoot: true,
        dedicatedFor: 'webhooks' as const,
        permissions: { allow: ['GET', 'assets.*'], deny: ['assets.destroy'] },
        folderPrefix: 'a/b',
        createdAt: 5,
        updatedAt: 6,
      }

      await database.accessKeys.insert(key)

      expect(await database.accessKeys.findByApiKey('123')).toEqual(key)
      expect(await database.accessKeys.listByEnvironment('env')).toEqual([key])
      expect(await database.accessKeys.listByEnvironment('other')).toEqual([])
      expect(await database.accessKeys.findByApiKey('124')).toBeNull()
    })

    it('changes and deletes a key of that environment only', async () => {
      const database = await open()
      const key = anAccessKey({ id: 'k', environmentId: 'env', apiKey: '1', apiSecret: 'kept' })
      await database.accessKeys.insert(key)
      await database.accessKeys.insert(anAccessKey({ id: 'l', environmentId: 'env', apiKey: '2' }))

      await database.accessKeys.update({ ...key, environmentId: 'other', enabled: false })
      await database.accessKeys.update({ ...key, name: 'new', dedicatedFor: 'webhooks', updatedAt: 9 })
      await database.accessKeys.delete('other', 'l')

      expect(await database.accessKeys.findByApiKey('1')).toEqual({
        ...key,
        name: 'new',
        dedicatedFor: 'webhooks',
        updatedAt: 9,
      })
      expect(await database.accessKeys.findByApiKey('2')).not.toBeNull()
      await database.accessKeys.delete('env', 'l')
      expect(await database.accessKeys.findByApiKey('2')).toBeNull()
    })
  })

  describe('the account', () => {
    it('is one: a second replaces the first', async () => {
      const database = await open()
      const account = { accountId: 'a', provisioningApiKey: '1', provisioningApiSecret: 'sécret', createdAt: 1 }
      expect(await database.accounts.find()).toBeNull()

      await database.accounts.put(account)
      await database.accounts.put({ ...account, accountId: 'b' })

      expect(await database.accounts.find()).toEqual({ ...account, accountId: 'b' })
    })
  })
}
