/** A receiver of webhooks on loopback that remembers what came. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface HookReceiver {
  readonly url: string
  /** `127.0.0.1:port`, for `fetchAllowPrivate`. */
  readonly authority: string
  /** Bodies, in the order in which they came. */
  // biome-ignore lint/suspicious/noExplicitAny: notifications have as many shapes as there are events
  readonly received: readonly any[]
  close(): void
}

export async function startHookReceiver(): Promise<HookReceiver> {
  const received: unknown[] = []
  const server = createServer(async (request, response) => {
    received.push(JSON.parse(await text(request)))
    response.end('thanks')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const authority = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${authority}/hook`, authority, received, close: () => void server.close() }
}
