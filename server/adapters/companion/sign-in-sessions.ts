/**
 * What has to be remembered while somebody signs in at a provider: one short session for each sign-in, kept in memory,
 * found by a cookie of its own for each provider, forgotten when it is over. Nothing else has a session.
 */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { FLOW_HEADER } from '../../ports/companion.ts'

export interface SignInSession {
  grant?: unknown
  /** Of the page that began it; see `FLOW_HEADER`. */
  flow?: string
}

const LIFETIME_MS = 15 * 60_000
const MOST = 10_000
/** Names that the OAuth client uses for providers in its own routes. */
const PROVIDER_OF: Readonly<Record<string, string>> = { googledrive: 'drive', microsoft: 'onedrive' }

export interface SignInSessions {
  /** The session of this request; an empty one that nobody keeps when it belongs to none. */
  of(request: IncomingMessage, response: ServerResponse, path: string): SignInSession
}

/** @param cookiePath of the base; @param isSecure whether browsers come by https */
export function signInSessions(cookiePath: string, isSecure: boolean): SignInSessions {
  const kept = new Map<string, { readonly session: SignInSession; readonly until: number }>()

  function begin(response: ServerResponse, provider: string, flow: string | undefined): SignInSession {
    const [oldest] = kept.keys()
    if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest)
    const id = randomBytes(32).toString('base64url')
    const session: SignInSession = flow === undefined ? {} : { flow }
    kept.set(id, { session, until: Date.now() + LIFETIME_MS })
    const attributes = `Path=${cookiePath}; Max-Age=${LIFETIME_MS / 1000}; HttpOnly; SameSite=Lax`
    response.setHeader('Set-Cookie', `${cookieName(provider)}=${id}; ${attributes}${isSecure ? '; Secure' : ''}`)
    return session
  }

  return {
    of(request, response, path) {
      const [, first = '', second = ''] = path.split('/')
      const name = first === 'connect' ? second : first
      const provider = PROVIDER_OF[name] ?? name
      const flow = request.headers[FLOW_HEADER]
      if (second === 'connect') return begin(response, provider, typeof flow === 'string' ? flow : undefined)
      const id = cookieOf(request, cookieName(provider))
      const found = id === undefined ? undefined : kept.get(id)
      if (id === undefined || found === undefined || found.until < Date.now()) return {}
      if (second === 'callback') {
        if (found.session.flow !== undefined) response.setHeader(FLOW_HEADER, found.session.flow)
        response.once('close', () => kept.delete(id))
      }
      return found.session
    },
  }
}

function cookieName(provider: string): string {
  return `tintype-remote-${provider}`
}

function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([key]) => key === name)?.[1]
}
