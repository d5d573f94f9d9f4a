import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  RemoteRefusedError,
  RemoteTooLargeError,
  RemoteUnreachableError,
} from '../../../../server/errors/remote-errors.ts'
import type { Fetcher } from '../../../../server/ports/fetcher.ts'

/** A local origin with one answer for each situation that a fetcher must handle. */
const ORIGIN: Readonly<Record<string, RequestListener>> = {
  '/hello': (_req, res) => res.setHeader('Content-Type', 'text/plain').setHeader('ETag', '"abc"').end('hello'),
  '/missing': (_req, res) => res.writeHead(404).end('no'),
  '/unchanged': (req, res) => res.writeHead(req.headers['if-none-match'] === '"abc"' ? 304 : 200).end(),
  '/announced': (_req, res) => res.setHeader('Content-Length', 1_000_000).end(Buffer.alloc(1_000_000)),
  '/unannounced': (_req, res) => res.write(Buffer.alloc(500_000), () => res.end(Buffer.alloc(500_000))),
  '/zipped': (_req, res) => res.setHeader('Content-Encoding', 'gzip').end(gzipSync('hello')),
  '/bomb': (_req, res) => res.setHeader('Content-Encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000))),
  '/odd-encoding': (_req, res) => res.setHeader('Content-Encoding', 'zoo').end('hello'),
  '/cut': (_req, res) =>
    void res.setHeader('Content-Length', 100).write('short', () => setImmediate(() => res.destroy())),
  '/silent': () => {},
  '/hanging-body': (_req, res) => void res.setHeader('Content-Length', 100).write('start'),
  '/once': (_req, res) => res.writeHead(302, { Location: '/hello' }).end(),
  '/loop': (_req, res) => res.writeHead(302, { Location: '/loop' }).end(),
  '/to-file': (_req, res) => res.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
  '/to-credentials': (req, res) =>
    res.writeHead(302, { Location: `http://user:password@${req.headers.host}/hello` }).end(),
  '/to-metadata': (_req, res) => res.writeHead(302, { Location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  '/to-private': (_req, res) => res.writeHead(301, { Location: 'http://10.0.0.1/' }).end(),
  '/to-other-port': (_req, res) => res.writeHead(307, { Location: 'http://127.0.0.1:9/' }).end(),
  '/headers': (req, res) => res.end(JSON.stringify(req.headers)),
}

/** What every fetcher does, against a local origin that it was told to allow. */
export function describeFetcher(name: string, open: (allowed: string) => Fetcher): void {
  describe(`fetcher ${name}`, () => {
    let origin: Server
    let base: string
    let fetcher: Fetcher
    const limits = { maxBytes: 100_000, timeoutMs: 5_000 }

    beforeAll(async () => {
      origin = createServer((req, res) => (ORIGIN[req.url ?? ''] ?? ORIGIN['/missing'])?.(req, res))
      await new Promise<void>((done) => origin.listen(0, '127.0.0.1', done))
      const { port } = origin.address() as AddressInfo
      base = `http://127.0.0.1:${port}`
      fetcher = open(`127.0.0.1:${port}`)
    })
    afterAll(() => {
      origin.closeAllConnections()
      origin.close()
    })

    it('gives status, lower-case headers, address and bytes', async () => {
      const answer = await fetcher.fetch(`${base}/hello`, limits)

      expect(answer).toMatchObject({ status: 200, url: `${base}/hello`, headers: { etag: '"abc"' } })
      expect((await buffer(answer.body)).toString()).toBe('hello')
    })

    it('gives answers that are not 2xx to the caller', async () => {
      const answer = await fetcher.fetch(`${base}/missing`, limits)
      answer.body.destroy()

      expect(answer.status).toBe(404)
    })

    it('sends the headers that it is given', async () => {
      const answer = await fetcher.fetch(`${base}/unchanged`, { ...limits, headers: { 'if-none-match': '"abc"' } })
      answer.body.destroy()

      expect(answer.status).toBe(304)
    })

    it('sends no cookies, credentials or referrer of its own', async () => {
      const answer = await fetcher.fetch(`${base}/headers`, limits)

      const sent = Object.keys(JSON.parse((await buffer(answer.body)).toString()))
      expect(sent.toSorted()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
    })

    it('follows a redirect and tells where it ended', async () => {
      const answer = await fetcher.fetch(`${base}/once`, limits)

      expect(answer.url).toBe(`${base}/hello`)
      expect((await buffer(answer.body)).toString()).toBe('hello')
    })

    it('gives up after five redirects', async () => {
      await expect(fetcher.fetch(`${base}/loop`, limits)).rejects.toThrow(/redirects more than 5 times/)
    })

    it.each(['/to-file', '/to-credentials', '/to-metadata', '/to-private', '/to-other-port'])(
      'refuses the redirect %s',
      async (path) => {
        await expect(fetcher.fetch(base + path, limits)).rejects.toThrow(RemoteRefusedError)
      },
    )

    it('refuses a file that says that it is too large', async () => {
      await expect(fetcher.fetch(`${base}/announced`, limits)).rejects.toThrow(RemoteTooLargeError)
    })

    it.each(['/unannounced', '/bomb'])('cuts %s off where it becomes too large', async (path) => {
      const answer = await fetcher.fetch(base + path, limits)

      await expect(buffer(answer.body)).rejects.toThrow(RemoteTooLargeError)
    })

    it('unpacks a body that was compressed unasked', async () => {
      const answer = await fetcher.fetch(`${base}/zipped`, limits)

      expect((await buffer(answer.body)).toString()).toBe('hello')
    })

    it('refuses an encoding that it does not know', async () => {
      await expect(fetcher.fetch(`${base}/odd-encoding`, limits)).rejects.toThrow(RemoteUnreachableError)
    })

    it('fails when the body is shorter than announced', async () => {
      const answer = await fetcher.fetch(`${base}/cut`, limits)

      await expect(buffer(answer.body)).rejects.toThrow(RemoteUnreachableError)
    })

    it('stops waiting for an answer in time', async () => {
      const asked = fetcher.fetch(`${base}/silent`, { ...limits, timeoutMs: 100 })

      await expect(asked).rejects.toThrow(RemoteUnreachableError)
    })

    it('stops waiting for the rest of a body in time', async () => {
      const answer = await fetcher.fetch(`${base}/hanging-body`, { ...limits, timeoutMs: 200 })

      await expect(buffer(answer.body)).rejects.toThrow(RemoteUnreachableError)
    })

    it('stops when the caller leaves', async () => {
      const leaving = new AbortController()
      const asked = fetcher.fetch(`${base}/silent`, { ...limits, signal: leaving.signal })

      leaving.abort(new Error('left'))

      await expect(asked).rejects.toThrow('left')
    })

    it('tells a missing host, a closed port and a missing name in the same words', async () => {
      const reasons = await Promise.all(
        [`${base.replace(/\d+$/, '')}1`, 'http://nonexistent.invalid'].map((url) =>
          open(new URL(url).host.includes(':') ? new URL(url).host : `${new URL(url).host}:80`)
            .fetch(url, limits)
            .catch((error: unknown) => (error as RemoteUnreachableError).reason),
        ),
      )

      expect(new Set(reasons)).toEqual(new Set(['it could not be reached']))
    })
  })
}
