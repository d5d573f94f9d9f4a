import { describe, expect, it } from 'vitest'
import { UniqueViolationError } from '../../../../../server/errors/port-errors.ts'
import type { Database } from '../../../../../server/ports/database.ts'
import { anAsset, anEnvironment } from '../rows.ts'

export function describeEnvironments(open: () => Promise<Database>): void {
  describe('environments', () => {
    it('finds one by cloud name and id, and lists all', async () => {
      const database = await open()
      const first = anEnvironment({ id: '1', cloudName: 'first', createdAt: 1 })
      const second = anEnvironment({ id: '2', cloudName: 'second', createdAt: 2 })
      await database.environments.insert(second)
      await database.environments.insert(first)

      expect(await database.environments.findByCloudName('first')).toEqual(first)
      expect(await database.environments.findById('2')).toEqual(second)
      expect(await database.environments.findByCloudName('FIRST')).toBeNull()
      expect(await database.environments.list()).toEqual([first, second])
    })

    it('changes settings and refuses a second one of the same name', async () => {
      const database = await open()
      const environment = anEnvironment({ id: '1', cloudName: 'demo' })
      await database.environments.insert(environment)

      await database.environments.updateSettings('1', { ...environment.settings, folderMode: 'fixed' })

      expect((await database.environments.findById('1'))?.settings.folderMode).toBe('fixed')
      await expect(database.environments.insert(anEnvironment({ id: '2', cloudName: 'demo' }))).rejects.toThrow(
        UniqueViolationError,
      )
    })

    it('keeps keys of tokens, and knows whether there are assets', async () => {
      const database = await open()
      const authTokenKeys = [{ name: 'main', key: '00ff' }]
      const environment = anEnvironment({ id: '1' })
      await database.environments.insert({ ...environment, settings: { ...environment.settings, authTokenKeys } })
      await database.assets.insert(anAsset({ environmentId: '1' }))

      expect((await database.environments.findById('1'))?.settings.authTokenKeys).toEqual(authTokenKeys)
      expect(await database.environments.hasAssets('1')).toBe(true)
      expect(await database.environments.hasAssets('2')).toBe(false)
    })
  })
}
