/**
 * Who is here. What the page handed over (token, signature) is tried first; where there is nothing, or it is refused,
 * people sign in themselves. A session is renewed before it ends, and once more when the server says that it has ended:
 * with a new token of the page, if it gives one. Where that fails the library stays as it is below a form to sign in.
 *
 * The token is kept in memory only: nothing of a session is left in the page's storage, and two libraries share nothing.
 */
import type { Bases } from '../../kit/api/base.ts'
import type { LibraryError } from '../api/answer.ts'
import type { Credentials, LibraryApi, SessionAnswer } from '../api/library-api.ts'
import { serverPaths } from '../api/server-paths.ts'
import type { MediaLibraryEvents } from '../events.ts'
import type { MediaLibraryOptionName, MediaLibraryOptions } from '../options.ts'
import type { LibraryStore, LoginForm } from '../store.ts'
import type { Identity } from '../types.ts'
import { integrationTag } from './integration-tag.ts'
import { signInByWindow } from './sign-in-window.ts'

export interface SessionHost {
  readonly store: LibraryStore
  readonly api: LibraryApi
  option<Name extends MediaLibraryOptionName>(name: Name): MediaLibraryOptions[Name]
  bases(): Bases
  emit(name: 'tintype-library-identity', detail: MediaLibraryEvents['tintype-library-identity']): unknown
  report(error: LibraryError): void
  /** Somebody is here; the first thing to do is to show them something. */
  onOpen(): void
}

/** Renewed so long before the end. */
const AHEAD_MS = 60_000
/** Timers of browsers end here. */
const LONGEST_MS = 2 ** 31 - 1
/** How every API says that there is no such environment. */
const UNKNOWN_CLOUD = /^Invalid cloud_name /
/** The server's name for: the password is right, a code is missing. */
const SECOND_FACTOR = 'SECOND_FACTOR_REQUIRED'
/** Errors that mean: what the page handed over is no good, people may try themselves. */
const REFUSED = new Set(['unauthorized', 'invalid'])

export class LibrarySession {
  readonly #host: SessionHost
  #token: string | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #attempt: AbortController | undefined
  /** What the page handed over and the server refused: the same is not sent again. */
  #refused: string | undefined
  /** They left by themselves: nobody signs them in again behind their back. */
  #hasLeft = false

  constructor(host: SessionHost) {
    this.#host = host
  }

  get token(): string | undefined {
    return this.#token
  }

  /** Signs in with what the page gives; does nothing while somebody is here, or while it is being tried. */
  async start(): Promise<void> {
    const { store } = this.#host
    const { access } = store.getState()
    if (access !== 'idle' && (access !== 'login' || this.#hasLeft)) return
    if (!this.#host.option('cloudName')) {
      const error = { code: 'invalid', message: 'cloud_name is missing', status: 0 } as const
      store.patch({ problem: error })
      this.#host.report(error)
      return
    }
    if (access === 'idle') store.patch({ access: 'starting', problem: undefined, loginError: undefined })
    const credentials = await this.#ofPage()
    const key = JSON.stringify(credentials)
    if (!credentials || key === this.#refused) {
      if (store.getState().access !== 'starting') return
      store.patch({ access: 'login' })
      if (this.#host.option('useSaml')) void this.singleSignOn()
      else void this.#askForProvider()
      return
    }
    store.patch({ access: 'starting' })
    if (!(await this.#signIn(credentials)) && store.getState().access === 'login') this.#refused = key
  }

  /** What people typed. */
  async signIn(credentials: Credentials): Promise<boolean> {
    this.#host.store.patch({ isSigningIn: true, loginError: undefined })
    const isIn = await this.#signIn(credentials)
    this.#host.store.patch({ isSigningIn: false })
    return isIn
  }

  /** In a window of the server. To be called by a click: browsers block windows that nobody asked for. */
  async singleSignOn(): Promise<void> {
    const { store } = this.#host
    const show = (singleSignOn: LoginForm['singleSignOn']): void =>
      store.patch({ login: { ...store.getState().login, singleSignOn } })
    const sandbox = this.#host.option('sandboxAttributes')
    if (sandbox && !sandbox.includes('allow-popups')) return show('blocked')
    this.#attempt?.abort()
    const attempt = new AbortController()
    this.#attempt = attempt
    store.patch({ loginError: undefined })
    show('waiting')
    const ended = await signInByWindow({
      apiBase: this.#host.bases().apiBase,
      cloudName: this.#cloudName(),
      signal: attempt.signal,
    })
    if (attempt.signal.aborted) return
    if (ended.end !== 'signed-in') return show(ended.end)
    show('ready')
    this.#enter(ended.session)
  }

  /** Called after a 401. True when there is another token. */
  async renew(): Promise<boolean> {
    const credentials = await this.#freshToken()
    const answer = credentials ? await this.#host.api.signIn(credentials) : undefined
    if (answer?.ok) {
      this.#take(answer.value)
      return true
    }
    this.#token = undefined
    clearTimeout(this.#timer)
    const { access } = this.#host.store.getState()
    if (access === 'open') this.#host.store.patch({ access: 'expired', loginError: undefined })
    return false
  }

  async signOut(): Promise<void> {
    await this.#host.api.signOut()
    this.forget()
    this.#hasLeft = true
    this.#host.store.patch({ access: 'login', loginError: undefined, selection: [], preview: undefined })
    this.#tell({ authorized: false })
  }

  /** Back to the beginning: other options, or the element is gone. */
  forget(): void {
    this.#attempt?.abort()
    this.#attempt = undefined
    clearTimeout(this.#timer)
    this.#token = undefined
    this.#refused = undefined
    this.#hasLeft = false
    this.#host.store.patch({ access: 'idle', identity: undefined, permissions: new Set(), isSigningIn: false })
  }

  async #signIn(credentials: Credentials): Promise<boolean> {
    const { store } = this.#host
    this.#attempt?.abort()
    const attempt = new AbortController()
    this.#attempt = attempt
    const integration = integrationTag(this.#host.option('integration'))
    const asked = integration ? { ...credentials, integration } : credentials
    const answer = await this.#host.api.signIn(asked, attempt.signal)
    if (attempt.signal.aborted) return false
    if (answer.ok) {
      this.#enter(answer.value)
      return true
    }
    const error = UNKNOWN_CLOUD.test(answer.error.message)
      ? ({ ...answer.error, code: 'not_found' } as const)
      : answer.error
    const { access } = store.getState()
    const isOfPage = access === 'starting'
    const wantsCode =
      error.reason === SECOND_FACTOR || (store.getState().login.wantsCode && error.code === 'unauthorized')
    store.patch({ login: { ...store.getState().login, isOfPage, wantsCode } })
    if (isOfPage && !REFUSED.has(error.code)) store.patch({ access: 'idle', problem: error })
    else store.patch({ access: access === 'starting' ? 'login' : access, loginError: error })
    if (store.getState().access === 'login') void this.#askForProvider()
    // That a code is missing is a question to people, no failure.
    if (error.reason !== SECOND_FACTOR) this.#host.report(error)
    return false
  }

  #enter(session: SessionAnswer): void {
    const { store } = this.#host
    this.#take(session)
    this.#tell({ authorized: true })
    this.#hasLeft = false
    const login = { ...store.getState().login, wantsCode: false, showsPassword: false }
    store.patch({ access: 'open', loginError: undefined, problem: undefined, login })
    this.#host.onOpen()
  }

  /** Whether the form offers single sign-on: only where the server has a provider for it. */
  async #askForProvider(): Promise<void> {
    const path = serverPaths(this.#cloudName()).widgets('config')
    const answer = await this.#host.api.requester.send<{ identity_provider?: unknown }>(path, { isAnonymous: true })
    const { login } = this.#host.store.getState()
    if (answer.ok && answer.value.identity_provider && login.singleSignOn === 'off')
      this.#host.store.patch({ login: { ...login, singleSignOn: 'ready' } })
  }

  #take({ token, expires_in, user, permissions, role, folder, folder_mode: mode }: SessionAnswer): void {
    this.#token = token
    const { store } = this.#host
    const reach = folder ?? ''
    // Somebody else, who reaches other folders.
    if (store.getState().reach !== reach) store.patch({ reach, branches: {} })
    const identity = { ...present(user), ...(role ? { role } : {}), cloud_name: this.#cloudName(), authorized: true }
    store.patch({ identity, permissions: new Set(permissions), folderMode: mode ?? 'dynamic' })
    clearTimeout(this.#timer)
    const inMs = Math.max(expires_in * 1000 - AHEAD_MS, (expires_in * 1000) / 2)
    this.#timer = setTimeout(() => void this.#renewAhead(), Math.min(inMs, LONGEST_MS))
  }

  /** The server makes a session longer for who still has it; the page is asked only when that is no longer possible. */
  async #renewAhead(): Promise<void> {
    const token = this.#token
    if (token === undefined) return
    const answer = await this.#host.api.signIn({ access_token: token })
    if (answer.ok && this.#token === token) this.#take(answer.value)
  }

  #tell(change: { readonly authorized: boolean }): void {
    const { identity } = this.#host.store.getState()
    this.#host.emit('tintype-library-identity', { ...identity, cloud_name: this.#cloudName(), ...change })
  }

  #cloudName(): string {
    return this.#host.option('cloudName') ?? ''
  }

  async #ofPage(): Promise<Credentials | undefined> {
    const token = this.#host.option('token')
    if (token) return { access_token: token }
    const [username, timestamp] = [this.#host.option('username'), this.#host.option('timestamp')]
    const [signature, apiKey] = [this.#host.option('signature'), this.#host.option('apiKey')]
    if (username && signature && timestamp !== undefined) {
      return { username, signature, timestamp: String(timestamp), ...(apiKey ? { api_key: apiKey } : {}) }
    }
    return this.#freshToken()
  }

  async #freshToken(): Promise<Credentials | undefined> {
    const getToken = this.#host.option('getToken')
    if (!getToken) return undefined
    try {
      const token: unknown = await getToken()
      return typeof token === 'string' && token !== '' ? { access_token: token } : undefined
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#host.report({ code: 'unauthorized', message: `getToken failed: ${reason}`, status: 0 })
      return undefined
    }
  }
}

/** Guests have neither name nor e-mail: the wire says null. */
function present(user: SessionAnswer['user']): Omit<Identity, 'authorized' | 'cloud_name'> {
  return Object.fromEntries(Object.entries(user).filter(([, value]) => value !== null && value !== undefined))
}
