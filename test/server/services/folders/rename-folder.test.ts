import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../../server/ports/database.ts'
import { answerOf, basic, form, post, signed } from '../../../support/api-client.ts'
import { startUploadStack, type UploadStack } from '../../../support/upload-stack.ts'
import { anAsset } from '../../adapters/database/rows.ts'

let stack: UploadStack
const GIF = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')

async function call(method: string, path: string, body?: object) {
  const headers = { Authorization: basic(), 'Content-Type': 'application/json' }
  const request = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
  return answerOf(await fetch(`${stack.api}${path}`, request))
}

const upload = async (fields: Record<string, string>) =>
  (await post(`${stack.api}/image/upload`, form(signed(fields), { bytes: GIF }))).body

async function tree(database: Database) {
  const folders = await database.folders.listTree(stack.environment.id, '')
  return Object.fromEntries(folders.map(({ path, assetCount }) => [path, assetCount]))
}

describe('where folders are fixed', () => {
  beforeEach(async () => {
    stack = await startUploadStack({ settings: { folderMode: 'fixed' } })
  })
  afterEach(() => stack.close())

  it('public ids change with their folder, and deliveries move', async () => {
    const inside = await upload({ public_id: 'a/b/one' })
    const outside = await upload({ public_id: 'ab/one' })
    expect((await fetch(inside.url)).status).toBe(200)

    expect((await call('PUT', '/folders/a', { to_folder: 'c/d' })).body).toEqual({
      from: { name: 'a', path: 'a' },
      to: { name: 'd', path: 'c/d' },
    })

    expect((await fetch(inside.url)).status).toBe(404)
    expect((await fetch(inside.url.replace('/a/b/one', '/c/d/b/one'))).status).toBe(200)
    expect((await fetch(outside.url)).status).toBe(200)
    expect(await tree(stack.database)).toEqual({ '': 0, ab: 1, c: 0, 'c/d': 0, 'c/d/b': 1 })
    const { body } = await call('GET', '/resources/image/upload?prefix=c/')
    expect(body.resources).toMatchObject([{ public_id: 'c/d/b/one', asset_id: inside.asset_id, folder: 'c/d/b' }])
  })

  it('folders follow assets that are renamed', async () => {
    await upload({ public_id: 'a/one' })

    await post(`${stack.api}/image/rename`, form(signed({ from_public_id: 'a/one', to_public_id: 'b/two' })))

    expect(await tree(stack.database)).toEqual({ '': 0, a: 0, b: 1 })
    expect((await call('DELETE', '/folders/a')).body).toEqual({ deleted: ['a'] })
  })

  it('nothing changes when one of the new public ids is too long', async () => {
    await upload({ public_id: `a/${'x'.repeat(240)}` })

    const { status, body } = await call('PUT', '/folders/a', { to_folder: 'y'.repeat(30) })

    expect(status).toBe(400)
    expect(body.error.message).toContain('too long')
    expect(await tree(stack.database)).toEqual({ a: 1, '': 0 })
  })
})

describe('a folder with more than can be moved at once', () => {
  const COUNT = 1_250

  it('is moved in small parts, also over a restart, and what comes meanwhile stays', async () => {
    stack = await startUploadStack()
    const { database, environment, folder } = stack
    await database.transaction(async ({ assets }) => {
      for (let index = 0; index < COUNT; index++) {
        const place = { assetFolder: index % 2 === 0 ? 'big' : 'big/below', createdAt: 5, storageKey: `k${index}` }
        await assets.insert(
          anAsset({
            id: index.toString(16).padStart(32, '0'),
            publicId: `p${index}`,
            environmentId: environment.id,
            ...place,
          }),
        )
      }
    })

    const answer = await call('PUT', '/folders/big', { to_folder: 'moved/here' })
    await upload({ public_id: 'late', asset_folder: 'big/new' })
    await stack.stop()
    stack = { ...(await startUploadStack({ folder })), folder }

    expect(answer.status).toBe(200)
    await expect
      .poll(() => tree(stack.database), { timeout: 20_000 })
      .toEqual({
        '': 0,
        big: 0,
        'big/new': 1,
        moved: 0,
        'moved/here': COUNT / 2,
        'moved/here/below': COUNT / 2,
      })
    const { body } = await call('GET', '/resources/by_asset_folder?asset_folder=moved/here')
    expect(body.total_count).toBe(COUNT / 2)
    await stack.close()
  })
})
