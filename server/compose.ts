/**
 * The composition root: configuration -> adapters -> services -> application. The only place, with its two halves
 * beside it, that names concrete adapters.
 */
import { join } from 'node:path'
import { archiveWriter } from './adapters/archive/archive-writer.ts'
import { systemClock } from './adapters/clock/system.ts'
import { fetcherOnDemand } from './adapters/fetcher/on-demand.ts'
import { memoryLocks } from './adapters/locks/memory.ts'
import { databaseQueue } from './adapters/queue/database.ts'
import { systemRandom } from './adapters/random/system.ts'
import { scriptThreads } from './adapters/scripts/script-threads.ts'
import type { Engines } from './compose-engines.ts'
import { composeRateLimits } from './compose-rate-limits.ts'
import { composeRemoteSources } from './compose-remote-sources.ts'
import { signInParts } from './compose-sign-in.ts'
import type { Keeping } from './compose-storage.ts'
import type { Config } from './config/settings.ts'
import type { Account } from './domain/account.ts'
import { addresses } from './http/addresses.ts'
import { createApi } from './http/api.ts'
import { type App, createApp } from './http/app.ts'
import { createConsoleApi } from './http/console/console-api.ts'
import { createDelivery } from './http/delivery/create-delivery.ts'
import { isLoopbackHost } from './http/loopback.ts'
import { site } from './http/pages/site.ts'
import type { UpgradeListener } from './http/remote-sources/progress-sockets.ts'
import { packageFiles } from './package-files.ts'
import type { Clock } from './ports/clock.ts'
import type { Log } from './ports/log.ts'
import { sanitiseSvg } from './render/svg/sanitise.ts'
import type { Replacements } from './replacements.ts'
import { createRemoteCopies } from './services/delivery/remote-copies.ts'
import { createDerivations } from './services/derivations/create-derivations.ts'
import { createEnvironments } from './services/environments/environments.ts'
import {
  ensureFirstEnvironment,
  type FirstEnvironment,
  GETTING_STARTED_PRESET,
} from './services/environments/first-environment.ts'
import { afterCommit } from './services/live-changes/after-commit.ts'
import { createLiveChanges } from './services/live-changes/live-changes.ts'
import { createAutoUploads } from './services/mappings/auto-uploads.ts'
import { createNotifications } from './services/notifications/create-notifications.ts'
import { startDeletingEnvironments } from './services/provisioning/delete-environment.ts'
import { ensureAccount } from './services/provisioning/first-account.ts'
import { startSendingMails } from './services/sign-in/mails.ts'
import { startSweeper } from './services/sweep/sweeper.ts'
import { openSpool } from './services/upload/spool.ts'
import { createVersions } from './services/upload/versions.ts'
import { createUsage } from './services/usage/create-usage.ts'
import { createUsageGate } from './services/usage/usage-gate.ts'
import { firstSettings, installationLimits, installationUsage } from './settings-of.ts'

/** What is there when the second step of a start begins; see `begin.ts`. The composition closes it. */
export interface Ground {
  readonly keep: (clock: Clock) => Promise<Keeping>
  readonly engines: Engines
  readonly log: Log
}

export interface Composition extends App {
  /** For the `upgrade` event of a server; undefined while there are no remote sources. */
  readonly upgrade: UpgradeListener | undefined
  /** The environment that the server was started with, and its key. */
  readonly first: FirstEnvironment
  readonly account: Account
  /** From now on `/readyz` answers 503. */
  stopAccepting(): void
  /** Looks for jobs that became due at once. */
  runDueJobs(): void
  /** Finishes jobs and renders under way, then closes everything. Calling it twice is fine. */
  close(): Promise<void>
}

/** @throws DataFolderError | ConfigError */
export async function compose(config: Config, ground: Ground, replacements: Replacements): Promise<Composition> {
  const clock = replacements.clock ?? systemClock()
  const keeping = await ground.keep(clock)
  try {
    return await composeOn(keeping, ground, config, { ...replacements, clock })
  } catch (error) {
    await keeping.close()
    throw error
  }
}

async function composeOn(
  keeping: Keeping,
  { engines, log }: Ground,
  config: Config,
  replacements: Replacements & Pick<Required<Replacements>, 'clock'>,
): Promise<Composition> {
  const { storage, room, spoolFolder } = keeping
  const { clock } = replacements
  const random = replacements.random ?? systemRandom()
  const commits = afterCommit(keeping.database)
  const { database } = commits
  // What its ids begin with is no part of what a seed decides.
  const live = createLiveChanges({ clock, random: systemRandom(), commits })
  const usageGate = createUsageGate({ database, clock, log, installation: installationUsage(config) })
  const base = { database, storage, room, clock, random, log, usageGate }
  const signInPieces = signInParts(config, log, replacements)
  const where = addresses(config)
  const files = packageFiles()
  const locks = memoryLocks()
  const spool = await openSpool({ folder: spoolFolder, random, room })
  const scripts = scriptThreads()
  const fetcher = fetcherOnDemand({ allowPrivate: config.fetchAllowPrivate })

  const first = await ensureFirstEnvironment({
    ...base,
    cloudName: config.cloudName,
    apiKey: config.apiKey,
    apiSecret: config.apiSecret,
    settings: firstSettings(config),
    gettingStartedPreset: isLoopbackHost(config.host),
  })
  const { accountId, provisioningApiKey, provisioningApiSecret } = config
  const account = await ensureAccount({ ...base, accountId, provisioningApiKey, provisioningApiSecret })
  const queue = await databaseQueue({
    ...base,
    exclusive: true,
    onError: (error, { job, final }) => log.error({ error, job, final }, 'a job failed'),
  })

  const remoteCopies = createRemoteCopies({
    ...base,
    fetcher,
    describer: engines.describer,
    spoolFolder,
    fetchTimeoutMs: config.fetchTimeoutMs,
    onReplaced: (asset) => derivations.forget(asset),
  })
  const derivations = createDerivations({
    ...base,
    renderer: engines.renderer,
    films: engines.films,
    remoteCopies,
    cleanSvg: sanitiseSvg,
    spoolFolder,
    maxBytes: config.derivedMaxBytes ?? null,
    freeShare: keeping.freeShare,
  })
  room.evictBy(() => derivations.makeRoom())
  const environments = createEnvironments(database, { limits: installationLimits(config) })
  const rateLimits = composeRateLimits(config, base)
  const usage = createUsage({ ...base, environments })
  const uploading = {
    ...base,
    queue,
    locks,
    fetcher,
    describer: engines.describer,
    derivations,
    spool,
    versions: createVersions(clock),
    notifications: createNotifications({ ...base, environments, queue, fetcher, live }),
    scripts,
  }
  const delivery = createDelivery({
    ...base,
    autoUploads: createAutoUploads(uploading, where.withoutRequest),
    usage,
    rateLimits,
    derivations,
    remoteCopies,
    environments,
    hosts: new Map(Object.entries(config.hosts)),
    memoryBytes: config.memoryCacheBytes,
    clientAddressOf: where.clientAddress,
  })
  // Before anything is made in the spool folder: what lies there now is left over.
  const sweeper = await startSweeper({ ...base, spool, locks })
  startDeletingEnvironments({ ...base, queue })
  const remoteSources = composeRemoteSources(config, {
    ...base,
    fetcher,
    addresses: where,
    account,
    spoolFolder,
    handler: () => app.handler,
    hosts: replacements.remoteSourceHosts ?? {},
    imageSearch: replacements.imageSearch,
    onAnswer: replacements.onAnswer,
    stockLibraries: replacements.stockLibraries,
  })
  const signIn = { ...base, ...signInPieces, queue }
  const api = createApi({
    signIn,
    live,
    remoteSources: remoteSources.sources,
    stock: remoteSources.stock,
    download: delivery.download,
    archiveWriter: archiveWriter(),
    renderer: engines.renderer,
    films: engines.films,
    ...uploading,
    usage,
    account,
    rateLimits,
    environments,
    addressOf: where.serverAddress,
    clientAddressOf: where.clientAddress,
    baseUrlOf: where.baseUrl,
    chunks: {
      mostSessionBytes: config.unfinishedEnvironmentMaxBytes,
      mostBytesOfAll: config.unfinishedMaxBytes,
    },
    strangers: { most: config.unprovenMaxUploads },
    onAnswer: replacements.onAnswer,
    clientClock: replacements.clientClock ?? clock,
  })
  startSendingMails(signIn)
  const consoleApi = createConsoleApi({
    dependencies: signIn,
    baseUrlOf: where.baseUrl,
    addressOf: where.serverAddress,
    clientAddressOf: where.clientAddress,
    onAnswer: replacements.onAnswer,
  })

  let stopping = false
  const app: App = createApp({
    api: api.router,
    apiV2: api.routerV2,
    widgetsApi: api.widgetsRouter,
    consoleApi: consoleApi.router,
    remoteSources: remoteSources.router,
    delivery,
    baseUrlOf: where.baseUrl,
    searches: { ...base, environments, hosts: new Map(Object.entries(config.hosts)), addressOf: where.serverAddress },
    // Ids of requests are no part of what a seed decides: a retried request must not change the ids of assets.
    context: { ...base, random: systemRandom() },
    site: site({
      cloudName: first.environment.cloudName,
      version: files.version,
      uploadPreset: GETTING_STARTED_PRESET,
      assetsFolder: join(files.assets, 'pages'),
      widgetsFolder: files.widgets,
      baseUrlOf: where.baseUrl,
      readiness: {
        checks: { database: () => database.ping(), storage: () => storage.head('readiness') },
        degraded: () => (room.isFull() ? ['storage'] : []),
        isStopping: () => stopping,
        onFailure: (part, error) => log.error({ error, part }, 'not ready'),
      },
    }),
  })

  let closing: Promise<void> | null = null
  return {
    ...app,
    upgrade: remoteSources.upgrade,
    first,
    account,
    stopAccepting() {
      stopping = true
      live.close()
    },
    runDueJobs: () => queue.wake(),
    close() {
      stopping = true
      live.close()
      closing ??= (async () => {
        await remoteSources.close()
        await sweeper.close()
        await queue.close()
        signIn.mailer.close()
        await derivations.close()
        await usage.close()
        await engines.close()
        await fetcher.close()
        await scripts.close()
        await keeping.close()
      })()
      return closing
    },
  }
}
