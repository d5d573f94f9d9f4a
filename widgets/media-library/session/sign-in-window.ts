/**
 * Single sign-on in a window of the server: it ends on a page there that posts the session to this page and closes. A
 * message counts only when it comes from that very window, from the server's origin, and carries the nonce that was made
 * up here.
 */
import type { SessionAnswer } from '../api/library-api.ts'
import { serverPaths } from '../api/server-paths.ts'

export type SignInWindowEnd =
  | { readonly end: 'signed-in'; readonly session: SessionAnswer }
  /** The browser, or a sandbox, does not let the page open windows. */
  | { readonly end: 'blocked' }
  | { readonly end: 'closed' }

export interface SignInWindowOptions {
  readonly apiBase: string
  readonly cloudName: string
  readonly signal: AbortSignal
}

const LOOK_EVERY_MS = 400

export async function signInByWindow({ apiBase, cloudName, signal }: SignInWindowOptions): Promise<SignInWindowEnd> {
  const base = new URL(apiBase, location.href)
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
  const query = new URLSearchParams({ origin: location.origin, nonce })
  const address = `${base.href.replace(/\/$/, '')}${serverPaths(cloudName).widgets('ml', 'sign_in')}?${query}`
  const opened = window.open(address, 'tintype-sign-in', 'popup,width=480,height=680')
  if (!opened) return { end: 'blocked' }
  return new Promise((resolve) => {
    const finish = (end: SignInWindowEnd): void => {
      clearInterval(timer)
      removeEventListener('message', onMessage)
      signal.removeEventListener('abort', onAbort)
      resolve(end)
    }
    const onMessage = ({ origin, source, data }: MessageEvent): void => {
      if (origin !== base.origin || source !== opened || data?.type !== 'tintype-library-session') return
      if (data.nonce === nonce && typeof data.session?.token === 'string')
        finish({ end: 'signed-in', session: data.session })
    }
    const onAbort = (): void => {
      opened.close()
      finish({ end: 'closed' })
    }
    const timer = setInterval(() => opened.closed && finish({ end: 'closed' }), LOOK_EVERY_MS)
    addEventListener('message', onMessage)
    signal.addEventListener('abort', onAbort)
  })
}
