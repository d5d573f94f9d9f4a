/**
 * Tintype as a library.
 *
 *   const tintype = await createTintype({ data: './media' })
 *   app.use('/media', tintype.router)          // in an Express 5 application, under any path
 *   http.createServer(tintype.handler)         // or as a server of its own
 *   await tintype.close()
 */
import type { RequestListener } from 'node:http'
import type { Router } from 'express'
import { begin } from './begin.ts'
import { completeConfig } from './config/read-config.ts'
import type { Config, ConfigInput } from './config/settings.ts'
import type { Account } from './domain/account.ts'
import type { UpgradeListener } from './http/remote-sources/progress-sockets.ts'
import type { Replacements } from './replacements.ts'

export type { Config, ConfigInput } from './config/settings.ts'
export type { FoundPicture, ImageSearch, PictureQuery } from './ports/image-search.ts'
export type {
  StockItem,
  StockLibraries,
  StockLibrary,
  StockLicence,
  StockOrder,
  StockPlan,
  StockQuery,
  StockRefusal,
} from './ports/stock-library.ts'

export interface Tintype {
  readonly config: Config
  /** For an application of yours. Put no body parser before it: uploads are read as streams. */
  readonly router: Router
  /** For `http.createServer`; a little quicker than the router for what lies in memory. */
  readonly handler: RequestListener
  /**
   * For the `upgrade` event of your server: pages then see at once how uploads from remote sources go. Undefined while
   * there are no remote sources; where nobody listens, pages ask by ordinary requests.
   */
  readonly upgrade: UpgradeListener | undefined
  /** What a client needs to sign requests to the first product environment. */
  readonly credentials: { readonly cloudName: string; readonly apiKey: string; readonly apiSecret: string }
  /** What a client of the Provisioning API needs. */
  readonly accountCredentials: AccountCredentials
  /** From now on `/readyz` answers 503, so that balancers send nobody here any more. */
  stopAccepting(): void
  /** Finishes what is under way and frees the data folder. Stop your listener first. */
  close(): Promise<void>
}

export type AccountCredentials = Omit<Account, 'createdAt'>

const OLDEST_NODE = 24

/**
 * Opens the data folder (made when missing, used by one process at a time) and puts a server together. Settings that
 * are not given take their defaults; nothing is read from the environment or from files.
 *
 * @throws ConfigError for an unknown or invalid setting
 * @throws DataFolderError when the folder cannot be used
 */
export function createTintype(settings: ConfigInput = {}, replacements: Replacements = {}): Promise<Tintype> {
  return tintypeOf(completeConfig(settings), replacements)
}

/** The same for settings that are complete already. */
export async function tintypeOf(config: Config, replacements: Replacements = {}): Promise<Tintype> {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    throw new Error(`Tintype needs Node ${OLDEST_NODE} or newer; this is ${process.version}`)
  }
  const { router, handler, upgrade, first, account, stopAccepting, close } = await begin(config, replacements)
  const { cloudName } = first.environment
  const { apiKey, apiSecret } = first.key
  const { createdAt: _createdAt, ...accountCredentials } = account
  return {
    config,
    router,
    handler,
    upgrade,
    credentials: { cloudName, apiKey, apiSecret },
    accountCredentials,
    stopAccepting,
    close,
  }
}
