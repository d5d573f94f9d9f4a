import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { type EventStream, eventStream } from '../../../server/http/event-stream.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function openStream(): Promise<{ stream: EventStream; response: ServerResponse; read: () => Promise<string> }> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const answered = new Promise<ServerResponse>((done) => server.once('request', (_request, response) => done(response)))
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write('GET / HTTP/1.0\r\n\r\n')
  closers.push(() => {
    socket.destroy()
    server.close()
  })
  const response = await answered
  const read = async () => {
    let text = ''
    for await (const piece of socket) text += piece
    return text
  }
  return { stream: eventStream(response), response, read }
}

it('a reader gets everything in order, large bursts too', async () => {
  const { stream, read } = await openStream()
  const text = read()

  stream.send(`data: ${'x'.repeat(1_500_000)}\n\n`)
  stream.send('data: end\n\n')
  stream.end()

  expect((await text).endsWith('xx\n\ndata: end\n\n')).toBe(true)
})

it('who does not read is cut off, and what comes after that goes nowhere', async () => {
  const { stream, response } = await openStream()

  // Loopback itself takes up to ten megabytes before anything waits in the server.
  for (let count = 0; count < 200 && !response.destroyed; count += 1) {
    stream.send(`data: ${'x'.repeat(100_000)}\n\n`)
    await new Promise((resolve) => setImmediate(resolve))
  }

  expect(response.destroyed).toBe(true)
  expect(() => stream.send('data: x\n\n')).not.toThrow()
})
