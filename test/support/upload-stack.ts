/**
 * The upload API with delivery on a loopback port, on the real database, storage, queue and render pool in a folder of
 * its own.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { archiveWriter } from '../../server/adapters/archive/archive-writer.ts'
import { systemClock } from '../../server/adapters/clock/system.ts'
import { openSqlite } from '../../server/adapters/database/sqlite/index.ts'
import { httpFetcher } from '../../server/adapters/fetcher/http.ts'
import { memoryLocks } from '../../server/adapters/locks/memory.ts'
import { logMailer } from '../../server/adapters/mailer/log.ts'
import { databaseQueue } from '../../server/adapters/queue/database.ts'
import { systemRandom } from '../../server/adapters/random/system.ts'
import { scriptThreads } from '../../server/adapters/scripts/script-threads.ts'
import { fsStorage } from '../../server/adapters/storage/fs.ts'
import { createDescriber } from '../../server/describe/create-describer.ts'
import type { EnvironmentSettings } from '../../server/domain/product-environment.ts'
import { createApi } from '../../server/http/api.ts'
import { createDelivery } from '../../server/http/delivery/create-delivery.ts'
import { beginRequest } from '../../server/http/request-context.ts'
import type { Clock } from '../../server/ports/clock.ts'
import type { Log } from '../../server/ports/log.ts'
import type { Storage } from '../../server/ports/storage.ts'
import { createRenderer } from '../../server/render/create-renderer.ts'
import { createRenderPool } from '../../server/render/pool/create-pool.ts'
import { createVideoEngine } from '../../server/render/video/create-video-engine.ts'
import { createRemoteCopies } from '../../server/services/delivery/remote-copies.ts'
import { createDerivations } from '../../server/services/derivations/create-derivations.ts'
import { createEnvironments } from '../../server/services/environments/environments.ts'
import { ensureFirstEnvironment } from '../../server/services/environments/first-environment.ts'
import { afterCommit } from '../../server/services/live-changes/after-commit.ts'
import { createLiveChanges } from '../../server/services/live-changes/live-changes.ts'
import { createNotifications } from '../../server/services/notifications/create-notifications.ts'
import { createStock } from '../../server/services/stock/stock-libraries.ts'
import { startSweeper } from '../../server/services/sweep/sweeper.ts'
import type { ChunkOptions } from '../../server/services/upload/chunked-upload.ts'
import { openSpool } from '../../server/services/upload/spool.ts'
import type { StrangerLimits } from '../../server/services/upload/strangers.ts'
import { createVersions } from '../../server/services/upload/versions.ts'
import { createUsage } from '../../server/services/usage/create-usage.ts'
import { createUsageGate } from '../../server/services/usage/usage-gate.ts'
import { AMPLE_ROOM } from './ample-room.ts'
import { assertDocumented } from './documented-answers.ts'
import { unlimited } from './rate-limits.ts'

export const CLOUD = 'demo'
export const API_KEY = '111222333444555'
export const API_SECRET = 'a-secret-of-tests'

export interface UploadStackOptions {
  readonly settings?: Partial<EnvironmentSettings>
  readonly clock?: Clock
  /** Folder of an earlier stack, to start on its data. It is then not removed by `close`. */
  readonly folder?: string
  readonly fetchAllowPrivate?: readonly string[]
  readonly chunks?: Partial<ChunkOptions>
  readonly strangers?: Partial<StrangerLimits>
  /** Stands before the real storage, to break it. */
  readonly wrapStorage?: (storage: Storage) => Storage
}

export type UploadStack = Awaited<ReturnType<typeof startUploadStack>>

export async function startUploadStack(options: UploadStackOptions = {}) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'tintype-upload-')))
  const spoolFolder = join(folder, 'spool')
  const logged: { readonly level: string; readonly fields: object; readonly message: string }[] = []
  const log = recordingLog(logged)
  const clock = options.clock ?? systemClock()
  const random = systemRandom()
  const locks = memoryLocks()
  const database = await openSqlite({ path: join(folder, 'tintype.db'), secretKey: new Uint8Array(32) })
  const files = await fsStorage({ root: join(folder, 'storage') })
  const storage = (options.wrapStorage ?? ((same) => same))(files)
  const spool = await openSpool({ folder: spoolFolder, random, room: AMPLE_ROOM })
  const sweeper = await startSweeper({ database, storage, spool, locks, clock, log })
  const { environment } = await ensureFirstEnvironment({
    database,
    clock,
    random,
    cloudName: CLOUD,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    settings: (current) => ({ ...current, ...options.settings }),
    gettingStartedPreset: true,
  })
  const video = createVideoEngine({ folder: join(folder, 'video'), framePixels: 50_000_000 })
  const pool = createRenderPool({ fontCacheFolder: join(folder, 'fonts'), log, concurrency: 1 })
  const renderer = createRenderer({ pool, stills: video.stills })
  const describer = createDescriber({ pool })
  const fetcher = httpFetcher({ allowPrivate: options.fetchAllowPrivate ?? [] })
  const usageGate = createUsageGate({ database, clock, log })
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
    usageGate,
  }
  const remoteCopies = createRemoteCopies({
    ...shared,
    fetchTimeoutMs: 5000,
    onReplaced: (asset) => derivations.forget(asset),
  })
  const derivations = createDerivations({
    ...shared,
    films: video.films,
    remoteCopies,
    cleanSvg: (svg) => svg,
    maxBytes: null,
    freeShare: async () => 1,
  })
  const environments = createEnvironments(database)
  const usage = createUsage({ ...shared, environments })
  const delivery = createDelivery({
    ...shared,
    usage,
    derivations,
    remoteCopies,
    autoUploads: { obtain: async () => null },
    environments,
    hosts: new Map(),
    memoryBytes: 16 * 1024 ** 2,
    rateLimits: unlimited(log, clock),
    clientAddressOf: (request) => request.socket.remoteAddress ?? null,
  })
  const queue = await databaseQueue({
    database,
    clock,
    random,
    exclusive: true,
    pollMs: 50,
    onError: (error) => log.error({ error }, 'a job failed'),
  })
  const live = createLiveChanges({ clock, random, commits: afterCommit(database) })
  const api = createApi({
    download: delivery.download,
    archiveWriter: archiveWriter(),
    ...shared,
    usage,
    queue,
    locks,
    spool,
    derivations,
    environments,
    versions: createVersions(clock),
    notifications: createNotifications({ ...shared, environments, queue, fetcher, live }),
    scripts: scriptThreads(),
    baseUrlOf: (request) => `http://${request.headers.host}`,
    addressOf: (request) => ({ scheme: 'http', authority: request.headers.host ?? '', prefix: '' }),
    rateLimits: unlimited(log, clock),
    clientAddressOf: (request) => request.socket.remoteAddress ?? null,
    signIn: { ...shared, queue, mailer: logMailer(log), identityProvider: null, consoleUrl: 'http://localhost' },
    remoteSources: { list: () => [] },
    stock: createStock({}, { log }),
    live,
    account: { accountId: 'account', provisioningApiKey: 'key', provisioningApiSecret: 'secret', createdAt: 1 },
    onAnswer: assertDocumented,
    ...(options.chunks === undefined ? {} : { chunks: options.chunks }),
    ...(options.strangers === undefined ? {} : { strangers: options.strangers }),
  })

  const application = express()
  application.use('/v1_1', api.router)
  application.use(async (request, response) => {
    beginRequest(request, response, { clock, random, log })
    if (!(await delivery.handle(request, response))) response.status(404).end('not a delivery path')
  })
  const server = createServer(application)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const base = `http://127.0.0.1:${port}`

  let isRunning = true
  /** Ends the server and leaves its folder. */
  async function stop(): Promise<void> {
    if (!isRunning) return
    isRunning = false
    server.closeAllConnections()
    await new Promise<void>((done) => server.close(() => done()))
    await queue.close()
    await sweeper.close()
    await derivations.close()
    await usage.close()
    await video.close()
    await renderer.close()
    await fetcher.close()
    await database.close()
  }

  return {
    base,
    api: `${base}/v1_1/${CLOUD}`,
    folder,
    environment,
    database,
    storage,
    operations: api.operations,
    logged,
    /** Names of files in the spool, unfinished chunked uploads included. */
    spooled: async () => {
      const entries = await readdir(spoolFolder, { recursive: true, withFileTypes: true })
      return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
    },
    stop,
    async close() {
      await stop()
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

function recordingLog(lines: { level: string; fields: object; message: string }[]): Log {
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message })
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
