/** Which remote sources this server offers to pages of an origin, and why it does not offer the others. */
import { PROVIDER_FACTS, PROVIDERS, type Provider } from '../../domain/remote-providers.ts'
import { RemoteSourceOffError } from '../../errors/remote-errors.ts'
import type { RemoteSourceState, RemoteSources } from '../../ports/remote-sources.ts'
import { STOCK_LIBRARIES, type StockLibraryName } from '../../ports/stock-library.ts'
import { stockReason } from '../stock/stock-libraries.ts'

const NO_IMAGE_SEARCH = 'No search for pictures was brought along: createTintype(settings, { imageSearch })'

export interface OfferedSourcesOptions {
  /** Those whose keys are known. */
  readonly configured: readonly Provider[]
  /** Why none of them can be used all the same; null when they can. */
  readonly obstacle: string | null
  readonly isOriginAllowed: (origin: string | null) => boolean
  /** Whether whoever embeds the server brought a search for pictures along. */
  readonly hasImageSearch: boolean
  /** Paid libraries that were brought along. */
  readonly stock: readonly StockLibraryName[]
}

export interface OfferedSources extends RemoteSources {
  /** One that can be used, by its name in routes. @throws RemoteSourceOffError */
  provider(name: string): Provider
}

export function offeredSources({
  configured,
  obstacle,
  isOriginAllowed,
  hasImageSearch,
  stock,
}: OfferedSourcesOptions): OfferedSources {
  function reasonOf(provider: Provider): string | null {
    const { settings } = PROVIDER_FACTS[provider]
    if (!configured.includes(provider)) return `Not configured on this server: set ${settings.join(' and ')}`
    return obstacle
  }

  function imageSearchState(origin: string | null): RemoteSourceState {
    const reason = !hasImageSearch ? NO_IMAGE_SEARCH : isOriginAllowed(origin) ? null : refusalOf(origin)
    return { name: 'image_search', kind: 'search', enabled: reason === null, reason }
  }

  function stockState(name: StockLibraryName, origin: string | null): RemoteSourceState {
    const reason = !stock.includes(name) ? stockReason(name) : isOriginAllowed(origin) ? null : refusalOf(origin)
    return { name, kind: 'stock', enabled: reason === null, reason }
  }

  return {
    list: (origin) => [
      ...PROVIDERS.map((provider): RemoteSourceState => {
        const { source: name, kind } = PROVIDER_FACTS[provider]
        const reason = reasonOf(provider) ?? (isOriginAllowed(origin) ? null : refusalOf(origin))
        return { name, kind, enabled: reason === null, reason }
      }),
      imageSearchState(origin),
      ...STOCK_LIBRARIES.map((name) => stockState(name, origin)),
    ],
    provider(name) {
      const provider = PROVIDERS.find((known) => known === name)
      if (provider === undefined) {
        throw new RemoteSourceOffError(
          `There is no remote source ${JSON.stringify(name.slice(0, 50))}: expected ${PROVIDERS.join(', ')}`,
        )
      }
      const reason = reasonOf(provider)
      if (reason !== null) throw new RemoteSourceOffError(`${PROVIDER_FACTS[provider].title}: ${reason}`)
      return provider
    },
  }
}

function refusalOf(origin: string | null): string {
  return `Pages of ${origin} may not use remote sources: add the origin to TINTYPE_REMOTE_SOURCES_ORIGINS`
}
