/** A foreign server for the fetched source: answers every path with one file from memory. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Origin {
  readonly port: number
  /** An address that nobody has asked for before follows. */
  readonly prefix: string
  stop(): void
}

export async function startOrigin(file: string): Promise<Origin> {
  const body = readFileSync(file)
  const headers = { 'Content-Type': 'image/jpeg', 'Content-Length': body.length }
  const server = createServer((_request, response) => response.writeHead(200, headers).end(body))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    prefix: `http://127.0.0.1:${port}/`,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
