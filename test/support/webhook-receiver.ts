/** A real receiver of notifications on loopback: keeps what came, and answers what it is told to. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ReceivedWebhook {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it
  readonly body: any
}

export interface WebhookReceiver {
  readonly url: string
  /** For the setting that allows to reach it. */
  readonly authority: string
  readonly received: readonly ReceivedWebhook[]
  /** What was told, in the order in which it came. */
  // biome-ignore lint/suspicious/noExplicitAny: notifications have as many shapes as there are events
  readonly bodies: readonly any[]
  ofType(type: string): readonly ReceivedWebhook[]
  clear(): void
  close(): void
}

/** For `expect.poll`: a busy machine takes longer than the usual second. */
export const SOON = { timeout: 10_000 }

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = []
  const server = createServer(async (request, response) => {
    const sent = await text(request)
    received.push({ path: request.url ?? '', headers: request.headers, text: sent, body: JSON.parse(sent) })
    response.end('thanks')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const authority = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${authority}`,
    authority,
    received,
    get bodies() {
      return received.map(({ body }) => body)
    },
    ofType: (type) => received.filter(({ body }) => body.notification_type === type),
    clear() {
      received.length = 0
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
