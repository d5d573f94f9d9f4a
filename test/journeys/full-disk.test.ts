/** A disk that is really full: what still works, what is refused, and how it ends. */
import { createHash, randomBytes } from 'node:crypto'
import { readdir, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, form, post, signed } from '../support/api-client.ts'
import { photo } from '../support/fixture-files.ts'
import { type KillableServer, startKillableServer } from '../support/killable-server.ts'
import { noSmallDisk, openSmallDisk, type SmallDisk } from '../support/small-disk.ts'
import { API_KEY, API_SECRET, CLOUD } from '../support/upload-stack.ts'

const MB = 1024 * 1024
const reason = noSmallDisk()

describe.skipIf(reason !== null)(`on a full disk${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let disk: SmallDisk
  let server: KillableServer

  beforeEach(async () => {
    disk = await openSmallDisk(48 * MB)
    server = await start()
  })
  afterEach(async () => {
    await server.kill()
    await disk.close()
  })

  const start = () =>
    startKillableServer(join(disk.folder, 'data'), disk.command, {
      TINTYPE_RESERVE_BYTES: '4MiB',
      TINTYPE_MEMORY_CACHE_BYTES: '0',
    })
  const upload = (publicId: string, bytes: Buffer, type = 'raw', headers = {}): Promise<Answer> =>
    post(`${server.base}/v1_1/${CLOUD}/${type}/upload`, form(signed({ public_id: publicId }), { bytes }), headers)
  const destroy = (publicId: string, type = 'raw') =>
    post(`${server.base}/v1_1/${CLOUD}/${type}/destroy`, form(signed({ public_id: publicId })))
  const get = (path: string) => fetch(`${server.base}/${CLOUD}/${path}`)
  const readiness = async () => {
    const answer = await fetch(`${server.base}/readyz`)
    return { status: answer.status, body: await answer.json() }
  }
  const bytesOf = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer())
  const derivedRows = async (publicId: string): Promise<number> => {
    const headers = { authorization: `Basic ${Buffer.from(`${API_KEY}:${API_SECRET}`).toString('base64')}` }
    const answer = await fetch(`${server.base}/v1_1/${CLOUD}/resources/image/upload/${publicId}?max_results=100`, {
      headers,
    })
    return ((await answer.json()) as { derived: readonly unknown[] }).derived.length
  }
  const derivedFiles = async () => {
    const names = await readdir(join(disk.path, 'data/storage'), { recursive: true })
    return names.filter((name) => /\/d\/\w+\.\w+$/.test(name))
  }

  it('an upload is refused and nothing of it is kept, and files are delivered as ever', async () => {
    const picture = await photo({ w: 600, h: 400 })
    await upload('picture', picture, 'image')
    const before = await bytesOf('image/upload/w_100/picture.jpg')
    await disk.fill()

    const refused = await upload('more', randomBytes(MB))

    expect(refused.status).toBe(500)
    expect(refused.body).toMatchObject({ error: { message: 'Storage is full: nothing was stored or changed' } })
    expect((await get('raw/upload/more')).status).toBe(404)
    expect(await readdir(join(disk.path, 'data/spool'))).toEqual(['chunks', 'intents'])
    expect(await bytesOf('image/upload/picture')).toEqual(picture)
    expect(await bytesOf('image/upload/w_100/picture.jpg')).toEqual(before)
  })

  it('it says that it is degraded, and not that nobody is to be sent here', async () => {
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ready' } })
    await disk.fill()

    await upload('more', randomBytes(MB))

    expect(await readiness()).toEqual({ status: 200, body: { status: 'degraded', degraded: ['storage'] } })
  })

  it('a picture is made that was not asked for before, and is not kept', async () => {
    await upload('picture', await photo({ w: 600, h: 400 }), 'image')
    await disk.fill()

    const made = await bytesOf('image/upload/w_120/picture.png')
    const part = await fetch(`${server.base}/${CLOUD}/image/upload/w_120/picture.png`, {
      headers: { range: 'bytes=10-19' },
    })

    expect(await sharp(made).metadata()).toMatchObject({ width: 120, format: 'png' })
    expect(part.status).toBe(206)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(made.subarray(10, 20))
    expect(await derivedFiles()).toEqual([])
  })

  it('an asset can be destroyed, and then there is room for another', async () => {
    await upload('large', randomBytes(16 * MB))
    await disk.fill()
    expect((await upload('more', randomBytes(MB))).status).toBe(500)

    expect((await destroy('large')).body).toEqual({ result: 'ok' })

    const bytes = randomBytes(MB)
    await expect.poll(async () => (await upload('more', bytes)).status, { timeout: 10_000, interval: 500 }).toBe(200)
    expect(await bytesOf('raw/upload/more')).toEqual(bytes)
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ready' } })
  })

  it('hundreds of assets can be destroyed one after the other', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `small-${index}`)
    for (const name of names) await upload(name, randomBytes(100))
    await disk.fill()

    const answers = []
    for (const name of names) answers.push((await destroy(name)).body.result)

    expect(answers).toEqual(names.map(() => 'ok'))
  })

  it('derived files give way to an upload', async () => {
    await upload('picture', await photo({ w: 1200, h: 800 }), 'image')
    for (let width = 600; width < 612; width++) await get(`image/upload/w_${width}/picture.png`)
    // Rows of derived files are written a moment after the files, and without them nobody knows what may go.
    await expect.poll(async () => [(await derivedFiles()).length, await derivedRows('picture')]).toEqual([12, 12])
    await disk.fill()

    // Counts of usage are written every second: when they meet the full disk first, uploads are refused for a moment.
    const bytes = randomBytes(MB)
    await expect.poll(async () => (await upload('more', bytes)).status, { timeout: 15_000, interval: 500 }).toBe(200)

    expect(await bytesOf('raw/upload/more')).toEqual(bytes)
    expect((await derivedFiles()).length).toBeLessThan(12)
  })

  it('a chunked upload loses no part that was acknowledged, and is completed when there is space', async () => {
    const bytes = randomBytes(12_000_000)
    const send = (from: number, to: number) =>
      upload('parts', bytes.subarray(from, to), 'raw', {
        'x-unique-upload-id': 'full',
        'content-range': `bytes ${from}-${to - 1}/${bytes.length}`,
      })
    expect((await send(0, 6_000_000)).body.done).toBe(false)
    await disk.fill({ leave: 3_000_000 })

    expect((await send(6_000_000, 12_000_000)).status).toBe(500)
    await truncate(join(disk.path, 'filler'), 0)

    const last = () => send(6_000_000, 12_000_000)
    await expect.poll(async () => (await last()).status, { timeout: 10_000, interval: 500 }).toBe(200)
    expect((await last()).body.etag).toBe(createHash('md5').update(bytes).digest('hex'))
  })

  it('it starts, and deleting through it makes space', async () => {
    await upload('large', randomBytes(16 * MB))
    await server.kill()
    await disk.fill()

    server = await start()

    expect(await readiness()).toEqual({ status: 200, body: { status: 'degraded', degraded: ['storage'] } })
    expect((await destroy('large')).body).toEqual({ result: 'ok' })
    const again = async () => (await upload('more', randomBytes(MB))).status
    await expect.poll(again, { timeout: 10_000, interval: 500 }).toBe(200)
  })

  it('another program may take what was given free, and an asset can be destroyed still', async () => {
    await upload('one', randomBytes(100))
    await upload('two', randomBytes(100))
    await disk.fill()
    await upload('more', randomBytes(MB))
    expect((await destroy('one')).body).toEqual({ result: 'ok' })
    await disk.fill()

    expect((await destroy('two')).body).toEqual({ result: 'ok' })
  })
})
