/** What every database driver must do. `open` gives an empty one. */
import { describe, expect, it } from 'vitest'
import { UniqueViolationError } from '../../../../server/errors/port-errors.ts'
import type { Database } from '../../../../server/ports/database.ts'
import { aDerived, anAsset, anEnvironment, aPreset } from './rows.ts'

export function describeDatabase(name: string, open: () => Promise<Database>): void {
  describe(`database contract: ${name}`, () => {
    describe('transaction', () => {
      it('keeps all writes when it resolves', async () => {
        const database = await open()

        const result = await database.transaction(async (tables) => {
          await tables.assets.insert(anAsset({ id: 'a', publicId: 'one' }))
          await tables.garbage.add(['k'], 1)
          return 'done'
        })

        expect(result).toBe('done')
        expect(await database.assets.find(anAsset({ publicId: 'one' }))).not.toBeNull()
        expect(await database.garbage.list(2, 10)).toEqual(['k'])
      })

      it('keeps no write when it rejects, whatever the error', async () => {
        const database = await open()
        await database.assets.insert(anAsset({ id: 'a', publicId: 'taken' }))

        const attempt = database.transaction(async (tables) => {
          await tables.garbage.add(['k'], 1)
          await tables.assets.insert(anAsset({ id: 'b', publicId: 'taken' }))
        })

        await expect(attempt).rejects.toThrow(UniqueViolationError)
        expect(await database.garbage.list(2, 10)).toEqual([])
        expect(await database.assets.findById('env', 'b')).toBeNull()
      })

      it('runs many at once without mixing them up', async () => {
        const database = await open()
        await database.assets.insert(anAsset({ id: 'a', publicId: 'counter', version: 0 }))

        await Promise.all(
          Array.from({ length: 50 }, () =>
            database.transaction(async (tables) => {
              const asset = await tables.assets.findById('env', 'a')
              if (asset === null) throw new Error('lost')
              await tables.assets.update({ ...asset, version: asset.version + 1 })
            }),
          ),
        )

        expect((await database.assets.findById('env', 'a'))?.version).toBe(50)
      })

      it('keeps what others wrote at the same moment when one rejects', async () => {
        const database = await open()
        const failing = (number: number) => number % 3 === 1

        const outcomes = await Promise.allSettled(
          Array.from({ length: 40 }, (_, number) =>
            database.transaction(async (tables) => {
              await tables.garbage.add([`garbage-${number}`], 1)
              // Every third meets a name that is taken by the one before it.
              const publicId = `asset-${failing(number) ? number - 1 : number}`
              await tables.assets.insert(anAsset({ id: String(number), publicId }))
              return number
            }),
          ),
        )

        const kept = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
        expect(kept).toEqual(Array.from({ length: 40 }, (_, number) => number).filter((number) => !failing(number)))
        expect([...(await database.garbage.list(2, 100))].sort()).toEqual(
          kept.map((number) => `garbage-${number}`).sort(),
        )
      })

      it('has finished what is under way when it is closed', async () => {
        const database = await open()

        const written = database.transaction((tables) => tables.garbage.add(['k'], 1))
        await database.close()

        await expect(written).resolves.toBeUndefined()
      })
    })

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
    })

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
          createdAt: 5,
        }

        await database.accessKeys.insert(key)

        expect(await database.accessKeys.findByApiKey('123')).toEqual(key)
        expect(await database.accessKeys.listByEnvironment('env')).toEqual([key])
        expect(await database.accessKeys.listByEnvironment('other')).toEqual([])
        expect(await database.accessKeys.findByApiKey('124')).toBeNull()
      })
    })

    describe('assets', () => {
      it('gives back every field of an asset', async () => {
        const database = await open()
        const asset = anAsset({
          tags: ['b', 'a'],
          context: { alt: 'ö | = x' },
          metadata: { color: ['red'], count: 3 },
          accessControl: [{ accessType: 'anonymous', start: 1, end: 2 }],
          regions: { face: { left: 1, top: 2, width: 3, height: 4 } },
          moderation: [{ kind: 'manual', status: 'pending', updatedAt: 9 }],
          source: { url: 'https://example.com/x', checkedAt: 3, etag: null },
          bytes: 5_000_000_000,
        })

        await database.assets.insert(asset)

        expect(await database.assets.find(asset)).toEqual(asset)
        expect(await database.assets.findById('env', asset.id)).toEqual(asset)
        expect(await database.assets.findByStorageKey(asset.storageKey)).toEqual(asset)
      })

      it('keeps environments, resource types and types apart', async () => {
        const database = await open()
        await database.assets.insert(anAsset({ id: '1', publicId: 'same' }))

        await database.assets.insert(anAsset({ id: '2', publicId: 'same', environmentId: 'other' }))
        await database.assets.insert(anAsset({ id: '3', publicId: 'same', resourceType: 'raw' }))
        await database.assets.insert(anAsset({ id: '4', publicId: 'same', type: 'private' }))

        expect((await database.assets.find(anAsset({ publicId: 'same', type: 'private' })))?.id).toBe('4')
        expect(await database.assets.findById('env', '2')).toBeNull()
        await expect(database.assets.insert(anAsset({ id: '5', publicId: 'same' }))).rejects.toThrow(
          UniqueViolationError,
        )
      })

      it('renames in place and refuses a name that is taken', async () => {
        const database = await open()
        await database.assets.insert(anAsset({ id: '1', publicId: 'one' }))
        await database.assets.insert(anAsset({ id: '2', publicId: 'two' }))

        await expect(database.assets.update(anAsset({ id: '1', publicId: 'two' }))).rejects.toThrow(
          UniqueViolationError,
        )
        await database.assets.update(anAsset({ id: '1', publicId: 'three' }))

        expect(await database.assets.find(anAsset({ publicId: 'one' }))).toBeNull()
        expect((await database.assets.find(anAsset({ publicId: 'three' })))?.id).toBe('1')
      })

      it('finds many by name and leaves out unknown ones', async () => {
        const database = await open()
        for (const id of ['a', 'b', 'c']) await database.assets.insert(anAsset({ id, publicId: id }))
        const scope = { environmentId: 'env', resourceType: 'image', type: 'upload' } as const

        const found = await database.assets.findMany(scope, ['c', 'a', 'nope'])
        const none = await database.assets.findMany(scope, [])

        expect(found.map((asset) => asset.publicId).sort()).toEqual(['a', 'c'])
        expect(none).toEqual([])
      })

      it('lists by tag as tags change', async () => {
        const database = await open()
        await database.assets.insert(anAsset({ id: '1', publicId: 'b', tags: ['x', 'x', 'y'] }))
        await database.assets.insert(anAsset({ id: '2', publicId: 'a', tags: ['x'], type: 'private' }))
        await database.assets.insert(anAsset({ id: '3', publicId: 'c', tags: ['y'] }))
        const scope = { environmentId: 'env', resourceType: 'image' } as const
        const ids = async (tag: string, type?: string) =>
          (await database.assets.listByTag(type === undefined ? scope : { ...scope, type }, tag)).map((a) => a.publicId)

        expect(await ids('x')).toEqual(['a', 'b'])
        expect(await ids('x', 'upload')).toEqual(['b'])
        await database.assets.update(anAsset({ id: '1', publicId: 'b', tags: ['z'] }))
        await database.assets.delete('env', '3')

        expect(await ids('x')).toEqual(['a'])
        expect(await ids('y')).toEqual([])
        expect(await ids('z')).toEqual(['b'])
      })

      it('deletes only in the stated environment', async () => {
        const database = await open()
        await database.assets.insert(anAsset({ id: '1' }))

        await database.assets.delete('other', '1')
        expect(await database.assets.findById('env', '1')).not.toBeNull()
        await database.assets.delete('env', '1')

        expect(await database.assets.findById('env', '1')).toBeNull()
      })

      it('walks over all assets page by page', async () => {
        const database = await open()
        for (const id of ['c', 'a', 'b']) await database.assets.insert(anAsset({ id, publicId: id, environmentId: id }))

        const first = await database.assets.listAfter(null, 2)
        const second = await database.assets.listAfter('b', 2)

        expect(first.map((asset) => asset.id)).toEqual(['a', 'b'])
        expect(second.map((asset) => asset.id)).toEqual(['c'])
      })
    })

    describe('derived', () => {
      it('finds a row by its whole identity and by its file', async () => {
        const database = await open()
        const derived = aDerived({ id: '1', transformation: 'w_1', extension: 'jpg', fileKey: 'f' })
        await database.derived.insert(derived)

        expect(await database.derived.find(derived)).toEqual(derived)
        expect(await database.derived.find({ ...derived, extension: '' })).toBeNull()
        expect(await database.derived.findByFileKey('env', 'f')).toEqual(derived)
        expect(await database.derived.findByFileKey('other', 'f')).toBeNull()
        expect(await database.derived.findByStorageKey(derived.storageKey)).toEqual(derived)
      })

      it('does nothing when the same row is there already', async () => {
        const database = await open()
        await database.derived.insert(aDerived({ id: '1', transformation: 't_a' }))

        await database.derived.insert(aDerived({ id: '2', transformation: 't_a' }))

        expect((await database.derived.listByAsset('asset')).map((row) => row.id)).toEqual(['1'])
      })

      it('gives the rows that it deletes, all or those of older versions', async () => {
        const database = await open()
        await database.derived.insert(aDerived({ id: '1', versionId: 'v1' }))
        await database.derived.insert(aDerived({ id: '2', versionId: 'v2' }))
        await database.derived.insert(aDerived({ id: '3', assetId: 'other' }))

        const old = await database.derived.deleteByAsset('asset', { exceptVersionId: 'v2' })
        const rest = await database.derived.deleteByAsset('asset')

        expect(old.map((row) => row.id)).toEqual(['1'])
        expect(rest.map((row) => row.id)).toEqual(['2'])
        expect(await database.derived.listByAsset('other')).toHaveLength(1)
      })

      it('deletes what uses a named transformation, and nothing that only looks like it', async () => {
        const database = await open()
        const chains = ['t_thumb', 'w_1/c_fill,t_thumb/e_x', 't_other.thumb', 't_thumb2', 'l_t_thumb', 'w_1']
        for (const [index, transformation] of chains.entries()) {
          await database.derived.insert(aDerived({ id: String(index), transformation }))
        }

        const deleted = await database.derived.deleteByNamedTransformation('env', 'thumb')
        const again = await database.derived.deleteByNamedTransformation('env', 'thumb')

        expect(deleted.map((row) => row.id).sort()).toEqual(['0', '1', '2'])
        expect(again).toEqual([])
      })

      it('counts shared files once and orders by last use', async () => {
        const database = await open()
        await database.derived.insert(aDerived({ id: '1', transformation: 'a', storageKey: 's', bytes: 10 }))
        await database.derived.insert(aDerived({ id: '2', transformation: 'b', storageKey: 's', bytes: 10 }))
        await database.derived.insert(aDerived({ id: '3', transformation: 'c', storageKey: 't', bytes: 5 }))

        await database.derived.touch(['1', '3'], 500)

        expect(await database.derived.totalBytes()).toBe(15)
        expect((await database.derived.leastRecentlyUsed(2)).map((row) => row.id)).toEqual(['2', '1'])
        expect((await database.derived.deleteByIds(['1', '3', 'x'])).map((row) => row.id).sort()).toEqual(['1', '3'])
        expect(await database.derived.totalBytes()).toBe(10)
      })

      it('finds in pages what was made from a version that is gone', async () => {
        const database = await open()
        await database.assets.insert(anAsset({ id: 'asset', versionId: 'v2' }))
        await database.derived.insert(aDerived({ id: '1', versionId: 'v1' }))
        await database.derived.insert(aDerived({ id: '2', versionId: 'v2' }))
        await database.derived.insert(aDerived({ id: '3', assetId: 'deleted' }))

        const first = await database.derived.findStale({ after: null, limit: 2 })
        const second = await database.derived.findStale({ after: first.last, limit: 2 })

        expect(first.stale.map((row) => row.id)).toEqual(['1'])
        expect(first.last).toBe('2')
        expect(second.stale.map((row) => row.id)).toEqual(['3'])
        expect(second.last).toBeNull()
      })

      it('counts nothing when there is nothing', async () => {
        const database = await open()

        expect(await database.derived.totalBytes()).toBe(0)
      })
    })

    describe('chains', () => {
      it('lists each chain that is used or allowed once, in order and in pages', async () => {
        const database = await open()
        const used = { transformation: 'w_1', extension: 'jpg' }
        await database.derived.insert(aDerived({ id: '1', ...used }))
        await database.derived.insert(aDerived({ id: '2', assetId: 'other', ...used }))
        await database.derived.insert(aDerived({ id: '3', transformation: '', extension: 'png' }))
        await database.derived.insert(aDerived({ id: '4', environmentId: 'other', transformation: 'w_9' }))
        for (const extension of ['', 'jpg', 'png']) {
          await database.chains.allow('env', { transformation: 'w_1', extension })
          await database.chains.allow('env', { transformation: 'w_1', extension })
        }
        await database.chains.allow('env', { transformation: 'c_fit,w_1', extension: '' })

        const first = await database.chains.list('env', { after: null, limit: 2 })
        const second = await database.chains.list('env', { after: first[1] ?? null, limit: 10 })

        const names = [...first, ...second].map(({ transformation, extension }) => `${transformation}/${extension}`)
        expect(names).toEqual(['c_fit,w_1/', 'w_1/', 'w_1/jpg', 'w_1/png'])
      })

      it('knows what is allowed and what is used', async () => {
        const database = await open()
        const chain = { transformation: 'w_1', extension: 'jpg' }
        const sameWithoutExtension = { ...chain, extension: '' }
        await database.chains.allow('env', chain)
        await database.derived.insert(aDerived({ id: '1', ...sameWithoutExtension }))

        expect(await database.chains.isAllowed('env', chain)).toBe(true)
        expect(await database.chains.isAllowed('env', sameWithoutExtension)).toBe(false)
        expect(await database.chains.isAllowed('other', chain)).toBe(false)
        expect(await database.chains.isUsed('env', chain)).toBe(false)
        expect(await database.chains.isUsed('env', sameWithoutExtension)).toBe(true)
        await database.chains.disallow('env', chain)
        expect(await database.chains.isAllowed('env', chain)).toBe(false)
      })

      it('lists and deletes what was made with a chain', async () => {
        const database = await open()
        const chain = { transformation: 't_a/w_1', extension: 'jpg' }
        for (const id of ['1', '2', '3']) await database.derived.insert(aDerived({ id, assetId: id, ...chain }))
        await database.derived.insert(aDerived({ id: '4', transformation: 't_a', extension: '' }))

        const firstPage = await database.derived.listBy('env', { chain }, { after: null, limit: 2 })
        const secondPage = await database.derived.listBy('env', { chain }, { after: '2', limit: 2 })
        const named = await database.derived.listBy('env', { named: 'a' }, { after: null, limit: 9 })
        const deleted = await database.derived.deleteByChain('env', chain)

        expect([firstPage, secondPage].map((page) => page.map(({ id }) => id))).toEqual([['1', '2'], ['3']])
        expect(named.map(({ id }) => id)).toEqual(['1', '2', '3', '4'])
        expect(deleted).toHaveLength(3)
        expect(await database.derived.listBy('env', { named: 'a' }, { after: null, limit: 9 })).toHaveLength(1)
      })
    })

    describe('presets and named transformations', () => {
      it('writes, replaces, lists and deletes presets by name', async () => {
        const database = await open()
        await database.presets.put(aPreset({ name: 'b', settings: { tags: ['x'] } }))
        await database.presets.put(aPreset({ name: 'a' }))
        await database.presets.put(aPreset({ name: 'b', unsigned: true }))

        expect((await database.presets.list('env')).map((preset) => preset.name)).toEqual(['a', 'b'])
        expect(await database.presets.find('env', 'b')).toEqual(aPreset({ name: 'b', unsigned: true }))
        expect(await database.presets.find('other', 'b')).toBeNull()
        expect(await database.presets.delete('env', 'b')).toBe(true)
        expect(await database.presets.delete('env', 'b')).toBe(false)
      })

      it('writes, replaces, lists and deletes named transformations by name', async () => {
        const database = await open()
        const named = {
          environmentId: 'env',
          name: 'thumb',
          transformation: 'w_1',
          allowedForStrict: true,
          updatedAt: 1,
        }
        await database.namedTransformations.put(named)
        await database.namedTransformations.put({ ...named, transformation: 'w_2' })

        expect(await database.namedTransformations.find('env', 'thumb')).toEqual({ ...named, transformation: 'w_2' })
        expect(await database.namedTransformations.list('env')).toHaveLength(1)
        expect(await database.namedTransformations.delete('env', 'thumb')).toBe(true)
        expect(await database.namedTransformations.delete('env', 'thumb')).toBe(false)
      })
    })

    describe('upload sessions, delete tokens, garbage', () => {
      it('keeps a session up to date and finds idle ones', async () => {
        const database = await open()
        const session = {
          id: 's',
          environmentId: 'env',
          uploadId: 'ü/1',
          totalBytes: null,
          parts: [{ start: 0, end: 9, sha256: 'x' }],
          createdAt: 1,
          updatedAt: 1,
          result: null,
        }
        await database.uploadSessions.put(session)
        await database.uploadSessions.put({ ...session, totalBytes: 20, updatedAt: 7, result: '{}' })

        expect(await database.uploadSessions.find('env', 'ü/1')).toEqual({
          ...session,
          totalBytes: 20,
          updatedAt: 7,
          result: '{}',
        })
        expect(await database.uploadSessions.find('other', 'ü/1')).toBeNull()
        expect(await database.uploadSessions.list()).toHaveLength(1)
        expect(await database.uploadSessions.listIdleSince(7)).toEqual([])
        expect(await database.uploadSessions.listIdleSince(8)).toHaveLength(1)
        await database.uploadSessions.delete('s')
        expect(await database.uploadSessions.find('env', 'ü/1')).toBeNull()
      })

      it('gives a delete token once', async () => {
        const database = await open()
        const token = { environmentId: 'env', assetId: 'a', versionId: 'v', expiresAt: 10 }
        await database.deleteTokens.insert({ tokenHash: 'h', ...token })
        await database.deleteTokens.insert({ tokenHash: 'old', ...token, expiresAt: 5 })

        await database.deleteTokens.deleteExpired(5)

        expect(await database.deleteTokens.take('old')).toBeNull()
        expect(await database.deleteTokens.take('h')).toEqual(token)
        expect(await database.deleteTokens.take('h')).toBeNull()
      })

      it('lists garbage that is old enough, oldest first', async () => {
        const database = await open()
        await database.garbage.add(['b', 'b', 'c'], 2)
        await database.garbage.add(['a'], 1)
        await database.garbage.add(['b'], 9)
        await database.garbage.add([], 1)

        expect(await database.garbage.has('a')).toBe(true)
        expect(await database.garbage.has('nope')).toBe(false)
        expect(await database.garbage.list(2, 10)).toEqual(['a'])
        expect(await database.garbage.list(3, 2)).toEqual(['a', 'b'])
        await database.garbage.remove(['a', 'b', 'nope'])
        expect(await database.garbage.list(100, 10)).toEqual(['c'])
      })
    })

    it('answers a ping', async () => {
      const database = await open()

      await expect(database.ping()).resolves.toBeUndefined()
    })
  })
}
