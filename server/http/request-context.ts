/**
 * What every request carries from its first line on: an id that is in its answer, its log lines and its error, and a
 * signal that is aborted when nobody reads the answer any more.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Random } from '../ports/random.ts'

export interface RequestContext {
  readonly id: string
  /** Aborted when the client closed the connection before the answer was complete. */
  readonly signal: AbortSignal
  /** Further fields of the line in the access log. */
  readonly notes: Record<string, unknown>
}

const CONTEXTS = new WeakMap<IncomingMessage, RequestContext>()
/** Ids of clients and proxies are kept when they are harmless in a log line. */
const HARMLESS_ID = /^[A-Za-z0-9._-]{1,64}$/

export interface ContextDependencies {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

/** Starts the context of a request: sets `X-Request-Id`, and logs one line when the answer is done. Idempotent. */
export function beginRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { clock, random, log }: ContextDependencies,
): RequestContext {
  const existing = CONTEXTS.get(request)
  if (existing !== undefined) return existing
  const id = givenRequestId(request) ?? random.hex(32)
  const abort = new AbortController()
  const context: RequestContext = { id, signal: abort.signal, notes: {} }
  CONTEXTS.set(request, context)
  response.setHeader('X-Request-Id', id)

  const startedAt = clock.now()
  const path = loggedPath(request.url)
  response.once('close', () => {
    if (!response.writableFinished) abort.abort()
    const complete = response.writableFinished
    log.info(
      {
        requestId: id,
        method: request.method,
        path,
        status: response.statusCode,
        ms: clock.now() - startedAt,
        complete,
        ...context.notes,
      },
      'request',
    )
  })
  return context
}

/** The id that a client or proxy chose, if it is harmless in a log line. */
export function givenRequestId({ headers }: IncomingMessage): string | null {
  const given = headers['x-request-id']
  return typeof given === 'string' && HARMLESS_ID.test(given) ? given : null
}

/** The context of a request that `beginRequest` has seen; anything else is a mistake in the composition. */
export function requestContext(request: IncomingMessage): RequestContext {
  const context = CONTEXTS.get(request)
  if (context === undefined) throw new Error('The request has no context: beginRequest was not called')
  return context
}

/** A signature in a path opens what it signs for everybody who reads it. */
const URL_SIGNATURE = /\/s--[\w-]{8,32}--\//

/** Without signatures, and without the query, which may hold tokens. Taken before routers strip their prefix. */
export function loggedPath(url = ''): string {
  const query = url.indexOf('?')
  return (query < 0 ? url : url.slice(0, query)).replace(URL_SIGNATURE, '/s--(hidden)--/').slice(0, 512)
}
