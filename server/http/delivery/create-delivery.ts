/** Delivery, put together: the steps behind the HTTP handler. Called once by the composition root. */
import type { IncomingMessage } from 'node:http'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { Random } from '../../ports/random.ts'
import { download } from '../../services/delivery/download.ts'
import { type DeliveryDependencies, deliverySteps } from '../../services/delivery/steps.ts'
import type { Usage } from '../../services/usage/create-usage.ts'
import { loggedPath, requestContext } from '../request-context.ts'
import { downloadHandler } from './download-handler.ts'
import { type DeliveryWithDownloads, deliveryHandler } from './handler.ts'

export interface CreateDeliveryOptions extends DeliveryDependencies {
  readonly clock: Clock
  readonly log: Log
  readonly random: Random
  /** Bytes of finished answers in memory. */
  readonly memoryBytes: number
  /** IP address of the client, whatever proxies stand before the server. */
  readonly clientAddressOf: (request: IncomingMessage) => string | null
  readonly usage: Pick<Usage, 'delivered'>
}

export function createDelivery(options: CreateDeliveryOptions): DeliveryWithDownloads {
  const { usage, derivations, hosts, clock, log, random, memoryBytes, clientAddressOf } = options
  const { deliver } = deliverySteps(options)
  const now = () => clock.now()
  const onAnswered = (cloudName: string, bytes: number) => usage.delivered(cloudName, bytes)
  const delivery = deliveryHandler({
    deliver,
    onAnswered,
    onForget: derivations.onForget,
    hosts,
    memoryBytes,
    now,
    idPrefix: random.hex(20),
    // A line for each of tens of thousands a second would cost three times the answer.
    onHit: ({ method, url }, requestId) =>
      log.debug({ requestId, method, path: loggedPath(url) }, 'answered from memory'),
    contextOf: requestContext,
    clientIp: clientAddressOf,
    onError: (error, requestId) => log.error({ error, requestId }, 'a delivery failed'),
  })
  const downloading = downloadHandler({
    download: (request) => download(request, options),
    now,
    onAnswered,
  })
  return { ...delivery, download: downloading }
}
