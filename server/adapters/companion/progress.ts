/**
 * How uploads go, from Companion's emitter: cleaned of what is nobody's business, with the end of each remembered for a
 * while, and as lines of JSON for pages whose way to a WebSocket is blocked.
 */
import type { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'

interface Message {
  readonly action: string
  readonly payload: Readonly<Record<string, unknown>>
}

const TOKEN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MOST_REMEMBERED = 1_000

export interface UploadProgress {
  /** Writes what happens to an upload until it ends, from the end of it if it has ended. */
  follow(token: string, response: ServerResponse): void
  cancel(token: string): void
}

export function isUploadToken(text: string): boolean {
  return TOKEN.test(text)
}

export function uploadProgress(emitter: EventEmitter): UploadProgress {
  const ended = new Map<string, Message>()
  const emit = emitter.emit.bind(emitter)
  // Companion sends to its sockets what it emits, and emits errors with everything that hangs on them.
  emitter.emit = (event, ...values) => {
    if (typeof event !== 'string' || !isUploadToken(event)) return emit(event, ...values)
    const message = cleaned(values[0] as Message)
    if (message.action !== 'progress') remember(event, message)
    return emit(event, message)
  }

  function remember(token: string, message: Message): void {
    const [oldest] = ended.keys()
    if (ended.size >= MOST_REMEMBERED && oldest !== undefined) ended.delete(oldest)
    ended.set(token, message)
  }

  return {
    follow(token, response) {
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson' })
      const send = (message: Message): void => {
        response.write(`${JSON.stringify(message)}\n`)
        if (message.action !== 'progress') response.end()
      }
      const end = ended.get(token)
      if (end !== undefined) return send(end)
      emitter.on(token, send)
      response.once('close', () => emitter.removeListener(token, send))
      response.flushHeaders()
      // What an upload waits for before it begins.
      emit(`connection:${token}`)
    },
    cancel: (token) => void emit(`cancel:${token}`),
  }
}

function cleaned({ action, payload }: Message): Message {
  if (action === 'progress') {
    return { action, payload: { bytesUploaded: payload.bytesUploaded, bytesTotal: payload.bytesTotal } }
  }
  const answer = action === 'success' ? payload.response : (payload.error as Record<string, unknown>)?.extraData
  const { status, responseText } = (answer ?? {}) as Record<string, unknown>
  const response = typeof responseText === 'string' ? { status, responseText } : null
  return { action: action === 'success' ? 'success' : 'error', payload: { response } }
}
