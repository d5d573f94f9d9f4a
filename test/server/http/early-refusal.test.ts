import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../support/server.ts'

const BODY_BYTES = 20_000_000
const PRESET = '?upload_preset=getting_started'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

it('lets a client that sends its whole body first see why it was refused', async () => {
  const answer = await sendThenRead('/v1_1/nobody/image/upload')

  expect(answer).toMatch(/^HTTP\/1\.1 401 /)
  expect(answer).toContain('Invalid cloud_name nobody')
})

it('outlives a client that waits after its body was refused as too large', { timeout: 20_000 }, async () => {
  const socket = connect(server.port, '127.0.0.1')
  socket.on('error', () => {})
  const cut = once(socket, 'close')
  socket.write(
    `POST /v1_1/demo/image/upload${PRESET} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: 1000000000\r\n\r\n`,
  )
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString('utf8')).toMatch(/^HTTP\/1\.1 400 /)

  await cut

  // An error that nobody listens to would have ended the process: the test runner reports it.
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

it('logs no error when a client hangs up', async () => {
  const before = server.logged.length
  const socket = connect(server.port, '127.0.0.1')
  socket.write(
    `POST /v1_1/demo/raw/upload${PRESET} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\nabc`,
  )
  await expect.poll(() => spooledFiles()).toHaveLength(1)

  socket.destroy()

  await expect.poll(() => spooledFiles()).toEqual([])
  expect(server.logged.slice(before)).toEqual([])
})

describe('a sender that can only be refused', () => {
  const field = (name: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const fileHead = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
  const old = String(Math.floor(Date.now() / 1000) - 7200)

  it.each<[string, string, string, string]>([
    ['a bare body of nobody', 'application/octet-stream', '', 'Upload preset must be specified'],
    ['an unknown key', 'multipart/form-data; boundary=b', field('api_key', '1'), 'Unknown API key 1'],
    ['an old request', 'multipart/form-data; boundary=b', field('timestamp', old), 'Stale request'],
    ['an unknown preset', 'multipart/form-data; boundary=b', field('upload_preset', 'no'), 'Upload preset not found'],
    ['a large file of an unproven sender', 'multipart/form-data; boundary=b', '', 'before the file'],
  ])('is answered before its file has come: %s', async (_, type, fields, message) => {
    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => {})
    const start = type.startsWith('multipart') ? `${fields}${fileHead}` : ''
    socket.write(
      `POST /v1_1/demo/raw/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${type}\r\nContent-Length: 2000000000\r\n\r\n${start}first bytes`,
    )

    const [answer] = (await once(socket, 'data')) as [Buffer]
    socket.destroy()

    expect(answer.toString('utf8')).toMatch(/^HTTP\/1\.1 40[01] /)
    expect(answer.toString('utf8')).toContain(message)
    expect(await spooledFiles()).toEqual([])
  })

  it('is not one whose proof comes after a small file', async () => {
    const form = new FormData()
    form.set('file', new Blob(['hello']), 'a.txt')
    form.set('upload_preset', 'getting_started')

    const answer = await fetch(`${server.url}/v1_1/demo/raw/upload`, { method: 'POST', body: form })

    expect(answer.status).toBe(200)
  })
})

it.each([
  ['field', 'Content-Disposition: form-data'],
  ['file', 'Content-Disposition: form-data; filename="a.png"'],
  ['file of unknown kind', 'Content-Type: application/octet-stream\r\nContent-Disposition: form-data'],
])('refuses a form with a nameless %s, and goes on', async (_, header) => {
  const answer = await fetch(`${server.url}/v1_1/demo/image/upload`, {
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
    body: `--b\r\n${header}\r\n\r\nx\r\n--b--\r\n`,
  })

  expect(answer.status).toBe(400)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

async function spooledFiles(): Promise<readonly string[]> {
  const entries = await readdir(join(server.folder, 'spool'), { withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

/** Reads nothing before everything is sent, as simple clients do. */
function sendThenRead(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1')
    socket.once('error', reject).pause()
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: ${BODY_BYTES}\r\n\r\n`)
    socket.write(Buffer.alloc(BODY_BYTES), () => {
      socket.once('data', (part) => {
        resolve(part.toString('utf8'))
        socket.destroy()
      })
      socket.resume()
    })
  })
}
