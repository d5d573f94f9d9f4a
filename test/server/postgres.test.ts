/** A whole server on PostgreSQL, over HTTP. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DatabaseInUseError } from '../../server/errors/port-errors.ts'
import { answerOf, basic, form } from '../support/api-client.ts'
import { startPostgres, type TestPostgres } from '../support/postgres.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { runTintype } from '../support/tintype-process.ts'

let postgres: TestPostgres
let databaseUrl: string
let server: TestServer

beforeAll(async () => {
  postgres = await startPostgres()
  databaseUrl = await postgres.create()
  server = await startServer({ settings: { databaseUrl } })
})
afterAll(async () => {
  await server?.close()
  await postgres?.close()
})

const headers = () => ({ Authorization: basic(server.apiKey, server.apiSecret) })

async function upload(fields: Record<string, string>) {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#369' } })
    .png()
    .toBuffer()
  const url = `${server.url}/v1_1/${server.cloudName}/image/upload`
  return answerOf(await fetch(url, { method: 'POST', headers: headers(), body: form(fields, { bytes }) }))
}

describe('a server with TINTYPE_DATABASE_URL', () => {
  it('stores, delivers and transforms, and keeps its rows in PostgreSQL', async () => {
    const { status, body } = await upload({ public_id: 'folder/one', tags: 'a,b', eager: 'c_scale,w_20' })
    const original = await fetch(body.url)
    const scaled = await fetch(body.url.replace('/upload/', '/upload/c_scale,w_10/'))

    expect(status).toBe(200)
    expect(original.status).toBe(200)
    expect((await sharp(Buffer.from(await scaled.arrayBuffer())).metadata()).width).toBe(10)
    expect(server.logged).toEqual([])
    const second = await upload({ public_id: 'folder/one', overwrite: 'false' })
    expect(second.body).toMatchObject({ existing: true, asset_id: body.asset_id, tags: ['a', 'b'] })
  })

  it('refuses to start beside another one on the same database', async () => {
    await expect(startServer({ settings: { databaseUrl } })).rejects.toThrow(DatabaseInUseError)
  })

  it('answers with a clear error while the database is gone, and goes on when it is back', async () => {
    await postgres.kill()
    const during = await upload({ public_id: 'during' })
    const ready = await fetch(`${server.url}/readyz`)
    await postgres.start()

    expect(during).toMatchObject({ status: 500, body: { error: { message: expect.stringContaining('database') } } })
    expect(ready.status).toBe(503)
    await expect.poll(async () => (await upload({ public_id: 'after' })).status).toBe(200)
  })
})

it('tintype check compares its rows and files, once the server is stopped', { timeout: 120_000 }, async () => {
  const url = await postgres.create()
  const folder = await mkdtemp(join(tmpdir(), 'tintype-check-'))
  const check = () => runTintype(['check', '--digests', '--data', folder], { env: { TINTYPE_DATABASE_URL: url } })
  const own = await startServer({ settings: { databaseUrl: url }, folder })
  try {
    const made = await fetch(`${own.url}/v1_1/${own.cloudName}/raw/upload`, {
      method: 'POST',
      headers: { Authorization: basic(own.apiKey, own.apiSecret) },
      body: form({ public_id: 'one' }, { bytes: Buffer.from('some bytes') }),
    })
    expect(made.status).toBe(200)
    expect(await check()).toMatchObject({ code: 1, stderr: expect.stringMatching(/Another Tintype server/) })
  } finally {
    await own.close()
  }

  expect(await check()).toMatchObject({ code: 0, stdout: expect.stringContaining('1 originals') })
  const names = await readdir(join(folder, 'storage'), { recursive: true })
  const original = names.find((name) => name.includes('original.')) ?? ''
  await writeFile(join(folder, 'storage', original), 'Some bytes')
  expect(await check()).toMatchObject({ code: 1, stdout: expect.stringMatching(/^ERROR .*original/) })
  await rm(folder, { recursive: true })
})
