/** Backed-up versions over HTTP: kept through overwriting and deleting, restored, deleted. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiOf, type ServerApi } from '../../support/api-of-server.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let api: ServerApi

beforeAll(async () => {
  server = await startServer()
  api = apiOf(server)
})
afterAll(() => server?.close())

const scope = { resource_type: 'raw', type: 'upload' }

const restore = (publicId: string, versions?: readonly string[]) =>
  api.call('backups.restore', { ...scope, public_ids: [publicId], ...(versions && { versions }) }, { json: true })

async function copies(): Promise<readonly string[]> {
  const entries = await readdir(join(server.folder, 'backup'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
}

async function copyOf(versionId: string): Promise<string> {
  const path = (await copies()).find((copy) => copy.includes(`/${versionId}/`))
  if (path === undefined) throw new Error(`There is no copy of version ${versionId}`)
  return path
}

describe('backup of originals', () => {
  it('is a second file with the same bytes by the time the upload is answered', async () => {
    const { version_id } = await api.raw('copied.txt', 'content', { backup: true })

    expect(await readFile(await copyOf(version_id), 'utf8')).toBe('content')
  })

  it('is not made of uploads that do not ask for it', async () => {
    const before = await copies()

    await api.raw('alone.txt', 'content')
    await api.raw('alone-too.txt', 'content', { backup: false })

    expect(await copies()).toEqual(before)
  })

  it('is made later by explicit', async () => {
    const { version_id } = await api.raw('later.txt', 'content')

    const { status } = await api.call('assets.explicit', { ...scope, public_id: 'later.txt', backup: true })

    expect(status).toBe(200)
    expect(await readFile(await copyOf(version_id), 'utf8')).toBe('content')
  })

  it('is made of every upload that does not refuse it, where the environment says so', async () => {
    await api.call('settings.update', { auto_backup: true }, { json: true })
    const kept = await api.raw('automatic.txt', 'content')
    const before = await copies()
    await api.raw('refused.txt', 'content', { backup: false })
    await api.call('settings.update', { auto_backup: false }, { json: true })

    expect(await readFile(await copyOf(kept.version_id), 'utf8')).toBe('content')
    expect(await copies()).toEqual(before)
  })

  it('lies in the folder of TINTYPE_BACKUP_DIR', async () => {
    const apart = join(server.folder, 'another-disk')
    const other = await startServer({ settings: { backupDir: apart } })
    await apiOf(other).raw('a.txt', 'content', { backup: true })
    await other.close()

    const entries = await readdir(apart, { recursive: true, withFileTypes: true })

    expect(entries.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(['original.png'])
    await rm(apart, { recursive: true })
  })
})

describe('restoring', () => {
  it('brings back a deleted asset with its tags under the same id', async () => {
    const { asset_id, version } = await api.raw('deleted.txt', 'first', { backup: true, tags: 'red' })
    await api.call('assets.destroy', { resource_type: 'raw', public_id: 'deleted.txt' })
    expect((await api.deliver('raw/upload/deleted.txt')).status).toBe(404)

    const { body } = await restore('deleted.txt')

    expect(body['deleted.txt']).toMatchObject({ asset_id, bytes: 5, tags: ['red'], backup: true })
    expect(body['deleted.txt']).not.toHaveProperty('placeholder')
    expect(body['deleted.txt'].version).toBeGreaterThan(version)
    expect(await api.deliver('raw/upload/deleted.txt')).toEqual({ status: 200, text: 'first' })
  })

  it('brings back an overwritten version, and keeps what it replaces', async () => {
    const first = await api.raw('versions.txt', 'one', { backup: true })
    const second = await api.raw('versions.txt', 'two')

    const back = await restore('versions.txt', [first.version_id])
    expect((await api.deliver('raw/upload/versions.txt')).text).toBe('one')
    const forth = await restore('versions.txt', [second.version_id])

    expect([back.status, forth.status]).toEqual([200, 200])
    expect((await api.deliver('raw/upload/versions.txt')).text).toBe('two')
  })

  it('gives back what was there last, also after an older version was restored', async () => {
    const first = await api.raw('last.txt', 'one', { backup: true })
    await api.raw('last.txt', 'two', { backup: true })
    await restore('last.txt', [first.version_id])
    await api.call('assets.destroy', { resource_type: 'raw', public_id: 'last.txt' })

    await restore('last.txt')

    expect((await api.deliver('raw/upload/last.txt')).text).toBe('one')
  })

  it('takes asset ids too, and says what has no backup', async () => {
    const { asset_id } = await api.raw('by-id.txt', 'x', { backup: true })
    const plain = await api.raw('plain.txt', 'x')
    await api.call('assets.destroy_by_id', { asset_id })
    await api.call('assets.destroy_by_id', { asset_id: plain.asset_id })

    const { body } = await api.call(
      'backups.restore_by_asset_ids',
      { asset_ids: [asset_id, plain.asset_id] },
      { json: true },
    )

    expect(body[asset_id]).toMatchObject({ public_id: 'by-id.txt' })
    expect(body[plain.asset_id]).toEqual({ error: 'no_backup' })
  })

  it('refuses a list of versions of another length', async () => {
    const { status, body } = await restore('versions.txt', ['a', 'b'])

    expect(status).toBe(400)
    expect(body.error.message).toMatch(/expected one for each of public_ids \(1\), got 2/)
  })

  it('refuses a damaged copy by name and stores nothing', async () => {
    const { version_id } = await api.raw('damaged.txt', 'whole', { backup: true })
    await api.raw('damaged.txt', 'new')
    await writeFile(await copyOf(version_id), 'other')

    const { body } = await restore('damaged.txt', [version_id])

    expect(body['damaged.txt']).toEqual({
      error: 'failed',
      message: `The backup of version ${version_id} is damaged: nothing was restored`,
    })
    expect((await api.deliver('raw/upload/damaged.txt')).text).toBe('new')
  })

  it('refuses a copy that is gone', async () => {
    const { version_id } = await api.raw('lost.txt', 'whole', { backup: true })
    await api.raw('lost.txt', 'new')
    await rm(await copyOf(version_id))

    const { body } = await restore('lost.txt', [version_id])

    expect(body['lost.txt']).toMatchObject({ error: 'failed' })
  })

  it('does nothing when the version is there already', async () => {
    const { version } = await api.raw('same.txt', 'x', { backup: true })

    const { body } = await restore('same.txt')

    expect(body['same.txt'].version).toBe(version)
  })
})

describe('a deleted asset with a backup', () => {
  it('leaves its name to a new upload, which inherits its versions', async () => {
    const first = await api.raw('again.txt', 'old', { backup: true })
    await api.call('assets.destroy', { resource_type: 'raw', public_id: 'again.txt' })

    const second = await api.raw('again.txt', 'new')
    await restore('again.txt', [first.version_id])

    expect(second).toMatchObject({ asset_id: first.asset_id, placeholder: false })
    expect(second).not.toHaveProperty('overwritten')
    expect(second.version).toBeGreaterThan(first.version)
    expect((await api.deliver('raw/upload/again.txt')).text).toBe('old')
  })

  it('leaves its name to a renamed asset, which inherits its versions', async () => {
    const deleted = await api.raw('taken.txt', 'old', { backup: true })
    await api.call('assets.destroy', { resource_type: 'raw', public_id: 'taken.txt' })
    await api.raw('source.txt', 'new')

    const { status, body } = await api.call('assets.rename', {
      resource_type: 'raw',
      from_public_id: 'source.txt',
      to_public_id: 'taken.txt',
    })
    await restore('taken.txt', [deleted.version_id])

    expect([status, body.public_id]).toEqual([200, 'taken.txt'])
    expect((await api.deliver('raw/upload/taken.txt')).text).toBe('old')
  })

  it('cannot be renamed, tagged or deleted again', async () => {
    await api.raw('gone.txt', 'x', { backup: true })
    const destroy = () => api.call('assets.destroy', { resource_type: 'raw', public_id: 'gone.txt' })
    await destroy()

    const names = { from_public_id: 'gone.txt', to_public_id: 'elsewhere.txt' }
    const renamed = await api.call('assets.rename', { resource_type: 'raw', ...names })
    const tagged = await api.call('assets.tags', {
      ...scope,
      command: 'add',
      tag: 'a',
      public_ids: ['gone.txt'],
    })

    expect(renamed.status).toBe(404)
    expect(tagged.body).toEqual({ public_ids: [] })
    expect((await destroy()).body).toEqual({ result: 'not found' })
  })
})

describe('deleting backups', () => {
  it('removes the copies of those versions only, and names unknown ones', async () => {
    const first = await api.raw('trim.txt', 'one', { backup: true })
    const second = await api.raw('trim.txt', 'two', { backup: true })

    const { body } = await api.call('backups.delete', {
      asset_id: first.asset_id,
      version_ids: [first.version_id, 'unknown'],
    })

    expect(body).toEqual({
      asset_id: first.asset_id,
      deleted_version_ids: [first.version_id],
      failures: [{ version_id: 'unknown', error: 'Specified version does not exist' }],
    })
    await expect(copyOf(first.version_id)).rejects.toThrow()
    expect(await readFile(await copyOf(second.version_id), 'utf8')).toBe('two')
  })

  it('keeps a copy that a restored version stands on', async () => {
    const first = await api.raw('shared.txt', 'one', { backup: true })
    await api.raw('shared.txt', 'two', { backup: true })
    await restore('shared.txt', [first.version_id])

    await api.call('backups.delete', { asset_id: first.asset_id, version_ids: [first.version_id] })
    await api.call('assets.destroy', { resource_type: 'raw', public_id: 'shared.txt' })
    await restore('shared.txt')

    expect((await api.deliver('raw/upload/shared.txt')).text).toBe('one')
  })

  it('forgets a deleted asset with its last version', async () => {
    const { asset_id, version_id } = await api.raw('last-one.txt', 'x', { backup: true })
    await api.call('assets.destroy_by_id', { asset_id })

    const deletion = { asset_id, version_ids: [version_id] }
    const first = await api.call('backups.delete', deletion)
    const second = await api.call('backups.delete', deletion)

    expect([first.status, second.status]).toEqual([200, 404])
  })

  it('answers 404 when there is no such version', async () => {
    const { asset_id } = await api.raw('none.txt', 'x')

    const { status, body } = await api.call('backups.delete', { asset_id, version_ids: ['unknown'] })

    expect([status, body.error.message]).toEqual([404, 'Specified version does not exist'])
  })
})
