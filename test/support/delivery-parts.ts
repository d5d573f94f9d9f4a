/** What delivers on the real database, storage and render pool in a folder: of the stacks of delivery and of uploads. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '../../server/adapters/clock/system.ts'
import { openSqlite } from '../../server/adapters/database/sqlite/index.ts'
import { type HttpFetcherOptions, httpFetcher } from '../../server/adapters/fetcher/http.ts'
import { systemRandom } from '../../server/adapters/random/system.ts'
import { fsStorage } from '../../server/adapters/storage/fs.ts'
import { createDescriber } from '../../server/describe/create-describer.ts'
import { createDelivery } from '../../server/http/delivery/create-delivery.ts'
import type { Clock } from '../../server/ports/clock.ts'
import type { Database } from '../../server/ports/database.ts'
import type { Log } from '../../server/ports/log.ts'
import type { Renderer } from '../../server/ports/renderer.ts'
import type { Storage } from '../../server/ports/storage.ts'
import { createRenderer } from '../../server/render/create-renderer.ts'
import { createRenderPool } from '../../server/render/pool/create-pool.ts'
import { sanitiseSvg } from '../../server/render/svg/sanitise.ts'
import { createVideoEngine } from '../../server/render/video/create-video-engine.ts'
import { createRemoteCopies } from '../../server/services/delivery/remote-copies.ts'
import { createDerivations } from '../../server/services/derivations/create-derivations.ts'
import { createEnvironments } from '../../server/services/environments/environments.ts'
import { createUsage } from '../../server/services/usage/create-usage.ts'
import { createUsageGate } from '../../server/services/usage/usage-gate.ts'
import { AMPLE_ROOM } from './ample-room.ts'
import { unlimited } from './rate-limits.ts'

export interface DeliveryPartsOptions {
  readonly folder: string
  readonly clock: Clock | undefined
  readonly fetchAllowPrivate: HttpFetcherOptions['allowPrivate'] | undefined
  readonly hosts?: ReadonlyMap<string, string> | undefined
  readonly memoryBytes?: number | undefined
  readonly derivedMaxBytes?: number | undefined
  readonly freeShare?: (() => Promise<number>) | undefined
  /** Render children. */
  readonly concurrency: number
  /** Stand before the real thing, to watch, delay or break it. */
  readonly wrapDatabase?: (database: Database, parts: { clock: Clock; log: Log }) => Database
  readonly wrapStorage?: ((storage: Storage) => Storage) | undefined
  readonly wrapRenderer?: ((renderer: Renderer) => Renderer) | undefined
}

export interface LoggedLine {
  readonly level: string
  readonly fields: object
  readonly message: string
}

export type DeliveryParts = Awaited<ReturnType<typeof openDeliveryParts>>

export async function openDeliveryParts(options: DeliveryPartsOptions) {
  const { folder } = options
  const spoolFolder = join(folder, 'spool')
  await mkdir(spoolFolder, { recursive: true })
  const logged: LoggedLine[] = []
  const log = recordingLog(logged)
  const clock = options.clock ?? systemClock()
  const random = systemRandom()
  const opened = await openSqlite({ path: join(folder, 'tintype.db'), secretKey: new Uint8Array(32) })
  const database = options.wrapDatabase?.(opened, { clock, log }) ?? opened
  const files = await fsStorage({ root: join(folder, 'storage') })
  const storage = options.wrapStorage?.(files) ?? files
  const video = createVideoEngine({ folder: join(folder, 'video'), framePixels: 50_000_000 })
  const pool = createRenderPool({ fontCacheFolder: join(folder, 'fonts'), log, concurrency: options.concurrency })
  const real = createRenderer({ pool, stills: video.stills })
  const renderer = options.wrapRenderer?.(real) ?? real
  const describer = createDescriber({ pool })
  const fetcher = httpFetcher({ allowPrivate: options.fetchAllowPrivate ?? [] })
  const environments = createEnvironments(database)
  const shared = {
    database,
    storage,
    renderer,
    films: video.films,
    describer,
    fetcher,
    clock,
    random,
    log,
    spoolFolder,
    room: AMPLE_ROOM,
    usageGate: createUsageGate({ database, clock, log }),
    rateLimits: unlimited(log, clock),
    environments,
  }
  const remoteCopies = createRemoteCopies({
    ...shared,
    fetchTimeoutMs: 5000,
    onReplaced: (asset) => derivations.forget(asset),
  })
  const derivations = createDerivations({
    ...shared,
    remoteCopies,
    cleanSvg: sanitiseSvg,
    maxBytes: options.derivedMaxBytes ?? null,
    freeShare: options.freeShare ?? (async () => 1),
  })
  const usage = createUsage(shared)
  const delivery = createDelivery({
    ...shared,
    usage,
    derivations,
    remoteCopies,
    autoUploads: { obtain: async () => null },
    hosts: options.hosts ?? new Map(),
    memoryBytes: options.memoryBytes ?? 64 * 1024 ** 2,
    clientAddressOf: (request) => request.socket.remoteAddress ?? null,
  })
  return {
    shared,
    logged,
    derivations,
    usage,
    delivery,
    async close(): Promise<void> {
      await derivations.close()
      await usage.close()
      await video.close()
      await renderer.close()
      await fetcher.close()
      await database.close()
    },
  }
}

/** Requests have a line each: they say nothing here. */
function recordingLog(lines: LoggedLine[]): Log {
  const at = (level: string) => (fields: object, message: string) => {
    if (message !== 'request') lines.push({ level, fields, message })
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
