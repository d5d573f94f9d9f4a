import type { Readable } from 'node:stream'

export interface FetchOptions {
  readonly maxBytes: number
  /** For the whole exchange. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  /** Sent by POST instead of asking by GET; redirects are then answers like any other. */
  readonly body?: Uint8Array
  /** Called before each address is asked, those of redirects too; may throw. */
  readonly assertTarget?: (target: URL) => void
  /** Sent with the request, e.g. `If-None-Match` for revalidation. */
  readonly headers?: Readonly<Record<string, string>>
}
export interface Fetched {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Fails with `RemoteTooLargeError` past `maxBytes`. */
  readonly body: Readable
  /** After redirects. */
  readonly url: string
}

/**
 * Every request that the server makes on somebody's behalf. Refuses addresses that are not public unicast, after name
 * resolution, on each redirect (at most five), unless `host:port` was allowed by configuration.
 */
export interface Fetcher {
  /** @throws RemoteRefusedError | RemoteUnreachableError | RemoteTooLargeError */
  fetch(url: string, options: FetchOptions): Promise<Fetched>
}
