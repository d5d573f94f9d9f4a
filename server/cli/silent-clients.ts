/**
 * Lets go of clients that stopped in the middle: of a body that they do not go on sending, or of an answer that they do
 * not take. Silence while the server itself works is nobody's fault and lasts as long as it must; the time before a
 * request's headers and between requests is bounded by Node.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export const SILENCE_LIMITS = {
  /** From the opening of a connection to the end of its first headers. */
  headersMs: 15_000,
  /** Without a byte of a body, or of an answer, getting through. */
  exchangeMs: 30_000,
} as const

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Bytes in both directions when the client was first found silent. */
  silentSince: string | null
}

export function dropSilentClients(server: Server, silenceMs: number): void {
  const exchanges = new WeakMap<Socket, Exchange>()
  // Twice in a row: the server may have begun to read or write only a moment before the first time.
  const checkMs = Math.ceil(silenceMs / 2)
  server.timeout = checkMs
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    exchanges.set(request.socket, { request, response, silentSince: null })
  })
  // Node counts every byte that moves as a sign of life, those of parts of large writes too.
  server.on('timeout', (socket: Socket) => {
    const exchange = exchanges.get(socket)
    if (exchange === undefined || exchange.response.closed) {
      socket.destroy()
      return
    }
    const moved = `${socket.bytesRead} ${socket.bytesWritten}`
    const isSilent = isClientSilent(exchange, socket)
    if (isSilent && exchange.silentSince === moved) {
      socket.destroy()
      return
    }
    exchange.silentSince = isSilent ? moved : null
    socket.setTimeout(checkMs)
  })
}

function isClientSilent({ request }: Exchange, socket: Socket): boolean {
  const isAnswerWaiting = socket.writableLength > 0
  // What was received and not read yet waits for the server, not for the client.
  const isBodyMissing = !request.complete && request.readableLength === 0 && !socket.isPaused()
  return isAnswerWaiting || isBodyMissing
}
