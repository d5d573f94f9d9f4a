/** The fetcher, loaded with the first address that is asked for: undici is 110 modules, which a start does not need. */
import type { HttpFetcher, HttpFetcherOptions } from './http.ts'

export function fetcherOnDemand(options: HttpFetcherOptions): HttpFetcher {
  let loading: Promise<HttpFetcher> | null = null
  const load = () => {
    loading ??= import('./http.ts').then(({ httpFetcher }) => httpFetcher(options))
    return loading
  }
  return {
    fetch: async (url, wanted) => (await load()).fetch(url, wanted),
    close: async () => (await loading)?.close(),
  }
}
