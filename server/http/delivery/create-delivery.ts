/** Delivery, put together: the steps behind the HTTP handler. Called once by the composition root. */
import type { IncomingMessage } from 'node:http'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { Random } from '../../ports/random.ts'
import { download } from '../../services/delivery/download.ts'
import { type DeliveryDependencies, deliverySteps } from '../../services/delivery/steps.ts'
import { loggedPath, requestContext } from '../request-context.ts'
import { downloadHandler } from './download-handler.ts'
import { type DeliveryWithDownloads, deliveryHandler } from './handler.ts'

export interface CreateDeliveryOptions extends DeliveryDependencies {
  readonly clock: Clock
  readonly log: Log
  readonly random: Random
  /** Bytes of finished answers in memory. */
  readonly memoryBytes: number
  /** Believe `X-Forwarded-For` of the proxy in front. */
  readonly trustProxy: boolean
}

export function createDelivery(options: CreateDeliveryOptions): DeliveryWithDownloads {
  const { derivations, hosts, clock, log, random, memoryBytes, trustProxy } = options
  const { deliver } = deliverySteps(options)
  const now = () => clock.now()
  const delivery = deliveryHandler({
    deliver,
    onForget: derivations.onForget,
    hosts,
    memoryBytes,
    now,
    idPrefix: random.hex(20),
    // A line for each of tens of thousands a second would cost three times the answer.
    onHit: ({ method, url }, requestId) =>
      log.debug({ requestId, method, path: loggedPath(url) }, 'answered from memory'),
    contextOf: requestContext,
    clientIp: (request) => clientIp(request, trustProxy),
    onError: (error, requestId) => log.error({ error, requestId }, 'a delivery failed'),
  })
  const downloading = downloadHandler({
    download: (request) => download(request, options),
    now,
    contextOf: requestContext,
  })
  return { ...delivery, download: downloading }
}

/** Of forwarded addresses the last is the one that our own proxy saw; those before it may be invented. */
function clientIp({ headers, socket }: IncomingMessage, trustProxy: boolean): string | null {
  const forwarded = trustProxy ? headers['x-forwarded-for'] : undefined
  const last = (Array.isArray(forwarded) ? forwarded.at(-1) : forwarded)?.split(',').at(-1)?.trim()
  const address = last === undefined || last === '' ? (socket.remoteAddress ?? null) : last
  return address?.replace(/^::ffff:(?=\d+\.)/, '') ?? null
}
