/** A loopback port that is known before the server behind it starts: for servers that have to know their public address. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Forwarder {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** Where connections go from now on. */
  to(port: number): void
  close(): Promise<void>
}

export async function startForwarder(): Promise<Forwarder> {
  const sockets = new Set<Socket>()
  let target = 0
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to(port) {
      target = port
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
