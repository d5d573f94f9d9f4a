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
import { memoryLocks } from '../../server/adapters/locks/memory.ts'
import { logMailer } from '../../server/adapters/mailer/log.ts'
import { databaseQueue } from '../../server/adapters/queue/database.ts'
import { scriptThreads } from '../../server/adapters/scripts/script-threads.ts'
import type { EnvironmentSettings } from '../../server/domain/product-environment.ts'
import { createApi } from '../../server/http/api.ts'
import { beginRequest } from '../../server/http/request-context.ts'
import type { Clock } from '../../server/ports/clock.ts'
import type { Storage } from '../../server/ports/storage.ts'
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
import { AMPLE_ROOM } from './ample-room.ts'
import { openDeliveryParts } from './delivery-parts.ts'
import { assertDocumented } from './documented-answers.ts'

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
  const parts = await openDeliveryParts({
    folder,
    clock: options.clock,
    fetchAllowPrivate: options.fetchAllowPrivate,
    memoryBytes: 16 * 1024 ** 2,
    concurrency: 1,
    wrapStorage: options.wrapStorage,
  })
  const { shared, logged, derivations, delivery } = parts
  const { database, storage, clock, random, log, spoolFolder } = shared
  const locks = memoryLocks()
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
    usage: parts.usage,
    queue,
    locks,
    spool,
    derivations,
    versions: createVersions(clock),
    notifications: createNotifications({ ...shared, queue, live }),
    scripts: scriptThreads(),
    baseUrlOf: (request) => `http://${request.headers.host}`,
    addressOf: (request) => ({ scheme: 'http', authority: request.headers.host ?? '', prefix: '' }),
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
    await parts.close()
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
