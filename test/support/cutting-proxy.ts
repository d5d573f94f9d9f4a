/** A connection that breaks: passes TCP on, until it is told to cut once so many bytes went up. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface CuttingProxy {
  readonly url: string
  /** Cuts everything once, after so many more bytes from the client. */
  cutAfter(bytes: number): void
  cutNow(): void
  /** Lets nothing more of an upload up after so many more bytes, until it is released; resolves when that is so. */
  holdAfter(bytes: number): Promise<void>
  release(): void
  /** How often it has cut. */
  cuts(): number
  close(): Promise<void>
}

/** A connection that carried so much carries an upload; pages and pictures ask for less. */
const UPLOAD = 100_000

export async function cuttingProxy(targetPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>()
  let left = Number.POSITIVE_INFINITY
  let cuts = 0
  let isHeld = false
  let onHeld: (() => void) | null = null
  const waiting = new Map<Socket, Socket>()

  function cut(): void {
    cuts += 1
    for (const socket of sockets) socket.resetAndDestroy()
  }

  function hold(): void {
    isHeld = true
    onHeld?.()
    onHeld = null
  }

  const server = createServer((client) => {
    let sent = 0
    const upstream = connect(targetPort, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      // Cutting is what this is for.
      socket.on('error', () => undefined)
    }
    client.on('data', (part) => {
      left -= part.length
      sent += part.length
      if (isHeld && sent > UPLOAD) {
        client.unpipe(upstream).pause()
        waiting.set(client, upstream)
      }
      if (left > 0) return
      left = Number.POSITIVE_INFINITY
      if (onHeld !== null) return hold()
      cut()
    })
    client.pipe(upstream).pipe(client)
    client.once('close', () => upstream.destroy())
    upstream.once('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter: (bytes) => {
      left = bytes
    },
    cutNow: cut,
    holdAfter: (bytes) =>
      new Promise((resolve) => {
        left = bytes
        onHeld = resolve
      }),
    release() {
      isHeld = false
      for (const [client, upstream] of waiting) client.pipe(upstream)
      waiting.clear()
    },
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
