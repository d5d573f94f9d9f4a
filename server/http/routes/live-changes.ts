/**
 * Server-sent events. A line comes at least every 15 seconds, so that nobody on the way cuts the connection, and with it
 * the session is looked at: when that ends, so does the stream.
 */
import type { Request, Response } from 'express'
import { followChanges } from '../../contract/live-changes.ts'
import { readInput } from '../../contract/read-input.ts'
import { TintypeError } from '../../errors/base.ts'
import { OverloadedError } from '../../errors/media-errors.ts'
import { changesWithin, type ToldChange } from '../../services/live-changes/changes-within.ts'
import type { LiveChange, LiveChanges, LiveReader, LiveReading } from '../../services/live-changes/live-changes.ts'
import { assertReads } from '../../services/widget-sessions/find-visitor.ts'
import type { Visitor, WidgetSessionDependencies } from '../../services/widget-sessions/widget-session-types.ts'
import { type ApiRequest, receiveApiRequest } from '../api-request.ts'
import { type EventStream, eventStream } from '../event-stream.ts'
import { visitorOf } from '../middleware/principal.ts'
import { type ApiRoutes, bind } from '../route.ts'

export interface LiveChangeDependencies extends Pick<WidgetSessionDependencies, 'database' | 'environments' | 'clock'> {
  readonly live: LiveChanges
}

const HEARTBEAT_MS = 15_000
const RETRY_MS = 3_000
/** For those for whom there is no place. */
const RETRY_SECONDS = 60

export function liveChangeRoutes(routes: ApiRoutes, dependencies: LiveChangeDependencies): void {
  bind(routes, followChanges, async (request, response) => {
    const received = await receiveApiRequest<never>(request, followChanges, null, routes.dependencies)
    const input = readInput(followChanges.input, received.parameters)
    const lastId = lastIdOf(request) ?? input.last_event_id ?? null
    if (input.wait) await stream(received, response, lastId, dependencies)
    else sendMissed(received, response, lastId, dependencies)
  })
}

function sendMissed(
  { environment, principal }: ApiRequest,
  response: Response,
  lastId: string | null,
  { live }: LiveChangeDependencies,
): void {
  const known = live.since(environment.id, lastId)
  const events = eventStream(response)
  events.send(opening(known, visitorOf(principal)))
  events.end()
}

async function stream(
  { environment, principal, signal }: ApiRequest,
  response: Response,
  lastId: string | null,
  dependencies: LiveChangeDependencies,
): Promise<void> {
  const { live, clock } = dependencies
  const visitor = visitorOf(principal)
  const { session, folderPrefix } = visitor
  const over = new AbortController()
  const isOver = AbortSignal.any([signal, over.signal])
  let events: EventStream | null = null
  const reader: LiveReader = {
    environmentId: environment.id,
    sessionId: session.id,
    onChange(change) {
      const text = textOf(change, visitor)
      if (text !== '') events?.send(text)
    },
    onEnd: () => over.abort(),
  }
  const reading = live.read(reader, lastId)
  if (reading === null) throw new OverloadedError(RETRY_SECONDS)
  try {
    events = eventStream(response)
    events.send(opening(reading, visitor))
    for (;;) {
      await clock.sleep(HEARTBEAT_MS, isOver)
      await assertReads(session.id, environment, folderPrefix, dependencies)
      events.send(': still here\n\n')
    }
  } catch (error) {
    // The reader went, the server stops, or the session is over: the stream ends with it.
    if (!isOver.aborted && !(error instanceof TintypeError)) throw error
  } finally {
    reading.stop()
    events?.end()
  }
}

/** `ready` names the id of now; `reset` says that changes were missed that nobody knows any more. */
function opening({ missed, lastId }: Pick<LiveReading, 'missed' | 'lastId'>, visitor: Visitor): string {
  const rest = (missed ?? []).map((change) => textOf(change, visitor)).join('')
  const last = lineOf(lastId, { type: missed === null ? 'reset' : 'ready', data: '{}' })
  return `retry: ${RETRY_MS}\n\n${rest}${last}`
}

/** Empty for who is not to be told. JSON has no line ends. */
function textOf(change: LiveChange, { session, folderPrefix }: Visitor): string {
  const isOwn = change.sessionId === session.id
  return changesWithin(change, folderPrefix)
    .map(({ type, data }) => lineOf(change.id, { type, data: isOwn ? asOwn(data) : data }))
    .join('')
}

function lineOf(id: string, { type, data }: ToldChange): string {
  return `id: ${id}\nevent: ${type}\ndata: ${data}\n\n`
}

function asOwn(data: string): string {
  return data.replace(/^\{/, data === '{}' ? '{"is_own":true' : '{"is_own":true,')
}

function lastIdOf({ headers }: Request): string | null {
  const given = headers['last-event-id']
  return typeof given === 'string' && given !== '' ? given.slice(0, 100) : null
}
