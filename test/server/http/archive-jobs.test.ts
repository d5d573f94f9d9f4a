/** Archives that are made later, and told of: a real receiver on loopback, the real queue. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { apiOf, type ServerApi } from '../../support/api-of-server.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { namesIn } from '../../support/unpack-archive.ts'
import { picture } from '../contract/examples/world.ts'

// biome-ignore lint/suspicious/noExplicitAny: bodies are compared field by field
let received: any[] = []
let receiver: Server
let hook: string
let server: TestServer
let api: ServerApi

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    received.push(JSON.parse(await text(request)))
    response.end()
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  const { port } = receiver.address() as AddressInfo
  hook = `http://127.0.0.1:${port}/hook`
  server = await startServer({ settings: { fetchAllowPrivate: [`127.0.0.1:${port}`] } })
  api = apiOf(server)
  await api.raw('a.txt', 'a')
})
beforeEach(() => {
  received = []
})
afterAll(async () => {
  await server?.close()
  receiver?.close()
})

const generate = (fields: Readonly<Record<string, unknown>>) =>
  api.call('archives.generate', { resource_type: 'raw', notification_url: hook, ...fields })

describe('an archive', () => {
  it('that is stored is told of with what it holds', async () => {
    const { body } = await generate({ public_ids: ['a.txt', 'nothing'], allow_missing: true })

    await expect.poll(() => received.length).toBe(1)
    const { signature: _unsigned, ...told } = body
    expect(received[0]).toMatchObject({ ...told, notification_type: 'generate_archive' })
    expect(received[0]).not.toHaveProperty('signature')
  })

  it('that is promised is answered at once, and told of when it is there', async () => {
    const { status, body } = await generate({ public_ids: ['a.txt'], target_public_id: 'later', async: true })

    expect([status, body]).toEqual([
      200,
      {
        status: 'pending',
        resource_type: 'raw',
        type: 'upload',
        public_id: 'later.zip',
        batch_id: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ])
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1)
    expect(received[0]).toMatchObject({
      notification_type: 'generate_archive',
      batch_id: body.batch_id,
      public_id: 'later.zip',
      file_count: 1,
    })
    const stored = await fetch(received[0].url)
    expect(await namesIn(Buffer.from(await stored.arrayBuffer()))).toEqual(['a.txt'])
  })

  it('that was promised and cannot be made is told of as an error, once', async () => {
    await api.call('assets.upload', { resource_type: 'image', public_id: 'pixel' }, { file: picture })
    const fields = { resource_type: 'image', public_ids: ['pixel'], transformations: 'l_nothing/fl_layer_apply' }

    const { body } = await generate({ ...fields, target_public_id: 'never', async: true })

    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1)
    expect(received[0]).toMatchObject({
      notification_type: 'error',
      batch_id: body.batch_id,
      public_id: 'never.zip',
      error: { message: expect.stringContaining('nothing') },
    })
    expect((await api.deliver('raw/upload/never.zip')).status).toBe(404)
  })
})
