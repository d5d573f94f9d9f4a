import { beforeEach, describe, expect, it } from 'vitest'
import { manualClock } from '../../../../server/adapters/clock/manual.ts'
import { openSqlite } from '../../../../server/adapters/database/sqlite/index.ts'
import type { Derived } from '../../../../server/domain/derived.ts'
import type { Database } from '../../../../server/ports/database.ts'
import { createTransformations } from '../../../../server/services/transformations/create-transformations.ts'
import type { Transformations } from '../../../../server/services/transformations/transformation-types.ts'
import { aDerived, anAsset } from '../../adapters/database/rows.ts'

const ALL = { maxResults: 500 }

describe('transformations', () => {
  let database: Database
  let transformations: Transformations
  let forgotten: string[]

  beforeEach(async () => {
    database = await openSqlite({ path: ':memory:', secretKey: new Uint8Array(32) })
    forgotten = []
    const derivations = {
      forget: ({ id }: { readonly id: string }) => void forgotten.push(`asset ${id}`),
      forgetNamed: (_environmentId: string, name: string) => void forgotten.push(`named ${name}`),
    }
    transformations = createTransformations({ database, derivations, clock: manualClock() })
    await database.assets.insert(anAsset({ id: 'asset' }))
  })

  async function made(id: string, changes: Partial<Derived>): Promise<void> {
    await database.derived.insert(aDerived({ id, assetId: 'asset', fileKey: id, ...changes }))
  }
  const names = async (request: { readonly named?: boolean; readonly maxResults?: number } = {}) => {
    const found: unknown[] = []
    let nextCursor: string | undefined
    do {
      const page = await transformations.list('env', {
        maxResults: 2,
        ...request,
        ...(nextCursor === undefined ? {} : { nextCursor }),
      })
      found.push(
        ...page.transformations.map(({ name }) => (typeof name === 'string' ? name : Object.values(name).join('/'))),
      )
      nextCursor = page.nextCursor ?? undefined
    } while (nextCursor !== undefined)
    return found
  }

  describe('create', () => {
    it('keeps a definition that is found by its name, with and without t_', async () => {
      await transformations.create('env', { name: 'thumb', transformation: 'c_scale,w_100' })

      for (const text of ['thumb', 't_thumb']) {
        const { definition, allowedForStrict, used } = await transformations.get('env', text, ALL)
        expect({ definition, allowedForStrict, used }).toEqual({
          definition: { transformation: 'c_scale,w_100', extension: null },
          allowedForStrict: true,
          used: false,
        })
      }
      await expect(transformations.get('other', 'thumb', ALL)).rejects.toThrow('Resource not found - thumb')
    })

    it.each([
      ['w_100/jpg', 'w_100/f_jpg', 'jpg'],
      ['w_100/', 'w_100', ''],
      ['w_100/c_fit,h_2', 'w_100/c_fit,h_2', null],
    ])('keeps the format of %s', async (sent, stored, extension) => {
      await transformations.create('env', { name: 'n', transformation: sent })

      expect((await database.namedTransformations.find('env', 'n'))?.transformation).toBe(stored)
      expect((await transformations.get('env', 'n', ALL)).definition.extension).toBe(extension)
    })

    it('refuses a name that is taken', async () => {
      await transformations.create('env', { name: 'n', transformation: 'w_1' })

      const again = transformations.create('env', { name: 't_n', transformation: 'w_2' })

      await expect(again).rejects.toMatchObject({ status: 409, message: 'Transformation n already exists' })
      expect((await transformations.get('env', 'n', ALL)).definition.transformation).toBe('w_1')
    })

    it.each(['', 'a b', 'a.b', 'a/b', 'a,b', 'x'.repeat(256), 'a\u0000', 't_', '<b>'])(
      'refuses the name %j',
      async (name) => {
        await expect(transformations.create('env', { name, transformation: 'w_1' })).rejects.toMatchObject({
          status: 400,
        })
      },
    )

    it.each(['', '/', 'w_abc', 'nonsense', 'w_100,zz_1', 'if_w_zz_1,w_2'])(
      'refuses the definition %s',
      async (text) => {
        const attempt = transformations.create('env', { name: 'n', transformation: text })

        await expect(attempt).rejects.toMatchObject({ status: 400 })
        expect(await database.namedTransformations.list('env')).toEqual([])
      },
    )

    it('refuses a definition that would contain itself, however deep', async () => {
      await transformations.create('env', { name: 'a', transformation: 't_b' })
      await transformations.create('env', { name: 'b', transformation: 'l_x/t_c/fl_layer_apply' })

      await expect(transformations.create('env', { name: 'self', transformation: 't_self' })).rejects.toThrow(
        'would contain itself',
      )
      await expect(transformations.create('env', { name: 'c', transformation: 'w_1/t_a' })).rejects.toThrow(
        'would contain itself',
      )
    })
  })

  describe('update', () => {
    it('removes what was made with the old definition, also by way of others', async () => {
      await transformations.create('env', { name: 'inner', transformation: 'w_1' })
      await transformations.create('env', { name: 'outer', transformation: 't_inner/e_sepia' })
      await made('1', { transformation: 't_inner', storageKey: 'env/asset/v1/d/1' })
      await made('2', { transformation: 'w_9/t_outer', storageKey: 'env/asset/v1/d/2' })
      await made('3', { transformation: 'w_9' })
      forgotten.length = 0

      await transformations.update('env', 'inner', { unsafeUpdate: 'w_2' })

      expect((await database.derived.listByAsset('asset')).map(({ id }) => id)).toEqual(['3'])
      expect(await database.garbage.has('env/asset/v1/d/1')).toBe(true)
      expect(await database.garbage.has('env/asset/v1/d/2')).toBe(true)
      expect(forgotten.sort()).toEqual(['asset asset', 'named inner', 'named outer'])
      expect((await transformations.get('env', 'inner', ALL)).definition.transformation).toBe('w_2')
    })

    it('changes only the permission when no definition is given', async () => {
      await transformations.create('env', { name: 'n', transformation: 'w_1' })
      await made('1', { transformation: 't_n' })

      await transformations.update('env', 't_n', { allowedForStrict: false })

      const { allowedForStrict, used } = await transformations.get('env', 'n', ALL)
      expect({ allowedForStrict, used }).toEqual({ allowedForStrict: false, used: true })
    })

    it('allows a chain without a name, and takes it back', async () => {
      await transformations.update('env', 'w_7/png', { allowedForStrict: true })
      expect((await transformations.get('env', 'w_7/png', ALL)).allowedForStrict).toBe(true)

      await transformations.update('env', 'w_7/png', { allowedForStrict: false })
      await expect(transformations.get('env', 'w_7/png', ALL)).rejects.toMatchObject({ status: 404 })
    })

    it('refuses to do nothing, to redefine a chain, and what is unknown', async () => {
      await expect(transformations.update('env', 'w_1', {})).rejects.toMatchObject({ status: 400 })
      await expect(transformations.update('env', 'w_1', { unsafeUpdate: 'w_2' })).rejects.toMatchObject({ status: 400 })
      await expect(transformations.update('env', 'gone', { unsafeUpdate: 'w_2' })).rejects.toMatchObject({
        status: 404,
      })
      await expect(transformations.update('env', 't_w_1', { allowedForStrict: true })).rejects.toMatchObject({
        status: 404,
      })
    })
  })

  describe('delete', () => {
    it('removes a named transformation with everything made by it', async () => {
      await transformations.create('env', { name: 'n', transformation: 'w_1' })
      await made('1', { transformation: 't_n', storageKey: 'env/asset/v1/d/1' })

      await transformations.delete('env', 'n')

      await expect(transformations.get('env', 'n', ALL)).rejects.toMatchObject({ status: 404 })
      expect(await database.derived.listByAsset('asset')).toEqual([])
      expect(await database.garbage.has('env/asset/v1/d/1')).toBe(true)
    })

    it('removes what was made with a chain, that extension only', async () => {
      await made('1', { transformation: 'w_1', extension: 'jpg' })
      await made('2', { transformation: 'w_1', extension: 'png' })
      forgotten.length = 0

      await transformations.delete('env', 'w_1/jpg')

      expect((await database.derived.listByAsset('asset')).map(({ id }) => id)).toEqual(['2'])
      expect(forgotten).toEqual(['asset asset'])
      await expect(transformations.delete('env', 'w_1/jpg')).rejects.toMatchObject({ status: 404 })
    })
  })

  describe('get', () => {
    it('gives what was made, page by page', async () => {
      for (const id of ['1', '2', '3']) await made(id, { transformation: 'w_1', extension: 'jpg' })

      const first = await transformations.get('env', 'w_1/jpg', { maxResults: 2 })
      const second = await transformations.get('env', 'w_1/jpg', { maxResults: 2, nextCursor: first.nextCursor ?? '' })

      expect(first.used).toBe(true)
      expect(first.derived.map(({ derived }) => derived.id)).toEqual(['1', '2'])
      expect(second.derived.map(({ derived, asset }) => [derived.id, asset.publicId])).toEqual([['3', 'sample']])
      expect(second.nextCursor).toBeNull()
    })

    it('tells a bad chain from an unknown one', async () => {
      await expect(transformations.get('env', 'w_1', ALL)).rejects.toMatchObject({ status: 404 })
      await expect(transformations.get('env', 'w_1,h_abc', ALL)).rejects.toMatchObject({ status: 400 })
    })
  })

  describe('list', () => {
    beforeEach(async () => {
      for (const name of ['b', 'a', 'c']) await transformations.create('env', { name, transformation: 'w_1' })
      await made('1', { transformation: 'w_1', extension: 'jpg' })
      await made('2', { transformation: 'h_1' })
    })

    it('gives named ones first, in pages', async () => {
      expect(await names()).toEqual(['a', 'b', 'c', 'h_1/', 'w_1/jpg'])
      expect(await names({ maxResults: 3 })).toEqual(['a', 'b', 'c', 'h_1/', 'w_1/jpg'])
      expect(await names({ named: true })).toEqual(['a', 'b', 'c'])
      expect(await names({ named: false, maxResults: 1 })).toEqual(['h_1/', 'w_1/jpg'])
    })

    it('refuses a cursor that is none of its own', async () => {
      const attempt = transformations.list('env', { maxResults: 1, nextCursor: 'aaa' })

      await expect(attempt).rejects.toMatchObject({ status: 400 })
    })
  })
})
