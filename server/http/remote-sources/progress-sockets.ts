/**
 * WebSockets at `/companion/api/:token`: the way of an upload from a remote source. The bytes go to Companion as they
 * are; only pages of allowed origins get through, and only so many at a time.
 */
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { FrontDependencies } from './front-types.ts'

/** For the `upgrade` event of an HTTP server. */
export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export interface ProgressSockets {
  readonly upgrade: UpgradeListener
  close(): void
}

const PATH = /\/companion(\/api\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
/** The headers of a handshake; nothing else is passed on. */
const HANDSHAKE = ['connection', 'upgrade', 'sec-websocket-key', 'sec-websocket-version'] as const
const MOST = 500

export function progressSockets({
  companion,
  isOriginAllowed,
}: Pick<FrontDependencies, 'companion' | 'isOriginAllowed'>): ProgressSockets {
  const open = new Set<Duplex>()

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const path = PATH.exec(request.url ?? '')?.[1]
    if (path === undefined) return refuse(socket, '404 Not Found')
    if (!isOriginAllowed(request.headers.origin ?? null, request)) return refuse(socket, '403 Forbidden')
    // Without a base nothing was ever begun that could be followed.
    if (companion.base === null) return refuse(socket, '404 Not Found')
    if (open.size >= MOST) return refuse(socket, '503 Service Unavailable')
    const inner = await companion.connect(companion.base)
    open.add(socket)
    for (const end of [socket, inner]) {
      end.once('close', () => {
        open.delete(socket)
        socket.destroy()
        inner.destroy()
      })
      end.on('error', () => end.destroy())
    }
    if (socket.destroyed) return void inner.destroy()
    const lines = HANDSHAKE.map((name) => `${name}: ${request.headers[name] ?? ''}`)
    inner.write([`GET ${path} HTTP/1.1`, 'host: companion', ...lines, '', ''].join('\r\n'))
    inner.write(head)
    socket.pipe(inner).pipe(socket)
  }

  return {
    upgrade: (request, socket, head) => {
      // Node's time limits are for requests; a socket may be silent while a provider thinks.
      ;(socket as Partial<Socket>).setTimeout?.(0)
      socket.on('error', () => socket.destroy())
      upgrade(request, socket, head).catch(() => refuse(socket, '503 Service Unavailable'))
    },
    close() {
      for (const socket of open) socket.destroy()
    },
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
