/**
 * Requests with the session's bearer token. A 401 is renewed once and silently: all requests that met it at the same time
 * wait for one renewal, and each is sent once more. No cookies are ever sent.
 */
import { type Answer, errorOf, failure } from './answer.ts'

export interface RequesterOptions {
  /** Of the server, without a slash at its end. */
  readonly apiBase: string
  /** The token of now; undefined while nobody is signed in. */
  readonly token: () => string | undefined
  /** Gets another token; false when that cannot be done. */
  readonly renew: () => Promise<boolean>
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Lists become `name[]=…` for each entry; undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>
  /** Sent as JSON. */
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  readonly headers?: Readonly<Record<string, string>>
  /** For requests that make a session: no token, and a 401 is just an answer. */
  readonly isAnonymous?: boolean
}

export interface Requester {
  send<Value>(path: string, options?: RequestOptions): Promise<Answer<Value>>
  /** The raw answer, its body unread; for streams. */
  open(path: string, options?: RequestOptions): Promise<Answer<Response>>
}

export function createRequester(options: RequesterOptions): Requester {
  let renewal: Promise<boolean> | undefined
  const renewOnce = (): Promise<boolean> => {
    renewal ??= options
      .renew()
      .catch(() => false)
      .finally(() => {
        renewal = undefined
      })
    return renewal
  }

  const attempt = async (
    path: string,
    request: RequestOptions,
    token: string | undefined,
  ): Promise<Answer<Response>> => {
    try {
      const response = await fetch(addressOf(options.apiBase, path, request.query), {
        method: request.method ?? 'GET',
        credentials: 'omit',
        headers: {
          Accept: 'application/json',
          ...request.headers,
          ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(token === undefined || request.isAnonymous ? {} : { Authorization: `Bearer ${token}` }),
        },
        body: request.body === undefined ? null : JSON.stringify(request.body),
        signal: request.signal ?? null,
      })
      if (response.ok) return { ok: true, value: response }
      const body: unknown = await response.json().catch(() => undefined)
      return { ok: false, error: errorOf(response.status, body, response.headers.get('Retry-After')) }
    } catch {
      return request.signal?.aborted ? failure('aborted', 'Aborted') : failure('unreachable', 'No answer')
    }
  }

  const open = async (path: string, request: RequestOptions = {}): Promise<Answer<Response>> => {
    const token = options.token()
    const first = await attempt(path, request, token)
    if (first.ok || first.error.code !== 'unauthorized' || request.isAnonymous) return first
    // Somebody else may have renewed it while this request was on its way.
    const isRenewed = options.token() !== token || (await renewOnce())
    if (request.signal?.aborted) return failure('aborted', 'Aborted')
    return isRenewed && options.token() !== undefined ? attempt(path, request, options.token()) : first
  }

  return {
    open,
    async send<Value>(path: string, request?: RequestOptions): Promise<Answer<Value>> {
      const answer = await open(path, request)
      if (!answer.ok) return answer
      if (answer.value.status === 204) return { ok: true, value: undefined as Value }
      try {
        return { ok: true, value: (await answer.value.json()) as Value }
      } catch {
        return request?.signal?.aborted
          ? failure('aborted', 'Aborted')
          : failure('server', 'The answer was cut off or is no JSON', answer.value.status)
      }
    },
  }
}

function addressOf(base: string, path: string, query: RequestOptions['query'] = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'object') for (const entry of value) parameters.append(`${name}[]`, entry)
    else if (value !== undefined) parameters.append(name, String(value))
  }
  const text = parameters.toString()
  return text === '' ? `${base}${path}` : `${base}${path}?${text}`
}
