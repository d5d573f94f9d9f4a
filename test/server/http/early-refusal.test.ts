import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../support/server.ts'

const BODY_BYTES = 20_000_000

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
