/**
 * Changes that others make, as long as somebody looks: one connection that comes back by itself, with growing pauses, and
 * goes on after the last event that it saw. Ends for good when the session ends or may not listen.
 */
import { pause } from '../../kit/api/retry.ts'
import type { Requester } from './requester.ts'
import { createEventParser, type ServerSentEvent } from './server-sent-events.ts'

export interface LiveChangesOptions {
  readonly path: string
  readonly onEvent: (event: ServerSentEvent) => void
  /** After a gap: what was missed is not known, so that the caller looks anew. */
  readonly onReconnected?: () => void
  readonly signal: AbortSignal
  readonly firstPauseMs?: number
}

const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 60_000
const NOT_WORTH_RETRYING: ReadonlySet<string> = new Set(['unauthorized', 'forbidden', 'not_found', 'aborted'])

/** Resolves when it has ended for good. */
export async function followChanges(requester: Requester, options: LiveChangesOptions): Promise<void> {
  const { path, onEvent, onReconnected, signal, firstPauseMs = FIRST_PAUSE_MS } = options
  let lastId = ''
  let serverPauseMs = 0
  let failures = 0
  for (let connections = 0; !signal.aborted; connections += 1) {
    const answer = await requester.open(path, { headers: lastId === '' ? {} : { 'Last-Event-ID': lastId }, signal })
    if (!answer.ok && NOT_WORTH_RETRYING.has(answer.error.code)) return
    if (answer.ok && answer.value.body !== null) {
      if (connections > 0) onReconnected?.()
      const parser = createEventParser(lastId)
      const isLong = await read(answer.value.body, (text) => {
        for (const event of parser.push(text)) {
          lastId = event.id
          onEvent(event)
        }
      })
      serverPauseMs = parser.retryMs ?? serverPauseMs
      failures = isLong ? 0 : failures + 1
    } else failures += 1
    const backOffMs = Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** Math.min(failures, 10))
    await pause(Math.max(serverPauseMs, backOffMs * (0.75 + Math.random() / 2)), signal).catch(() => undefined)
  }
}

/** @returns whether anything came before it ended */
async function read(body: ReadableStream<Uint8Array>, onText: (text: string) => void): Promise<boolean> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let cameSomething = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return cameSomething
      cameSomething = true
      onText(decoder.decode(value, { stream: true }))
    }
  } catch {
    // Cut off, or stopped, or not what it should be: the next connection begins anew.
    await reader.cancel().catch(() => undefined)
    return cameSomething
  }
}
