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
import type { DeliveryAnswer, DeliveryRequest } from '../../services/delivery/delivery-types.ts'
import { cloudOfHost, type HostTable, isCloudName } from '../../transformation/grammar/url-host.ts'
import { PREFLIGHT_HEADERS, textHeaders } from './answer-headers.ts'
import { errorAnswer, writeError } from './error-answer.ts'
import { readHints } from './hints.ts'
import { HotTier, type Observation } from './hot-tier.ts'
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
  /** Resolves when the answer is written, with false when the path is none of delivery's and nothing was written. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  readonly memoryUsed: () => number
}

export function deliveryHandler(options: DeliveryHandlerOptions): Delivery {
  const hot = new HotTier(options.memoryBytes, options.now)
  options.onForget((dependency) => hot.forget(dependency))

  function hit(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const answer = hot.find(memoryKey(request, options.hosts), () => readHints(request.headers))
    if (answer === undefined) return false
    writeHot(request, response, answer)
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
    const seen = hot.observe()
    try {
      await write(request, response, signal, seen)
    } catch (error) {
      if (signal.aborted || response.destroyed) return
      if (!(error instanceof TintypeError) || error.status >= 500) options.onError(error, id)
      // Half an answer cannot be taken back: the broken connection tells the client.
      if (response.headersSent) response.destroy()
      else writeError(response, errorAnswer(error), request.method === 'HEAD')
    } finally {
      seen.end()
    }
  }

  async function write(
    request: IncomingMessage,
    response: ServerResponse,
    signal: AbortSignal,
    seen: Observation,
  ): Promise<void> {
    const startedAt = options.now()
    const hints = readHints(request.headers)
    const answer = await options.deliver({
      target: request.url ?? '/',
      host: request.headers.host ?? '',
      hints,
      tokenCookie: tokenCookie(request.headers.cookie),
      clientIp: options.clientIp(request),
      signal,
    })
    if (answer.kind === 'text') {
      response.writeHead(200, textHeaders(answer))
      response.end(request.method === 'HEAD' ? undefined : answer.body)
      return
    }
    const { dependencies, keepUntil } = answer
    await writeFile({
      request,
      response,
      answer,
      signal,
      milliseconds: options.now() - startedAt,
      keepUpTo: hot.largestBody,
      keep: (kept) => {
        if (dependencies === null) return
        const entry = { answer: kept, varied: answer.varied, dependencies, keepUntil }
        hot.keep(memoryKey(request, options.hosts), hints, entry, seen)
      },
    })
  }

  return { hit, handle, memoryUsed: () => hot.bytes }
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

function tokenCookie(cookies: string | undefined): string | null {
  if (cookies === undefined) return null
  const pair = /(?:^|;\s*)__cld_token__=([^;]*)/.exec(cookies)
  return pair?.[1]?.trim().replace(/^"|"$/g, '') ?? null
}
