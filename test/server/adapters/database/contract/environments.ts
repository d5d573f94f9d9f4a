import { describe, expect, it } from 'vitest'
import { UniqueViolationError } from '../../../../../server/errors/port-errors.ts'
import type { Database } from '../../../../../server/ports/database.ts'
import { aBackup, aDerived, anAccessKey, anAsset, anEnvironment } from '../rows.ts'

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

    it('changes the whole row, and refuses a cloud name that is taken', async () => {
      const database = await open()
      const first = anEnvironment({ id: '1', cloudName: 'first', createdAt: 1 })
      const second = anEnvironment({ id: '2', cloudName: 'second', createdAt: 2 })
      await database.environments.insert(first)
      await database.environments.insert(second)
      const changed = {
        ...second,
        name: 'New',
        enabled: false,
        description: 'Said',
        customAttributes: { a: [1] },
        updatedAt: 9,
      }

      await database.environments.update(changed)
      const taken = database.environments.update({ ...changed, cloudName: 'first' })

      await expect(taken).rejects.toBeInstanceOf(UniqueViolationError)
      expect(await database.environments.findById('2')).toEqual(changed)
      expect(await database.environments.findById('1')).toEqual(first)
    })

    it('does not find one that is marked as deleted, whose cloud name is free', async () => {
      const database = await open()
      const environment = anEnvironment({ id: '1', cloudName: 'first' })
      await database.environments.insert(environment)

      await database.environments.markDeleted('1', 5)

      expect(await database.environments.findById('1')).toBeNull()
      expect(await database.environments.findByCloudName('first')).toBeNull()
      expect(await database.environments.list()).toEqual([])
      expect(await database.environments.listDeleted()).toEqual(['1'])
      await database.environments.insert({ ...environment, id: '2' })
      await database.environments.delete('1')
      expect(await database.environments.listDeleted()).toEqual([])
      expect(await database.environments.findByCloudName('first')).toMatchObject({ id: '2' })
    })
  })

  describe('contents of an environment', () => {
    it('are deleted in pieces, their files noted as garbage, and those of others left alone', async () => {
      const database = await open()
      const own = ['a', 'b', 'c'].map((id) => anAsset({ id, publicId: id, environmentId: 'env', tags: ['red'] }))
      const foreign = anAsset({ id: 'z', publicId: 'z', environmentId: 'other', tags: ['red'] })
      for (const asset of [...own, foreign]) await database.assets.insert(asset)
      await database.accessKeys.insert(anAccessKey({ environmentId: 'env' }))
      await database.derived.insert(aDerived({ id: 'd', environmentId: 'env', assetId: 'a', storageKey: 'env/a/d' }))
      const round = { limit: 2, now: 5 }

      const isMoreLeft = [
        await database.environmentContents.deleteSome('env', round),
        await database.environmentContents.deleteSome('env', round),
      ]

      expect(isMoreLeft).toEqual([true, false])
      expect(await database.environmentContents.countAssets('env', 10)).toBe(0)
      expect(await database.accessKeys.listByEnvironment('env')).toEqual([])
      expect(await database.derived.listByAsset('a')).toEqual([])
      const garbage = await database.garbage.list(6, 10)
      expect(garbage.toSorted()).toEqual([...own.map(({ storageKey }) => storageKey), 'env/a/d'].toSorted())
      expect(await database.assets.findById('other', 'z')).toEqual(foreign)
    })

    it('go with their backups, and name no file for an asset that has none any more', async () => {
      const database = await open()
      const deleted = anAsset({ id: 'a', placeholder: 'deleted', storageKey: '', backupBytes: 3 })
      await database.assets.insert(deleted)
      await database.backups.insert(aBackup({ assetId: 'a', storageKey: 'backup/env/a/v1/original.jpg' }))
      await database.relations.add('env', 'a', 'b')

      while (await database.environmentContents.deleteSome('env', { limit: 10, now: 5 }));

      expect(await database.garbage.list(6, 10)).toEqual(['backup/env/a/v1/original.jpg'])
      expect(await database.assets.findByIdOrDeleted('env', 'a')).toBeNull()
      expect(await database.relations.list('env', 'a', { after: null, limit: 1 })).toEqual([])
    })

    it('are counted up to a bound', async () => {
      const database = await open()
      for (const id of ['a', 'b', 'c']) await database.assets.insert(anAsset({ id, publicId: id }))

      const counts = [
        await database.environmentContents.countAssets('env', 2),
        await database.environmentContents.countAssets('env', 9),
      ]

      expect(counts).toEqual([2, 3])
    })
  })
}
