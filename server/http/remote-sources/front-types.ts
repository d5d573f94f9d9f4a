/** What the parts of the front of remote sources share. */
import type { IncomingMessage } from 'node:http'
import type { Companion } from '../../ports/companion.ts'
import type { Fetcher } from '../../ports/fetcher.ts'
import type { ImageSearch } from '../../ports/image-search.ts'
import type { Log } from '../../ports/log.ts'
import type { OfferedSources } from '../../services/remote-sources/offered-sources.ts'
import type { Stock } from '../../services/stock/stock-libraries.ts'
import type { Addresses } from '../addresses.ts'
import type { OnAnswer } from '../api-request.ts'
import type { BaseUrlOf } from '../error-json.ts'
import type { RemoteUploads } from './remote-uploads.ts'

export interface FrontDependencies {
  readonly companion: Companion
  readonly sources: OfferedSources
  readonly uploads: RemoteUploads
  /** Host name by which Companion reaches those. */
  readonly uploadHost: string
  /** Configured address of the server. */
  readonly publicUrl: string | undefined
  readonly fetcher: Fetcher
  readonly imageSearch: ImageSearch | undefined
  readonly stock: Stock
  readonly addresses: Addresses
  /** Whether a page may use remote sources; a request without an origin comes from no other page. */
  readonly isOriginAllowed: (origin: string | null, request: IncomingMessage) => boolean
  /** For tests: what stands in for hosts of providers, without TLS; browsers are sent there too. */
  readonly hosts: Readonly<Record<string, string>>
  /** Signs addresses of thumbnails. */
  readonly secret: string
  readonly now: () => number
  readonly log: Log
  readonly baseUrlOf: BaseUrlOf
  /** For tests: sees every answer that is JSON. */
  readonly onAnswer: OnAnswer | undefined
}
