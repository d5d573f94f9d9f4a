/** Archives over HTTP, really unpacked: what they hold, under which names, and what is refused. */
import { randomBytes } from 'node:crypto'
import { readdir, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArchiveFormat } from '../../../server/ports/archive-writer.ts'
import { signParameters } from '../../../server/security/api-signature.ts'
import { apiOf, type ServerApi } from '../../support/api-of-server.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { namesIn, unpack } from '../../support/unpack-archive.ts'
import { picture } from '../contract/examples/world.ts'

let server: TestServer
let api: ServerApi

beforeAll(async () => {
  server = await startServer()
  api = apiOf(server)
  await put('image', 'shop/boot', { tags: 'shoes,red', asset_folder: 'spring/shoes' })
  await put('image', 'shop/shoe', { tags: 'shoes', asset_folder: 'spring' })
  await put('image', 'secret', { type: 'authenticated', tags: 'shoes' })
  await api.raw('shop/prices.csv', 'a;b\n'.repeat(5000), { tags: 'shoes' })
  await api.raw('été 漢字.txt', 'unicode', { tags: 'unicode' })
})
afterAll(() => server?.close())

async function put(resourceType: string, publicId: string, parameters: Readonly<Record<string, unknown>> = {}) {
  const fields = { resource_type: resourceType, public_id: publicId, ...parameters }
  const { status, body } = await api.call('assets.upload', fields, { file: picture })
  expect(status).toBe(200)
  return body
}

const MANY = Array.from({ length: 1001 }, (_, index) => `${index}`)

const now = () => Math.floor(Date.now() / 1000)

/** An address as client libraries make it. */
function address(path: string, fields: Readonly<Record<string, string | readonly string[]>>): string {
  const parameters: Readonly<Record<string, string | readonly string[]>> = { timestamp: String(now()), ...fields }
  const signature = signParameters(parameters, server.apiSecret, { algorithm: 'sha1', version: 2 })
  const query = new URLSearchParams({ api_key: server.apiKey, signature })
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'string') query.append(name, value)
    else for (const entry of value) query.append(`${name}[]`, entry)
  }
  return `${server.url}/v1_1/${server.cloudName}/${path}?${query}`
}

async function download(kind: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const response = await fetch(address(`${kind}/generate_archive`, { mode: 'download', ...fields }))
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return Buffer.from(await response.arrayBuffer())
}

async function refused(kind: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const response = await fetch(address(`${kind}/generate_archive`, { mode: 'download', ...fields }))
  return [response.status, ((await response.json()) as { error: { message: string } }).error.message]
}

describe('an archive to download', () => {
  it.each<[string, string, Record<string, string | readonly string[]>, readonly string[]]>([
    ['ids', 'image', { public_ids: ['shop/shoe', 'shop/boot'] }, ['shop/shoe.png', 'shop/boot.png']],
    ['tags', 'image', { tags: ['red'] }, ['shop/boot.png']],
    ['tags of all kinds', 'all', { tags: ['shoes'] }, ['shop/boot.png', 'shop/shoe.png', 'shop/prices.csv']],
    ['a prefix', 'all', { prefixes: ['shop/'] }, ['shop/boot.png', 'shop/shoe.png', 'shop/prices.csv']],
    ['a folder', 'all', { asset_folders: ['spring'] }, ['shop/shoe.png', 'shop/boot.png']],
    ['an expression', 'all', { search_expression: 'tags=red' }, ['shop/boot.png']],
    ['another type', 'image', { tags: ['shoes'], type: 'authenticated' }, ['secret.png']],
    [
      'whole names',
      'auto',
      { fully_qualified_public_ids: ['raw/upload/shop/prices.csv', 'image/authenticated/secret'] },
      ['shop/prices.csv', 'secret.png'],
    ],
    ['several selectors, each asset once', 'image', { tags: ['red'], prefixes: ['shop/b'] }, ['shop/boot.png']],
    ['ids without their folders', 'image', { public_ids: ['shop/boot'], flatten_folders: '1' }, ['boot.png']],
    [
      'ids by the names of their files',
      'image',
      { public_ids: ['shop/boot', 'shop/shoe'], use_original_filename: 'true' },
      ['shop/picture.png', 'shop/picture_1.png'],
    ],
    [
      'one chain',
      'all',
      { public_ids: ['shop/boot', 'shop/prices.csv'], transformations: 'c_scale,w_3/jpg' },
      ['shop/boot_c_scale,w_3.jpg', 'shop/prices.csv'],
    ],
    [
      'one chain that is not named',
      'image',
      { public_ids: ['shop/boot'], transformations: 'c_scale,w_3', skip_transformation_name: '1' },
      ['shop/boot.png'],
    ],
    [
      'several chains in folders',
      'image',
      { public_ids: ['shop/boot'], transformations: 'c_scale,w_3|c_scale,w_4/jpg' },
      ['c_scale,w_3/shop/boot.png', 'c_scale,w_4/shop/boot.jpg'],
    ],
    [
      'several chains in one folder',
      'image',
      { public_ids: ['shop/boot'], transformations: 'c_scale,w_3|c_scale,w_4', flatten_transformations: '1' },
      ['shop/boot_c_scale,w_3.png', 'shop/boot_c_scale,w_4.png'],
    ],
  ])('holds what is selected by %s', async (_what, kind, fields, expected) => {
    const names = await namesIn(await download(kind, fields))

    const inOrder = 'public_ids' in fields || 'fully_qualified_public_ids' in fields
    expect(inOrder ? names : names.toSorted()).toEqual(inOrder ? expected : expected.toSorted())
  })

  it.each<ArchiveFormat>(['zip', 'tgz'])('has the bytes of its files, as %s', async (format) => {
    const archive = await download('all', {
      public_ids: ['shop/boot', 'shop/prices.csv', 'été 漢字.txt'],
      target_format: format,
    })

    const files = await unpack(archive, format)

    expect(files.get('shop/boot.png')?.equals(picture)).toBe(true)
    expect(String(files.get('shop/prices.csv'))).toBe('a;b\n'.repeat(5000))
    expect(String(files.get('été 漢字.txt'))).toBe('unicode')
  })

  it('is an attachment of the wanted name and kind, which nobody keeps', async () => {
    const headersOf = async (fields: Record<string, string>) => {
      const answer = await fetch(
        address('image/generate_archive', { mode: 'download', public_ids: ['shop/boot'], ...fields }),
      )
      await answer.arrayBuffer()
      return ['content-type', 'content-disposition', 'cache-control'].map((name) => answer.headers.get(name))
    }

    expect(await headersOf({})).toEqual(['application/zip', 'attachment; filename="archive.zip"', 'no-store'])
    expect(await headersOf({ target_format: 'tgz', target_public_id: 'a/spring' })).toEqual([
      'application/gzip',
      'attachment; filename="spring.tgz"',
      'no-store',
    ])
    expect((await headersOf({ target_filename: 'mine.ZIP' }))[1]).toBe('attachment; filename="mine.ZIP"')
  })

  it('is had by POST as well', async () => {
    const body = new URL(address('', { mode: 'download', public_ids: ['shop/boot'] })).searchParams

    const answer = await fetch(`${server.url}/v1_1/${server.cloudName}/image/generate_archive`, {
      method: 'POST',
      body,
    })

    expect(await namesIn(Buffer.from(await answer.arrayBuffer()))).toEqual(['shop/boot.png'])
  })

  it('tells HEAD of itself without being made', async () => {
    const where = address('image/generate_archive', { public_ids: ['shop/boot'] })

    const answer = await fetch(where, { method: 'HEAD' })

    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
  })

  it('leaves out what is missing where that is allowed, even all of it', async () => {
    const some = await download('image', { public_ids: ['shop/boot', 'nothing'], allow_missing: '1' })
    const none = await download('image', { tags: ['nothing'], allow_missing: 'true' })

    expect([await namesIn(some), await namesIn(none)]).toEqual([['shop/boot.png'], []])
  })

  it.each<[string, Record<string, string | readonly string[]>, number, string]>([
    ['image', { public_ids: ['shop/boot', 'nothing'] }, 404, 'Resource not found - nothing'],
    ['image', { public_ids: ['secret'] }, 404, 'Resource not found - secret'],
    ['video', { tags: ['shoes'] }, 404, 'No resources found with the tag shoes'],
    ['image', { prefixes: ['nothing'] }, 404, 'No resources found with the prefix nothing'],
    ['image', { asset_folders: ['nothing'] }, 404, 'No resources found in the folder nothing'],
    ['image', { search_expression: 'tags=nothing' }, 404, expect.stringContaining('search_expression tags=nothing')],
    ['image', {}, 400, expect.stringContaining('Missing required parameter - one of public_ids')],
    ['image', { search_expression: '((' }, 400, expect.any(String)],
    ['image', { public_ids: ['shop/boot'], mode: 'create' }, 400, expect.stringContaining('mode')],
    ['image', { public_ids: ['shop/boot'], target_format: 'rar' }, 400, expect.stringContaining('one of zip, tgz')],
    ['image', { public_ids: ['shop/boot'], transformations: 'w_abc' }, 400, expect.stringContaining('abc')],
    ['other', { public_ids: ['shop/boot'] }, 400, expect.stringContaining('resource_type')],
    [
      'all',
      { fully_qualified_public_ids: ['shop/boot'] },
      400,
      expect.stringContaining('resource_type/type/public_id'),
    ],
    ['image', { tags: MANY.slice(0, 21) }, 400, expect.stringContaining('at most 20')],
  ])('of %s %j is refused with %i', async (kind, fields, status, message) => {
    expect(await refused(kind, fields)).toEqual([status, message])
  })

  it('is for holders of a good address only', async () => {
    const good = address('image/generate_archive', { mode: 'download', public_ids: ['shop/boot'] })
    const forged = good.replace(/signature=\w{4}/, 'signature=0000')
    const widened = `${good}&tags[]=shoes`
    const over = address('image/generate_archive', { public_ids: ['shop/boot'], expires_at: String(now() - 1) })
    const stale = address('image/generate_archive', { public_ids: ['shop/boot'], timestamp: String(now() - 7200) })
    const lasting = address('image/generate_archive', {
      public_ids: ['shop/boot'],
      timestamp: String(now() - 7200),
      expires_at: `${now() + 60}.25`,
    })

    const statuses = []
    for (const url of [good, forged, widened, over, stale, lasting]) statuses.push((await fetch(url)).status)

    expect(statuses).toEqual([200, 401, 401, 401, 400, 200])
  })

  it('leaves nothing of what was made for it, unless that is to stay', async () => {
    const { asset_id } = await put('image', 'derived')
    const derived = async () => (await api.call('assets.get_by_id', { asset_id })).body.derived.length
    const fields = { public_ids: ['derived'], transformations: 'c_scale,w_5' }

    await download('image', fields)
    const afterwards = await derived()
    await download('image', { ...fields, keep_derived: '1' })
    const kept = await derived()
    await download('image', fields)

    expect([afterwards, kept, await derived()]).toEqual([0, 1, 1])
  })

  it('leaves out what moderators have rejected, and what was deleted', async () => {
    const rejected = await api.raw('gone/a.txt', 'a')
    await api.raw('gone/b.txt', 'b', { backup: true })
    await api.raw('gone/c.txt', 'c')
    await api.call('assets.update_by_id', { asset_id: rejected.asset_id, moderation_status: 'rejected' })
    await api.call('assets.destroy', { resource_type: 'raw', public_id: 'gone/b.txt' })

    expect(await namesIn(await download('raw', { prefixes: ['gone/'] }))).toEqual(['gone/c.txt'])
  })

  it('counts as bandwidth', async () => {
    const before = (await api.call('environment.usage')).body.bandwidth.usage
    const archive = await download('raw', { public_ids: ['shop/prices.csv'] })

    await expect
      .poll(async () => (await api.call('environment.usage')).body.bandwidth.usage - before, { timeout: 10_000 })
      .toBeGreaterThanOrEqual(archive.length)
  })

  it('of a tag is had under its old address', async () => {
    const plain = await fetch(address('image/download_tag.zip', { tag: 'red' }))
    const small = await fetch(address('image/download_tag.zip', { tag: 'red', transformation: 'c_scale,w_3' }))

    expect(plain.headers.get('content-disposition')).toBe('attachment; filename="red.zip"')
    expect(await namesIn(Buffer.from(await plain.arrayBuffer()))).toEqual(['shop/boot.png'])
    expect(await namesIn(Buffer.from(await small.arrayBuffer()))).toEqual(['shop/boot_c_scale,w_3.png'])
  })

  it('stops reading when its client leaves', async () => {
    const large = await api.call(
      'assets.upload',
      { resource_type: 'raw', public_id: 'large.bin' },
      { file: randomBytes(30_000_000) },
    )
    const abort = new AbortController()
    const answer = await fetch(address('raw/generate_archive', { public_ids: ['large.bin'] }), {
      signal: abort.signal,
    })
    await answer.body?.getReader().read()

    const before = await openFilesOf(large.body.asset_id)
    abort.abort()

    expect(before).toBe(1)
    await expect.poll(() => openFilesOf(large.body.asset_id)).toBe(0)
    expect(server.logged.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('breaks off where a file cannot be read, so that nobody takes a part for the whole', async () => {
    await api.call('assets.upload', { resource_type: 'raw', public_id: 'lost/1.bin' }, { file: randomBytes(500_000) })
    const { asset_id } = await api.raw('lost/2.txt', 'lost')
    const [file = ''] = (await readdir(server.folder, { recursive: true })).filter(
      (path) => path.includes(asset_id) && path.includes('original'),
    )
    await rm(join(server.folder, file))

    const answer = await fetch(address('raw/generate_archive', { public_ids: ['lost/1.bin', 'lost/2.txt'] }))

    expect(answer.status).toBe(200)
    await expect(answer.arrayBuffer()).rejects.toThrow()
    await expect.poll(() => server.logged.at(-1)?.message).toBe('an archive could not be completed')
  })
})

/** Of the server, which is in this process. */
async function openFilesOf(assetId: string): Promise<number> {
  const open = await readdir('/proc/self/fd')
  const paths = await Promise.all(open.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')))
  return paths.filter((path) => path.includes(assetId)).length
}

describe('an archive that is stored', () => {
  const generate = (fields: Readonly<Record<string, unknown>>, kind = 'image') =>
    api.call('archives.generate', { resource_type: kind, ...fields })

  it('is a raw asset with what it holds counted', async () => {
    const { status, body } = await generate({
      public_ids: ['shop/boot', 'shop/shoe'],
      transformations: 'c_scale,w_3|c_scale,w_4',
      target_public_id: 'archives/both',
      target_tags: ['one', 'two'],
      target_asset_folder: 'kept',
    })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      public_id: 'archives/both.zip',
      resource_type: 'raw',
      type: 'upload',
      tags: ['one', 'two'],
      asset_folder: 'kept',
      resource_count: 2,
      file_count: 4,
    })
    const stored = await fetch(body.url)
    expect(stored.headers.get('content-type')).toBe('application/zip')
    const archive = Buffer.from(await stored.arrayBuffer())
    expect([archive.length, (await namesIn(archive)).length]).toEqual([body.bytes, 4])
  })

  it('gets a name when none is wanted, and says what was missing', async () => {
    const { body } = await generate({
      public_ids: ['shop/boot', 'nothing'],
      tags: ['none'],
      prefixes: ['no/'],
      asset_folders: ['nowhere'],
      allow_missing: true,
      target_format: 'tgz',
    })

    expect(body).toMatchObject({
      public_id: expect.stringMatching(/^[a-z0-9]{20}\.tgz$/),
      resource_count: 1,
      missing_public_ids: ['nothing'],
      empty_tags: ['none'],
      empty_prefixes: ['no/'],
      empty_asset_folders: ['nowhere'],
    })
  })

  it('replaces the one of that name', async () => {
    const first = (await generate({ public_ids: ['shop/boot'], target_public_id: 'again.zip' })).body
    const second = (await generate({ public_ids: ['shop/shoe'], target_public_id: 'again.zip' })).body

    expect(second).toMatchObject({ public_id: 'again.zip', asset_id: first.asset_id, overwritten: true })
    expect((await api.deliver('raw/upload/again.zip')).status).toBe(200)
  })

  it('is given at once where both are wanted', async () => {
    const url = `${server.url}/v1_1/${server.cloudName}/image/generate_archive`
    const fields = { mode: 'create_and_download', public_ids: ['shop/boot'], target_public_id: 'both-ways' }
    const body = new URL(address('', fields)).searchParams

    const answer = await fetch(url, { method: 'POST', body })

    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="both-ways.zip"')
    expect(await namesIn(Buffer.from(await answer.arrayBuffer()))).toEqual(['shop/boot.png'])
    expect((await api.deliver('raw/upload/both-ways.zip')).status).toBe(200)
  })

  it.each<[Record<string, unknown>, number, string]>([
    [{ public_ids: ['nothing'] }, 404, 'Resource not found - nothing'],
    [{ public_ids: MANY }, 400, expect.stringContaining('at most 1000')],
    [{ public_ids: ['nothing'], async: true }, 404, 'Resource not found - nothing'],
    [{ public_ids: ['shop/boot'], target_public_id: 'a?b' }, 400, 'public_id (a?b.zip) is invalid'],
    [{ public_ids: ['shop/boot'], target_public_id: 'a?b', async: true }, 400, 'public_id (a?b.zip) is invalid'],
    [
      { public_ids: ['shop/boot'], mode: 'download', async: true },
      400,
      'Parameter async can be used only with mode create',
    ],
  ])('case %# is refused with the reason', async (fields, status, message) => {
    const answer = await generate(fields)

    expect([answer.status, answer.body.error.message]).toEqual([status, message])
  })

  it('needs dynamic folders to lie in one, and may not be larger than a raw file', async () => {
    const small = await startServer({ settings: { folderMode: 'fixed', rawMaxBytes: 100 } })
    const other = apiOf(small)
    try {
      const { public_id } = await other.raw('list.txt', 'x'.repeat(90))
      await other.raw('more.txt', 'y'.repeat(90))
      const make = (fields: object) => other.call('archives.generate', { resource_type: 'raw', ...fields })

      const inFolder = await make({ public_ids: [public_id], target_asset_folder: 'a' })
      const tooLarge = await make({ public_ids: [public_id, 'more.txt'] })

      expect([inFolder.status, inFolder.body.error.message]).toEqual([
        400,
        'Parameter target_asset_folder needs dynamic folders; this environment has fixed ones',
      ])
      expect([tooLarge.status, tooLarge.body.error.message]).toEqual([400, expect.stringContaining('Too many bytes')])
    } finally {
      await small.close()
    }
  })
})
