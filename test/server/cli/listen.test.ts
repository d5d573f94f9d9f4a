import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get as httpGet, request as httpRequest, type RequestListener } from 'node:http'
import { get as httpsGet } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectSecure } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listener, listen } from '../../../server/cli/listen.ts'
import { localCertificate } from '../../../server/cli/local-certificate.ts'

const HOST = '127.0.0.1'

describe('listening', () => {
  const opened: Listener[] = []
  const folders: string[] = []
  afterEach(async () => {
    for (const listener of opened.splice(0)) await listener.close(0)
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  it('names the port when another program has it', async () => {
    const { port } = await open((_request, response) => response.end())

    await expect(listen({ host: HOST, port, handler: () => undefined })).rejects.toThrow(
      `Port ${port} on ${HOST} is in use by another program: stop it, or choose another with --port`,
    )
  })

  it('names the address when the machine does not have it', async () => {
    await expect(listen({ host: '192.0.2.1', port: 0, handler: () => undefined })).rejects.toThrow(
      'This machine has no address 192.0.2.1: choose another with --host',
    )
  })

  it('answers HTTP and HTTPS on one port when there is a certificate', async () => {
    const { port, ca } = await openSecure((request, response) =>
      response.end('encrypted' in request.socket ? 'tls' : 'plain'),
    )

    expect(await text((done) => httpGet({ host: HOST, port, agent: false }, done))).toBe('plain')
    expect(await text((done) => httpsGet({ host: HOST, port, ca, agent: false }, done))).toBe('tls')
  })

  it.each([
    ['HTTP', false],
    ['HTTPS', true],
  ])('finishes an answer that is under way over %s before it closes', async (_name, secure) => {
    const started = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    const handler: RequestListener = async (_request, response) => {
      response.write('first, ')
      started.resolve()
      await finish.promise
      response.end('last')
    }
    const { listener, port, ca } = await openSecure(handler)
    const answer = text((done) =>
      secure
        ? httpsGet({ host: HOST, port, ca, agent: false }, done)
        : httpGet({ host: HOST, port, agent: false }, done),
    )
    await started.promise

    const closed = listener.close(10_000)
    finish.resolve()

    expect(await answer).toBe('first, last')
    await closed
  })

  it('cuts what is not finished in time', async () => {
    const started = Promise.withResolvers<void>()
    const listener = await open((_request, response) => {
      response.write('never the last')
      started.resolve()
    })
    const answer = text((done) => httpGet({ host: HOST, port: listener.port, agent: false }, done))
    const refused = expect(answer).rejects.toThrow()
    await started.promise

    await listener.close(50)

    await refused
  })

  it.each([
    ['HTTP', open],
    ['HTTPS', async (handler: RequestListener) => (await openSecure(handler)).listener],
  ])('does not wait for connections that carry nothing over %s', async (_name, start) => {
    const listener = await start((_request, response) => response.end())
    const idle = connect(listener.port, HOST)
    await new Promise((resolve) => idle.once('connect', resolve))

    // Longer than a test may take: one that waited for the connection would not end in time.
    await listener.close(60_000)

    idle.destroy()
  })

  it.each([
    ['HTTP', false],
    ['HTTPS', true],
  ])('lets go of a client that stops in the middle of its body over %s', async (_name, secure) => {
    const { port, ca } = await openSecure((request) => request.resume(), 100)
    const socket = secure ? connectSecure({ host: HOST, port, ca }) : connect(port, HOST)
    socket.on('error', () => {})
    const closed = once(socket, 'close')

    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345')

    await closed
  })

  it('lets go of a client that does not take its answer', async () => {
    const cut = Promise.withResolvers<void>()
    const { port } = await open((_request, response) => {
      response.once('close', cut.resolve)
      response.write(Buffer.alloc(50_000_000))
    }, 100)
    const socket = connect(port, HOST)
    socket.pause().on('error', () => {})

    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')

    await cut.promise
    socket.destroy()
  })

  it('waits for a server that works longer than a client may be silent', async () => {
    const { port } = await open((request, response) => {
      request.resume()
      setTimeout(() => response.end('done'), 400)
    }, 100)

    expect(await text((done) => httpGet({ host: HOST, port, agent: false }, done))).toBe('done')
  })

  it('waits for a body that the server itself has not read', async () => {
    const { port } = await open((request, response) => {
      setTimeout(async () => {
        let bytes = 0
        for await (const chunk of request) bytes += chunk.length
        response.end(String(bytes))
      }, 400)
    }, 100)

    const send = (done: (answer: Answer) => void) => {
      const request = httpRequest({ host: HOST, port, agent: false, method: 'POST' }, done)
      request.end(Buffer.alloc(5_000_000))
      return request
    }
    expect(await text(send)).toBe('5000000')
  })

  async function open(handler: RequestListener, silenceMs?: number): Promise<Listener> {
    const listener = await listen({ host: HOST, port: 0, handler, ...(silenceMs !== undefined && { silenceMs }) })
    opened.push(listener)
    return listener
  }

  async function openSecure(handler: RequestListener, silenceMs?: number) {
    const folder = mkdtempSync(join(tmpdir(), 'tintype-listen-'))
    folders.push(folder)
    const certificate = await localCertificate(folder, HOST)
    const listener = await listen({
      host: HOST,
      port: 0,
      handler,
      certificate,
      ...(silenceMs !== undefined && { silenceMs }),
    })
    opened.push(listener)
    return { listener, port: listener.port, ca: readFileSync(certificate.authorityPath, 'utf8') }
  }
})

type Answer = import('node:http').IncomingMessage

function text(send: (done: (answer: Answer) => void) => import('node:http').ClientRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = send((answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        body += part
      })
      answer.once('end', () => resolve(body))
      answer.once('error', reject)
      answer.once('aborted', () => reject(new Error('cut')))
    })
    request.once('error', reject)
  })
}
