/**
 * The fetcher of production: undici behind a connector that reaches public addresses only. Redirects are followed
 * here, at most five, each checked like the first address. The whole exchange has one time limit.
 *
 * Failures before an answer are told in the same words whether a host is missing, refuses or stays silent: the text
 * must not help to map a network.
 */
import type { Readable } from 'node:stream'
import { Agent, type Dispatcher, request } from 'undici'
import { TintypeError } from '../../errors/base.ts'
import { RemoteUnreachableError } from '../../errors/remote-errors.ts'
import type { Fetched, Fetcher, FetchOptions } from '../../ports/fetcher.ts'
import { readExceptions, readTarget } from './allowed-target.ts'
import { boundedBody, tooLarge } from './bounded-body.ts'
import { guardedConnector, type Resolver, systemResolver } from './guarded-connector.ts'

export interface HttpFetcherOptions {
  /** `host:port` or `host:*` that may be asked although the address is private or the port unusual; default none. */
  readonly allowPrivate?: readonly string[]
  /** Bytes per second below which a sender is dropped; default 10 kB/s. */
  readonly minBytesPerSecond?: number
  /** For tests: how names become addresses. */
  readonly resolve?: Resolver
  readonly userAgent?: string
}

export interface HttpFetcher extends Fetcher {
  /** Drops idle connections. */
  close(): Promise<void>
}

const MAX_REDIRECTS = 5
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

export function httpFetcher(options: HttpFetcherOptions = {}): HttpFetcher {
  const exceptions = readExceptions(options.allowPrivate ?? [])
  const agent = new Agent({
    connect: guardedConnector(options.resolve ?? systemResolver, exceptions),
    pipelining: 1,
    keepAliveTimeout: 4_000,
    // The limit of the whole exchange covers these two; they only free a silent connection.
    headersTimeout: 30_000,
    bodyTimeout: 30_000,
    maxHeaderSize: 16_384,
  })
  const minBytesPerSecond = options.minBytesPerSecond ?? 10_000

  async function fetch(url: string, wanted: FetchOptions): Promise<Fetched> {
    const signals = [AbortSignal.timeout(wanted.timeoutMs), ...(wanted.signal === undefined ? [] : [wanted.signal])]
    const signal = AbortSignal.any(signals)
    let current = url
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const target = readTarget(current, exceptions)
      wanted.assertTarget?.(target.url)
      const answer = await ask(target.url, wanted, signal, url)
      const location = answer.headers.location
      if (wanted.body !== undefined || !REDIRECTS.includes(answer.statusCode) || typeof location !== 'string') {
        return fetched(answer, target.url.href, wanted, url)
      }
      discard(answer.body)
      if (!URL.canParse(location, target.url))
        throw new RemoteUnreachableError(url, 'it redirects to an invalid address')
      current = new URL(location, target.url).href
    }
    throw new RemoteUnreachableError(url, `it redirects more than ${MAX_REDIRECTS} times`)
  }

  async function ask(target: URL, wanted: FetchOptions, signal: AbortSignal, asked: string) {
    try {
      return await request(target, {
        dispatcher: agent,
        signal,
        ...(wanted.body !== undefined && { method: 'POST', body: wanted.body }),
        headers: {
          'user-agent': options.userAgent ?? 'Tintype',
          accept: '*/*',
          'accept-encoding': 'identity',
          ...wanted.headers,
        },
      })
    } catch (error) {
      if (wanted.signal?.aborted === true) throw wanted.signal.reason
      if (error instanceof TintypeError) throw error
      throw new RemoteUnreachableError(asked, 'it could not be reached', { cause: error })
    }
  }

  function fetched(answer: Dispatcher.ResponseData, url: string, wanted: FetchOptions, asked: string): Fetched {
    const headers = plainHeaders(answer.headers)
    if (Number(headers['content-length'] ?? 0) > wanted.maxBytes) {
      discard(answer.body)
      throw tooLarge(asked, wanted.maxBytes)
    }
    const body = boundedBody(answer.body, {
      url: asked,
      maxBytes: wanted.maxBytes,
      minBytesPerSecond,
      contentEncoding: headers['content-encoding'] ?? '',
    })
    return { status: answer.statusCode, headers, body, url }
  }

  return { fetch, close: () => agent.destroy() }
}

/** A body that nobody wants; its connection is given up with it. */
function discard(body: Readable): void {
  body.on('error', () => {})
  body.destroy()
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
}
