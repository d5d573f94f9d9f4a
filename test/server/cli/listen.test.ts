import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get as httpGet, type RequestListener } from 'node:http'
import { get as httpsGet } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
    const begin = performance.now()

    await listener.close(20_000)

    expect(performance.now() - begin).toBeLessThan(10_000)
    idle.destroy()
  })

  async function open(handler: RequestListener): Promise<Listener> {
    const listener = await listen({ host: HOST, port: 0, handler })
    opened.push(listener)
    return listener
  }

  async function openSecure(handler: RequestListener) {
    const folder = mkdtempSync(join(tmpdir(), 'tintype-listen-'))
    folders.push(folder)
    const certificate = await localCertificate(folder, HOST)
    const listener = await listen({ host: HOST, port: 0, handler, certificate })
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
