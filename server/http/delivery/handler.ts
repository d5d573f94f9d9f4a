/**
 * Delivery as a plain handler for GET, HEAD and OPTIONS of media URLs; to be mounted behind the API. The URL is taken
 * from `request.url` as it stands: a router that strips a mount path leaves the rest percent-encoded, and decoding it
 * here again would change what it means.
 *
 *   hit     an answer in memory is written at once
 *   handle  everything else: find or make the file, write it, keep it in memory if it is small enough
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isReservedName } from '../../domain/reserved-names.ts'
import { TintypeError } from '../../errors/base.ts'
import { AUTH_TOKEN_NAME } from '../../security/auth-token.ts'
import { referrerHost } from '../../security/referrer.ts'
import type { DeliveryAnswer, DeliveryRequest, FileAnswer, TextAnswer } from '../../services/delivery/delivery-types.ts'
import { SharedFlights } from '../../services/derivations/shared-flights.ts'
import { cloudOfHost, type HostTable, isCloudName } from '../../transformation/grammar/url-host.ts'
import type { RequestHints } from '../../transformation/plan/plan-types.ts'
import { PREFLIGHT_HEADERS, textHeaders } from './answer-headers.ts'
import type { DownloadHandler } from './download-handler.ts'
import { errorAnswer, writeError } from './error-answer.ts'
import { ALL_HINTS, hintClass, readHints } from './hints.ts'
import { hitIds } from './hit-ids.ts'
import { type HotAnswer, HotTier } from './hot-tier.ts'
import { asMiss, readWhole } from './read-whole.ts'
import { writeFile } from './write-file.ts'
import { writeHot } from './write-hot.ts'

export interface DeliveryHandlerOptions {
  /** Finds or makes what a URL asks for. */
  deliver(request: DeliveryRequest): Promise<DeliveryAnswer>
  /** Called with the name of each thing that answers were made from, when it changes. */
  onForget(listener: (dependency: string) => void): void
  readonly hosts: HostTable
  /** Bytes of finished answers in memory. */
  readonly memoryBytes: number
  readonly now: () => number
  /** Told of each request that was answered: the cloud it named, and how much of a body was written. */
  onAnswered(cloudName: string, bodyBytes: number): void
  /** 20 random hexadecimal digits, for the ids of answers from memory. */
  readonly idPrefix: string
  /** Told of answers from memory that were written before the server gave the request a context. */
  onHit(request: IncomingMessage, requestId: string): void
  /** Id and signal of a request, as the server gave it. */
  contextOf(request: IncomingMessage): { readonly id: string; readonly signal: AbortSignal }
  /** Address of the client, whatever proxies stand before the server. */
  clientIp(request: IncomingMessage): string | null
  /** A bug of ours, or a failure behind us; the client is told nothing about it. */
  onError(error: unknown, requestId: string): void
}

export interface Delivery {
  /** Answers if the finished answer is in memory; false when it is not, and nothing was written. Never waits. */
  hit(request: IncomingMessage, response: ServerResponse): boolean
  /** Whether the path is certainly nobody else's: then delivery may be asked first. */
  owns(request: IncomingMessage): boolean
  /** Resolves when the answer is written, with false when the path is none of delivery's and nothing was written. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  readonly memoryUsed: () => number
}

/** Delivery with what is mounted elsewhere. */
export interface DeliveryWithDownloads extends Delivery {
  /** Signed downloads, mounted within the API. */
  readonly download: DownloadHandler
}

export function deliveryHandler(options: DeliveryHandlerOptions): Delivery {
  const hot = new HotTier(options.memoryBytes, options.now)
  const nextId = hitIds(options.idPrefix)
  const flights = new SharedFlights<ReadyAnswer>()
  let changes = 0
  options.onForget((dependency) => {
    changes += 1
    hot.forget(dependency)
  })

  function hit(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const answer = hot.find(memoryKey(request, options.hosts), () => readHints(request.headers))
    if (answer === undefined) return false
    const id = nextId(request, response)
    options.onAnswered(cloudNameOf(request, options.hosts), writeHot(request, response, answer, id))
    if (id !== null) options.onHit(request, id)
    return true
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    if (!isDeliveryPath(request, options.hosts)) return false
    if (hit(request, response)) return true
    if (request.method === 'OPTIONS') {
      response.writeHead(204, PREFLIGHT_HEADERS as string[]).end()
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      const message = `${request.method} is not possible here: expected GET, HEAD or OPTIONS`
      writeError(response, { status: 405, message, headers: ['Allow', 'GET, HEAD, OPTIONS'] }, false)
    } else await answerTo(request, response)
    return true
  }

  async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { id, signal } = options.contextOf(request)
    const count = (bytes: number) => options.onAnswered(cloudNameOf(request, options.hosts), bytes)
    try {
      const startedAt = options.now()
      const ready = await prepare(request, signal)
      const milliseconds = options.now() - startedAt
      if (ready.answer.kind === 'text') count(writeText(request, response, ready.answer))
      else if (ready.whole === null) {
        await writeFile({ request, response, answer: ready.answer, milliseconds, signal, onWritten: count })
      } else {
        const { answer, whole } = ready
        count(writeHot(request, response, answer.isFresh ? asMiss(whole, answer, milliseconds) : whole, null))
      }
    } catch (error) {
      if (signal.aborted || response.destroyed) return
      if (!(error instanceof TintypeError) || error.status >= 500) options.onError(error, id)
      // Half an answer cannot be taken back: the broken connection tells the client.
      if (response.headersSent) response.destroy()
      else {
        writeError(response, errorAnswer(error), request.method === 'HEAD')
        count(0)
      }
    }
  }

  /**
   * Requests that cannot be told apart share one answer while it is made. Whatever is forgotten meanwhile ends the
   * sharing: a request that comes after a change must not join one that began before it.
   */
  function prepare(request: IncomingMessage, signal: AbortSignal): Promise<ReadyAnswer> {
    const hints = readHints(request.headers)
    const tokenCookieValue = tokenCookie(request.headers.cookie)
    const url = memoryKey(request, options.hosts)
    const make = (stop: AbortSignal) => makeReady(request, hints, tokenCookieValue, stop)
    if (tokenCookieValue !== null || url.includes(AUTH_TOKEN_NAME)) return make(signal)
    // Environments may tell pages apart that show the file.
    const page = referrerHost(request.headers.referer) ?? ''
    return flights.run(`${changes} ${hintClass(ALL_HINTS, hints)} ${page} ${url}`, make, signal)
  }

  async function makeReady(
    request: IncomingMessage,
    hints: RequestHints,
    tokenCookieValue: string | null,
    signal: AbortSignal,
  ): Promise<ReadyAnswer> {
    const seen = hot.observe()
    try {
      const answer = await options.deliver({
        target: request.url ?? '/',
        host: request.headers.host ?? '',
        hints,
        tokenCookie: tokenCookieValue,
        clientIp: options.clientIp(request),
        referrer: referrerHost(request.headers.referer),
        signal,
      })
      if (answer.kind === 'text') return { answer, whole: null }
      const { dependencies, keepUntil, varied } = answer
      if (dependencies === null || answer.size > hot.largestBody) return { answer, whole: null }
      const whole = await readWhole(answer)
      const entry = { answer: whole, varied, dependencies, keepUntil }
      hot.keep(memoryKey(request, options.hosts), hints, entry, seen)
      return { answer, whole }
    } finally {
      seen.end()
    }
  }

  return { hit, owns: isPlainMediaPath, handle, memoryUsed: () => hot.bytes }
}

/** An answer on its way to everybody who asked for it; `whole` when it is small enough to be kept in memory. */
type ReadyAnswer =
  | { readonly answer: TextAnswer; readonly whole: null }
  | { readonly answer: FileAnswer; readonly whole: HotAnswer | null }

/** Gives how much of a body was written. */
function writeText(request: IncomingMessage, response: ServerResponse, answer: TextAnswer): number {
  const isHead = request.method === 'HEAD'
  response.writeHead(200, textHeaders(answer))
  response.end(isHead ? undefined : answer.body)
  return isHead ? 0 : Buffer.byteLength(answer.body)
}

/** The cloud that a request names, by its host or its path. */
function cloudNameOf({ headers, url = '' }: IncomingMessage, hosts: HostTable): string {
  const cloud = cloudOfHost(headers.host ?? '', hosts)
  if (cloud !== null) return cloud
  const start = url.startsWith('/res/') ? 5 : 1
  const end = url.indexOf('/', start)
  return end < 0 ? url.slice(start) : url.slice(start, end)
}

/** Clouds that are named by the host have paths of their own. */
function memoryKey(request: IncomingMessage, hosts: HostTable): string {
  const cloud = cloudOfHost(request.headers.host ?? '', hosts)
  return cloud === null ? (request.url ?? '') : `${cloud} ${request.url}`
}

/** Media paths begin with a cloud name, unless the host names the cloud; the rest belongs to other parts. */
function isDeliveryPath(request: IncomingMessage, hosts: HostTable): boolean {
  if (cloudOfHost(request.headers.host ?? '', hosts) !== null) return true
  const first = /^\/+([^/?]*)/.exec(request.url ?? '')?.[1] ?? ''
  if (first === 'res') return true
  return isCloudName(first) && !isReservedName(first)
}

/** The plainest form of a media path, which nothing else has. */
function isPlainMediaPath({ url = '' }: IncomingMessage): boolean {
  const [, cloud = ''] = /^\/([^/?]+)\/(?:image|video|raw)\//.exec(url) ?? []
  return isCloudName(cloud) && !isReservedName(cloud)
}

function tokenCookie(cookies: string | undefined): string | null {
  if (cookies === undefined) return null
  const pair = /(?:^|;\s*)__cld_token__=([^;]*)/.exec(cookies)
  return pair?.[1]?.trim().replace(/^"|"$/g, '') ?? null
}
