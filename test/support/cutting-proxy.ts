/** A connection that breaks: passes TCP on, until it is told to cut once so many bytes went up. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface CuttingProxy {
  readonly url: string
  /** Cuts everything once, after so many more bytes from the client. */
  cutAfter(bytes: number): void
  /** How often it has cut. */
  cuts(): number
  close(): Promise<void>
}

export async function cuttingProxy(targetPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>()
  let left = Number.POSITIVE_INFINITY
  let cuts = 0

  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      // Cutting is what this is for.
      socket.on('error', () => undefined)
    }
    client.on('data', (part) => {
      left -= part.length
      if (left > 0) return
      left = Number.POSITIVE_INFINITY
      cuts += 1
      for (const socket of sockets) socket.resetAndDestroy()
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
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
