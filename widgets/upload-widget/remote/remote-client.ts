/**
 * Our client for the server's `/companion` routes: who is offered, folders, searches, thumbnails, and uploads that the
 * server makes. Sign-ins live in the page's memory only, one for each provider of a server, for all widgets of the page.
 */
import type { FormAnswer } from '../../kit/api/send-form.ts'
import { ConnectionError, sendForm } from '../../kit/api/send-form.ts'
import type { ElsewhereRequest } from '../../kit/upload/upload-file.ts'
import { followUpload } from './follow-upload.ts'

/** A source as the server tells it. */
export interface OfferedSource {
  readonly name: string
  readonly kind: string
  readonly enabled: boolean
  readonly reason: string | null
}

export interface RemoteItem {
  readonly name: string
  readonly isFolder: boolean
  readonly mimeType: string | null
  /** One segment of an address, encoded. */
  readonly requestPath: string
  readonly size: number | null
  readonly modifiedDate: string | null
  readonly thumbnail: string | null
  /** Where the picture lies, when the upload API is to fetch it by itself. */
  readonly url?: string
  readonly author: { readonly name: string; readonly url: string | null } | null
}

/** What a search for pictures can be narrowed by. */
export interface SearchFilters {
  /** A host name; null: anywhere. */
  readonly site: string | null
  readonly rights: string
}

export interface RemoteListing {
  readonly username: string | null
  readonly items: readonly RemoteItem[]
  readonly nextPagePath: string | null
  readonly nextPageQuery: string | null
}

/** The server, or the provider behind it, said no. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError'
  readonly status: number
  readonly body: unknown

  constructor(status: number, message: string, body: unknown) {
    super(message)
    this.status = status
    this.body = body
  }
}

const TOKENS = new Map<string, string>()
const ANSWER_WITHIN_MS = 30_000

export async function askForSources(
  apiBase: string,
  cloudName: string,
  signal: AbortSignal,
): Promise<readonly OfferedSource[]> {
  const address = `${apiBase}/widgets/v1/${encodeURIComponent(cloudName)}/sources`
  const { sources } = (await answered(address, { signal })) as { sources: readonly OfferedSource[] }
  return sources
}

export class RemoteClient {
  readonly #base: string
  readonly #provider: string

  /** @param base of the routes, `…/companion` */
  constructor(base: string, provider: string) {
    this.#base = base
    this.#provider = provider
  }

  /** Ends all sign-ins of this page, here only. */
  static forget(): void {
    TOKENS.clear()
  }

  get token(): string | undefined {
    return TOKENS.get(this.#key)
  }

  set token(token: string | undefined) {
    if (token === undefined) TOKENS.delete(this.#key)
    else TOKENS.set(this.#key, token)
  }

  /** Where signing in begins; it ends with a message of that origin. */
  async connectAddress(signal: AbortSignal): Promise<URL> {
    const { base } = (await answered(this.#base, { signal })) as { base: string }
    return new URL(`${base}/${this.#provider}/connect`)
  }

  /** @param path of a folder, or of a next page; empty for the top */
  list(path: string, signal: AbortSignal): Promise<RemoteListing> {
    return this.#ask(`list${path === '' ? '' : `/${path}`.replace('/?', '?')}`, { signal }) as Promise<RemoteListing>
  }

  /** @param next what the listing before said about more */
  search(words: string, next: string | null, signal: AbortSignal): Promise<RemoteListing> {
    const query = new URLSearchParams({ q: words })
    return this.#ask(`search?${query}${next === null ? '' : `&${next}`}`, { signal }) as Promise<RemoteListing>
  }

  /** Of sources that are nothing but a search. */
  find(words: string, next: string | null, filters: SearchFilters, signal: AbortSignal): Promise<RemoteListing> {
    const query = new URLSearchParams({ q: words })
    if (filters.site !== null) query.set('site', filters.site)
    if (filters.rights !== 'not_filtered') query.set('rights', filters.rights)
    return this.#ask(`list?${query}${next === null ? '' : `&${next}`}`, { signal }) as Promise<RemoteListing>
  }

  async thumbnail(address: string, signal: AbortSignal): Promise<Blob> {
    const response = await fetch(address, { headers: this.#headers(), signal })
    if (!response.ok) throw new RemoteError(response.status, `Unexpected answer ${response.status}`, undefined)
    return response.blob()
  }

  /** Has the server upload a file, and answers what the upload API answered it. */
  async upload(item: RemoteItem, request: ElsewhereRequest): Promise<FormAnswer> {
    const { url, parameters, signal } = request
    if (item.url !== undefined) return sendForm({ url, form: formOf({ ...parameters, file: item.url }), signal })
    const order = { endpoint: url, protocol: 'multipart', fieldname: 'file', metadata: parameters, fileName: item.name }
    try {
      const { token } = (await this.#ask(`get/${item.requestPath}`, {
        method: 'POST',
        body: JSON.stringify({ ...order, ...(item.size === null ? {} : { size: item.size }) }),
        signal,
      })) as { token: string }
      return await followUpload(this.#base, token, request)
    } catch (error) {
      if (error instanceof RemoteError) return { status: error.status, body: error.body, retryAfterMs: undefined }
      throw error
    }
  }

  /** @returns where people take the permission back themselves, if that is their part */
  async logOut(signal: AbortSignal): Promise<string | null> {
    try {
      const answer = (await this.#ask('logout', { signal })) as { manual_revoke_url: string | null }
      return answer.manual_revoke_url
    } finally {
      this.token = undefined
    }
  }

  /** Sign-ins end by themselves after an hour or so, and are made fresh once without anybody noticing. */
  async #ask(path: string, init: RequestInit & { readonly signal: AbortSignal }): Promise<unknown> {
    const address = `${this.#base}/${this.#provider}`
    try {
      return await answered(`${address}/${path}`, { ...init, headers: this.#headers() })
    } catch (error) {
      if (!(error instanceof RemoteError) || error.status !== 401 || this.token === undefined) throw error
      if (!(await this.#refresh(address, init.signal))) throw error
      return answered(`${address}/${path}`, { ...init, headers: this.#headers() })
    }
  }

  /** False when the provider says no, which ends the sign-in; one that does not answer may say yes later. */
  async #refresh(address: string, signal: AbortSignal): Promise<boolean> {
    const init = { method: 'POST', headers: this.#headers(), signal }
    try {
      const { token } = (await answered(`${address}/refresh-token`, init)) as { token: string }
      this.token = token
      return true
    } catch (error) {
      if (!(error instanceof RemoteError && error.status === 401)) throw error
      this.token = undefined
      return false
    }
  }

  #headers(): Record<string, string> {
    const { token } = this
    return { 'Content-Type': 'application/json', ...(token === undefined ? {} : { 'Uppy-Auth-Token': token }) }
  }

  get #key(): string {
    return `${this.#base} ${this.#provider}`
  }
}

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

/** JSON of a success. @throws RemoteError | ConnectionError */
export async function answered(
  address: string,
  init: RequestInit & { readonly signal: AbortSignal },
): Promise<unknown> {
  const { signal } = init
  let response: Response
  try {
    response = await fetch(address, {
      ...init,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    })
  } catch {
    signal.throwIfAborted()
    throw new ConnectionError(address, 'unreachable')
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok && body !== undefined) return body
  const message = (body as { error?: { message?: unknown } } | undefined)?.error?.message
  throw new RemoteError(
    response.status,
    typeof message === 'string' ? message : `Unexpected answer ${response.status}`,
    body,
  )
}
