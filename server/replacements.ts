/** What tests and embedders may put in place of the machine's own. */
import type { OnAnswer } from './http/api-request.ts'
import type { Clock } from './ports/clock.ts'
import type { ImageSearch } from './ports/image-search.ts'
import type { Log } from './ports/log.ts'
import type { Random } from './ports/random.ts'
import type { StockLibraries } from './ports/stock-library.ts'
import type { PasswordCost } from './security/password.ts'

export interface Replacements {
  readonly clock?: Clock
  readonly random?: Random
  readonly log?: Log
  /** What a password costs to hash. Anything below the default of `security/password.ts` is for tests only. */
  readonly passwordCost?: PasswordCost | undefined
  /** Sees each answer of the API before it is sent. */
  readonly onAnswer?: OnAnswer
  /** By which the timestamps of clients are judged; default: `clock`. */
  readonly clientClock?: Clock
  /** The source `image_search` of the upload widget. */
  readonly imageSearch?: ImageSearch
  /** Paid libraries: further sources of it. */
  readonly stockLibraries?: StockLibraries
  /** What stands in for the hosts of remote sources: host name -> `host:port`, spoken to without TLS. */
  readonly remoteSourceHosts?: Readonly<Record<string, string>>
}
