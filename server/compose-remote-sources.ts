/** The part of the composition that reaches Google Drive, Dropbox and the like. Nothing of it is loaded without keys. */
import { hkdfSync } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import { join } from 'node:path'
import type { Router } from 'express'
import { companionProcess, isCompanionInstalled } from './adapters/companion/companion-process.ts'
import { type ProviderKeys, UPLOAD_HOST } from './adapters/companion/protocol.ts'
import { ConfigError } from './config/config-error.ts'
import type { Config } from './config/settings.ts'
import type { Account } from './domain/account.ts'
import { PROVIDER_FACTS, PROVIDERS, type Provider } from './domain/remote-providers.ts'
import type { Addresses } from './http/addresses.ts'
import type { OnAnswer } from './http/api-request.ts'
import { isFromLoopback, isLoopbackHost, isLoopbackOrigin } from './http/loopback.ts'
import { progressSockets, type UpgradeListener } from './http/remote-sources/progress-sockets.ts'
import { remoteSourceRouter } from './http/remote-sources/remote-source-router.ts'
import { remoteUploads } from './http/remote-sources/remote-uploads.ts'
import type { Clock } from './ports/clock.ts'
import type { Fetcher } from './ports/fetcher.ts'
import type { ImageSearch } from './ports/image-search.ts'
import type { Log } from './ports/log.ts'
import type { RemoteSources } from './ports/remote-sources.ts'
import type { StockLibraries } from './ports/stock-library.ts'
import { offeredSources } from './services/remote-sources/offered-sources.ts'
import { createStock, type Stock } from './services/stock/stock-libraries.ts'

export interface RemoteSourceParts {
  readonly sources: RemoteSources
  readonly stock: Stock
  readonly router: Router | null
  readonly upgrade: UpgradeListener | undefined
  close(): Promise<void>
}

export interface RemoteSourceGround {
  readonly clock: Clock
  readonly log: Log
  readonly fetcher: Fetcher
  readonly addresses: Addresses
  readonly account: Account
  readonly spoolFolder: string
  readonly handler: () => RequestListener
  readonly hosts: Readonly<Record<string, string>>
  readonly imageSearch: ImageSearch | undefined
  readonly onAnswer: OnAnswer | undefined
  readonly stockLibraries: StockLibraries | undefined
}

/** @throws ConfigError when a key is there without its secret */
export function composeRemoteSources(config: Config, ground: RemoteSourceGround): RemoteSourceParts {
  const providers = configuredProviders(config)
  const configured = Object.keys(providers) as Provider[]
  const isInstalled = configured.length > 0 && isCompanionInstalled()
  const obstacle = obstacleOf(config, isInstalled)
  const { log, clock, addresses } = ground
  if (configured.length > 0 && obstacle !== null) log.warn({ configured }, `remote sources are off: ${obstacle}`)
  const allowed = new Set(config.remoteSourcesOrigins.map((origin) => origin.toLowerCase()))
  const ownOrigin = config.publicUrl === undefined ? null : new URL(config.publicUrl).origin
  const isListed = (origin: string | null) =>
    origin === null ||
    origin === ownOrigin ||
    allowed.has(origin.toLowerCase()) ||
    (isLoopbackHost(config.host) && isLoopbackOrigin(origin))
  const hasImageSearch = ground.imageSearch !== undefined
  const stock = createStock(ground.stockLibraries ?? {}, { log })
  const { names } = stock
  const sources = offeredSources({ configured, obstacle, isOriginAllowed: isListed, hasImageSearch, stock: names })
  if (!hasImageSearch && names.length === 0 && (configured.length === 0 || obstacle !== null)) {
    return { sources, stock, router: null, upgrade: undefined, close: async () => {} }
  }

  const now = () => clock.now()
  const uploads = remoteUploads(ground.handler, now)
  const secret = secretOf(ground.account)
  const companion = companionProcess({
    log,
    secret,
    temporaryFolder: join(ground.spoolFolder, 'remote-sources'),
    maxFileBytes: Math.max(config.imageMaxBytes, config.videoMaxBytes, config.rawMaxBytes),
    providers,
    standIns: ground.hosts,
    receiveUploads: (socketPath) => uploads.receive(socketPath),
  })
  const isOriginAllowed = (origin: string | null, request: IncomingMessage) => {
    if (origin === null || origin === originOf(addresses, request)) return true
    return isLoopbackOrigin(origin)
      ? isListed(origin) && (allowed.has(origin) || isFromLoopback(request))
      : isListed(origin)
  }
  const front = {
    ...ground,
    companion,
    stock,
    sources,
    uploads,
    uploadHost: UPLOAD_HOST,
    publicUrl: config.publicUrl,
    isOriginAllowed,
    secret,
    now,
    baseUrlOf: addresses.baseUrl,
  }
  const sockets = progressSockets(front)
  return {
    sources,
    stock,
    router: remoteSourceRouter(front),
    upgrade: sockets.upgrade,
    async close() {
      sockets.close()
      await companion.close()
    },
  }
}

function configuredProviders(config: Config): Partial<Record<Provider, ProviderKeys>> {
  const pairs: Readonly<
    Record<Provider, readonly [string | undefined, string | undefined] | readonly [string | undefined]>
  > = {
    drive: [config.googleDriveKey, config.googleDriveSecret],
    dropbox: [config.dropboxKey, config.dropboxSecret],
    facebook: [config.facebookKey, config.facebookSecret],
    instagram: [config.instagramKey, config.instagramSecret],
    onedrive: [config.onedriveKey, config.onedriveSecret],
    box: [config.boxKey, config.boxSecret],
    unsplash: [config.unsplashKey],
  }
  return Object.fromEntries(
    PROVIDERS.flatMap((provider) => {
      const given = pairs[provider]
      if (given.every((value) => value === undefined)) return []
      const missing = PROVIDER_FACTS[provider].settings.filter((_, index) => given[index] === undefined)
      if (missing.length > 0)
        throw new ConfigError(
          `${PROVIDER_FACTS[provider].title} is configured in part: set ${missing.join(' and ')} too`,
        )
      const [key = '', secret] = given
      return [[provider, { key, secret }]]
    }),
  )
}

function obstacleOf({ publicUrl, host }: Config, isInstalled: boolean): string | null {
  if (!isInstalled) return 'the optional package @uppy/companion is not installed: npm install @uppy/companion'
  if (publicUrl === undefined && !isLoopbackHost(host))
    return 'TINTYPE_PUBLIC_URL is not set, which providers send people back to'
  return null
}

/** Lasts as long as the account: visitors stay connected over restarts. */
function secretOf({ provisioningApiSecret }: Account): string {
  return Buffer.from(hkdfSync('sha256', provisioningApiSecret, '', 'remote sources', 32)).toString('base64url')
}

function originOf(addresses: Addresses, request: IncomingMessage): string {
  const { scheme, authority } = addresses.serverAddress(request)
  return `${scheme}://${authority}`
}
