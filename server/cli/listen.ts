/**
 * Listens on one port, for HTTP and, when there is a certificate, for HTTPS as well: the first byte of a connection
 * tells which (a TLS handshake begins with 22). So `url` and `secure_url` of an answer both work in development.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net'
import type { Duplex } from 'node:stream'
import { dropSilentClients, SILENCE_LIMITS } from './silent-clients.ts'
import { StartError } from './start-error.ts'

export interface ListenOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void
  /** Takes connections that become something else than HTTP; without it they stay what they are. */
  readonly upgrade?: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | undefined
  readonly certificate?: { readonly cert: string; readonly key: string }
  /** How long a client may neither send what it announced nor take what it asked for; default 30 s. */
  readonly silenceMs?: number
}

export interface Listener {
  readonly port: number
  /** Takes no more connections, waits for what is under way up to `drainMs`, then cuts what is left. */
  close(drainMs: number): Promise<void>
}

// An import of either would read all its properties, and one of `node:http` loads the whole of Node's `fetch`: 20 ms.
const { createServer: createHttpServer } = process.getBuiltinModule('node:http')

const SERVER_OPTIONS = {
  // A body may take hours: large uploads are bounded by bytes and by their own idle time, not by the clock.
  requestTimeout: 0,
  headersTimeout: SILENCE_LIMITS.headersMs,
  connectionsCheckingInterval: 5_000,
  // Longer than the 60 s after which common proxies close, so that they never meet a closing connection.
  keepAliveTimeout: 65_000,
  // Whoever offers another protocol (HTTP/2 in clear text, say) is answered in this one; WebSockets are what we know.
  shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
}
const TLS_HANDSHAKE = 22
const SECURE_OPTIONS = { ...SERVER_OPTIONS, handshakeTimeout: SILENCE_LIMITS.headersMs }

/** @throws StartError when the address cannot be listened on. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { host, port, handler, upgrade, certificate, silenceMs = SILENCE_LIMITS.exchangeMs } = options
  const connections = trackConnections()
  const http = createHttpServer(SERVER_OPTIONS, handler)
  connections.follow(http)
  dropSilentClients(http, silenceMs)
  if (upgrade !== undefined) http.on('upgrade', upgrade)
  let listening: TcpServer = http
  if (certificate !== undefined) {
    const https = process.getBuiltinModule('node:https').createServer({ ...SECURE_OPTIONS, ...certificate }, handler)
    connections.follow(https)
    dropSilentClients(https, silenceMs)
    if (upgrade !== undefined) https.on('upgrade', upgrade)
    listening = splitByFirstByte(http, https)
    connections.follow(listening)
  }
  await startListening(listening, host, port)
  return {
    port: (listening.address() as AddressInfo).port,
    async close(drainMs) {
      const closed = new Promise<void>((resolve) => listening.close(() => resolve()))
      connections.drain()
      const deadline = setTimeout(() => connections.cut(), drainMs)
      await closed
      clearTimeout(deadline)
    },
  }
}

function splitByFirstByte(http: Server, https: Server): TcpServer {
  // Neither listens itself, and their time limits for headers begin to work with this event.
  http.emit('listening')
  https.emit('listening')
  return createTcpServer({ noDelay: true }, (socket) => {
    socket.once('error', () => socket.destroy())
    socket.setTimeout(SERVER_OPTIONS.headersTimeout, () => socket.destroy())
    socket.once('readable', () => {
      const first: Buffer | null = socket.read(1)
      if (first === null) return
      socket.setTimeout(0)
      socket.removeAllListeners('timeout')
      socket.unshift(first)
      ;(first[0] === TLS_HANDSHAKE ? https : http).emit('connection', socket)
    })
  })
}

function startListening(server: TcpServer, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(explain(error, host, port))))
    server.listen(port, host, () => resolve())
  })
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use by another program: stop it, or choose another with --port`
    case 'EACCES':
      return `No permission to listen on port ${port}: ports below 1024 need a privilege; choose another with --port`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}: choose another with --host`
    default:
      return `Cannot listen on ${host}:${port} (${error.code ?? error.message})`
  }
}

/** Knows which connections carry a request, so that idle ones can go at once when the server stops. */
function trackConnections() {
  const requests = new Map<Socket, number>()
  let draining = false

  function follow(server: TcpServer): void {
    server.on('connection', (socket: Socket) => add(socket))
    // On HTTPS requests come on the decrypted socket.
    server.on('secureConnection', (socket: Socket) => add(socket))
    server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
      requests.set(socket, (requests.get(socket) ?? 0) + 1)
      if (draining) response.setHeader('Connection', 'close')
      response.once('close', () => {
        const left = (requests.get(socket) ?? 1) - 1
        if (requests.has(socket)) requests.set(socket, left)
        if (draining && left === 0) socket.end()
      })
    })
  }

  function add(socket: Socket): void {
    requests.set(socket, 0)
    socket.once('close', () => requests.delete(socket))
  }

  return {
    follow,
    drain() {
      draining = true
      const busy = [...requests].filter(([, count]) => count > 0).map(([socket]) => socket)
      for (const socket of requests.keys()) {
        const carriesBusy = busy.some((other) => other === socket || tlsParent(other) === socket)
        if (!carriesBusy) socket.destroy()
      }
    },
    cut() {
      for (const socket of requests.keys()) socket.destroy()
    },
  }
}

/** The connection below a decrypted socket: destroying that would cut the request above it. */
function tlsParent(socket: Socket): unknown {
  return (socket as { _parent?: unknown })._parent
}
