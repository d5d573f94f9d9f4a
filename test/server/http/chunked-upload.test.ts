/** Uploads in parts, over HTTP. */
import { createHash, randomBytes } from 'node:crypto'
import { open, readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manualClock } from '../../../server/adapters/clock/manual.ts'
import { type Answer, form, post, signed } from '../../support/api-client.ts'
import { startUploadStack, type UploadStack, type UploadStackOptions } from '../../support/upload-stack.ts'

const PART = 1000
const BYTES = randomBytes(3 * PART + 500)
const MD5 = createHash('md5').update(BYTES).digest('hex')

let stack: UploadStack

beforeAll(async () => {
  stack = await startUploadStack({ chunks: { minimumPartBytes: PART } })
})
afterAll(() => stack?.close())

let sequence = 0
const newId = () => `upload-${++sequence}`

interface Part {
  readonly start: number
  readonly end?: number
  readonly total?: number | '-1' | '*'
  readonly bytes?: Buffer
  readonly fields?: Record<string, string>
  readonly signature?: string
}

function send(uploadId: string, part: Part, to: UploadStack = stack): Promise<Answer> {
  const { start, end = Math.min(start + PART, BYTES.length) - 1, total = BYTES.length } = part
  return post(
    `${to.api}/raw/upload`,
    form(
      { ...signed(part.fields ?? {}), ...(part.signature === undefined ? {} : { signature: part.signature }) },
      { bytes: part.bytes ?? BYTES.subarray(start, end + 1), name: 'big.bin' },
    ),
    { 'x-unique-upload-id': uploadId, 'content-range': `bytes ${start}-${end}/${total}` },
  )
}

async function contentOf(answer: Answer): Promise<string> {
  const bytes = await (await fetch(answer.body.url)).arrayBuffer()
  return createHash('md5').update(Buffer.from(bytes)).digest('hex')
}

describe('parts', () => {
  it('in order make the file, and each tells how much is there', async () => {
    const id = newId()

    const answers = []
    for (const start of [0, 1000, 2000, 3000]) answers.push(await send(id, { start }))

    expect(answers.slice(0, 3).map(({ body }) => body)).toEqual([
      { done: false, bytes: 1000, resource_type: 'raw' },
      { done: false, bytes: 2000, resource_type: 'raw' },
      { done: false, bytes: 3000, resource_type: 'raw' },
    ])
    const last = answers[3] as Answer
    expect(last.body).toMatchObject({ bytes: BYTES.length, etag: MD5, original_filename: 'big' })
    expect(await contentOf(last)).toBe(MD5)
    await expect.poll(() => stack.spooled()).toEqual([])
  })

  it.each([[[3000, 2000, 1000, 0]], [[1000, 3000, 0, 2000]], [[0, 3000, 1000, 1000, 2000]]])(
    'in the order %j make the file',
    async (starts) => {
      const id = newId()

      let last: Answer | null = null
      for (const start of starts) last = await send(id, { start })

      expect(last?.body.etag).toBe(MD5)
    },
  )

  it('at the same time make the file once', async () => {
    const id = newId()

    const answers = await Promise.all(
      [0, 1000, 2000, 3000].map((start) => send(id, { start, fields: { public_id: 'par' } })),
    )

    const finished = answers.filter(({ body }) => body.etag === MD5)
    expect(finished.length).toBeGreaterThan(0)
    expect(new Set(finished.map(({ body }) => body.version)).size).toBe(1)
    expect(finished.every(({ body }) => body.overwritten === undefined)).toBe(true)
  })

  it.each(['-1', '*'] as const)('may state the total with the last one only (%s)', async (total) => {
    const id = newId()

    for (const start of [0, 1000, 2000]) expect((await send(id, { start, total })).body.done).toBe(false)
    const last = await send(id, { start: 3000 })

    expect(last.body.etag).toBe(MD5)
  })

  it('sent again change nothing, and the last one gets its answer again', async () => {
    const id = newId()
    for (const start of [0, 1000, 1000, 2000]) await send(id, { start })

    const first = await send(id, { start: 3000 })
    const again = await send(id, { start: 3000 })

    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({ asset_id: first.body.asset_id, version: first.body.version, etag: MD5 })
  })

  it('that are missing keep the upload open', async () => {
    const id = newId()
    for (const start of [0, 2000]) await send(id, { start })

    const eof = await send(id, { start: 3000 })
    expect(eof.body).toEqual({ done: false, bytes: 2500, resource_type: 'raw' })

    expect((await send(id, { start: 1000 })).body.etag).toBe(MD5)
  })
})

describe('a part is refused', () => {
  it.each([
    ['with other bytes', { start: 0, bytes: randomBytes(PART) }, 'was received before with other content'],
    ['with another total', { start: 1000, total: 9999 }, 'The total size changed from 3500 to 9999'],
    ['that overlaps another', { start: 500, end: 1499 }, 'overlaps the part 0-999'],
    [
      'that is shorter than it says',
      { start: 1000, bytes: Buffer.alloc(10) },
      'has 10 bytes instead of the announced 1000',
    ],
    ['that is longer than it says', { start: 1000, bytes: Buffer.alloc(1010) }, 'instead of the announced 1000'],
    ['that is too small', { start: 1000, end: 1100 }, 'All parts except EOF-chunk must be larger than 5mb'],
    ['with a wrong signature', { start: 1000, signature: 'x' }, 'Invalid Signature'],
    ['that ends beyond the total', { start: 3000, end: 3999, bytes: Buffer.alloc(1000) }, 'Invalid Content-Range'],
  ])('%s, and the upload can still be completed', async (_label, part, message) => {
    const id = newId()
    await send(id, { start: 0 })

    const refused = await send(id, part)
    expect([400, 401]).toContain(refused.status)
    expect(refused.body.error.message).toContain(message)

    for (const start of [1000, 2000]) await send(id, { start })
    expect((await send(id, { start: 3000 })).body.etag).toBe(MD5)
  })

  it.each(['bytes 0-/5', 'bytes 5-1/10', 'words', 'bytes 0-9/9'])('with the Content-Range %j', async (range) => {
    const answer = await post(`${stack.api}/raw/upload`, form(signed({}), { bytes: Buffer.alloc(10) }), {
      'x-unique-upload-id': newId(),
      'content-range': range,
    })

    expect(answer.status).toBe(400)
    expect(answer.body.error.message).toContain('Invalid Content-Range')
  })

  it('when the file is empty', async () => {
    const answer = await post(`${stack.api}/raw/upload`, form(signed({}), { bytes: '' }), {
      'x-unique-upload-id': newId(),
      'content-range': 'bytes 0--1/0',
    })

    expect(answer.status).toBe(400)
    expect(answer.body.error.message.toLowerCase()).toContain('empty')
  })
})

it('counts as a whole upload with one of the two headers', async () => {
  const range = await post(`${stack.api}/raw/upload`, form(signed({}), { bytes: 'abc' }), {
    'content-range': 'bytes 0-2/99',
  })
  const id = await post(`${stack.api}/raw/upload`, form(signed({}), { bytes: 'abc' }), {
    'x-unique-upload-id': newId(),
  })

  expect([range.body.bytes, id.body.bytes]).toEqual([3, 3])
})

it('keeps uploads of the same id in different environments apart', async () => {
  const other = await startUploadStack({ chunks: { minimumPartBytes: PART } })
  const id = newId()
  await send(id, { start: 0 })

  expect((await send(id, { start: 1000 }, other)).body.bytes).toBe(1000)
  await other.close()
})

it('goes on after a restart of the server', async () => {
  const first = await startUploadStack({ chunks: { minimumPartBytes: PART } })
  const id = newId()
  for (const start of [0, 2000]) await send(id, { start }, first)
  await first.stop()

  const second = await startUploadStack({ chunks: { minimumPartBytes: PART }, folder: first.folder })
  expect((await send(id, { start: 1000 }, second)).body.bytes).toBe(3000)
  const last = await send(id, { start: 3000 }, second)

  expect(last.body.etag).toBe(MD5)
  await second.stop()
  await first.close()
})

it('asks for parts again that are not on the disk as they were received, and makes nothing of them', async () => {
  const first = await startUploadStack({ chunks: { minimumPartBytes: PART } })
  const id = newId()
  for (const start of [0, 1000, 2000]) await send(id, { start }, first)
  await first.stop()
  const chunks = join(first.folder, 'spool/chunks')
  const [name = ''] = await readdir(chunks)
  const file = await open(join(chunks, name), 'r+')
  await file.write(Buffer.from([(BYTES[1500] ?? 0) ^ 1]), 0, 1, 1500)
  await file.close()

  const second = await startUploadStack({ chunks: { minimumPartBytes: PART }, folder: first.folder })
  const damaged = await send(id, { start: 3000, fields: { public_id: 'damaged' } }, second)

  expect(damaged.status).toBe(500)
  expect(damaged.body.error.message).toContain('send these again: 1000-1999')
  expect((await fetch(`${second.base}/demo/raw/upload/damaged`)).status).toBe(404)
  expect((await send(id, { start: 1000, fields: { public_id: 'damaged' } }, second)).body.etag).toBe(MD5)
  await second.stop()
  await first.close()
})

it('does not wait for a hanging part when the client sends it again', async () => {
  const id = newId()
  const hanging = httpRequest(`${stack.api}/raw/upload?${new URLSearchParams(signed({}))}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(PART),
      'x-unique-upload-id': id,
      'content-range': `bytes 0-999/${BYTES.length}`,
    },
  })
  hanging.on('error', () => {})
  await new Promise((resolve) => hanging.write(BYTES.subarray(0, 500), resolve))

  const again = await send(id, { start: 0 })

  expect(again.body).toEqual({ done: false, bytes: 1000, resource_type: 'raw' })
  hanging.destroy()
  for (const start of [1000, 2000]) await send(id, { start })
  expect((await send(id, { start: 3000 })).body.etag).toBe(MD5)
})

it('keeps nothing of a stranger in an upload whose id is known to him', async () => {
  const id = newId()
  await send(id, { start: 0 })

  await send(id, { start: 1000, bytes: randomBytes(PART), signature: 'x' })

  expect((await send(id, { start: 2000 })).body.bytes).toBe(2000)
})

it('is forgotten after a day without a part', async () => {
  const clock = manualClock(Date.now())
  const first = await startUploadStack({ chunks: { minimumPartBytes: PART }, clock })
  await send('abandoned', { start: 0 }, first)
  await expect.poll(() => first.spooled()).toHaveLength(1)
  await first.stop()

  clock.advance(25 * 3_600_000)
  const second = await startUploadStack({ folder: first.folder, clock })

  await expect.poll(() => second.spooled(), { timeout: 10_000 }).toEqual([])
  await second.stop()
  await first.close()
})

describe('unfinished uploads', () => {
  const start = (chunks: UploadStackOptions['chunks']) =>
    startUploadStack({ chunks: { minimumPartBytes: PART, ...chunks } })

  it('are bounded in number for each environment', async () => {
    const small = await start({ mostSessions: 2 })
    const first = newId()
    await send(first, { start: 0 }, small)
    await send(newId(), { start: 0 }, small)

    const refused = await send(newId(), { start: 0 }, small)

    expect(refused.status).toBe(400)
    expect(refused.body.error.message).toBe('Too many unfinished uploads: at most 2')
    expect((await send(first, { start: 1000 }, small)).body).toMatchObject({ done: false, bytes: 2000 })
    await small.close()
  })

  it.each([
    ['of one environment', { mostSessionBytes: 4500 }, 'at most 4500 bytes.'],
    ['of all of them', { mostBytesOfAll: 4500 }, 'at most 4500 bytes on this server.'],
  ])('hold a bounded number of bytes %s, and completing one makes room', async (_label, limits, message) => {
    const small = await start(limits)
    const [one, two] = [newId(), newId()]
    for (const at of [0, 1000]) await send(one, { start: at }, small)
    for (const at of [0, 1000]) await send(two, { start: at }, small)

    const refused = await send(two, { start: 2000 }, small)

    expect(refused.status).toBe(400)
    expect(refused.body.error.message).toContain(message)
    // What was refused is not kept anywhere.
    await expect.poll(() => small.spooled()).toHaveLength(2)
    // A part that is there already may come again.
    expect((await send(two, { start: 1000 }, small)).status).toBe(200)
    await small.close()
  })

  it('do not exceed their bound together when their parts come at the same time', async () => {
    const small = await start({ mostSessionBytes: 3000 })

    const answers = await Promise.all(Array.from({ length: 8 }, () => send(newId(), { start: 0 }, small)))

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(await small.database.uploadSessions.unfinished(small.environment.id)).toMatchObject({ bytes: 3000 })
    await small.close()
  })

  it('count no longer when they are complete', async () => {
    const small = await start({ mostSessionBytes: 3500 })
    for (const id of [newId(), newId()]) {
      for (const at of [0, 1000, 2000]) expect((await send(id, { start: at }, small)).status).toBe(200)
      expect((await send(id, { start: 3000 }, small)).body.etag).toBe(MD5)
    }

    expect(await small.database.uploadSessions.unfinished(small.environment.id)).toEqual({
      sessions: 0,
      bytes: 0,
      bytesOfAll: 0,
    })
    await small.close()
  })
})
