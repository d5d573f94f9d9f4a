/**
 * Signing in at a provider, in a window of its own. The answer is believed only when it comes from that window, from the
 * server's origin, and with the nonce that was sent along.
 */

export type ConnectOutcome = { readonly token: string } | 'refused' | 'closed' | 'blocked'

interface HandedOver {
  readonly type?: unknown
  readonly nonce?: unknown
  readonly token?: unknown
}

const SIZE = 'popup,width=620,height=720'
const LOOK_EVERY_MS = 400
/** A message may still be on its way when the window is gone. */
const GRACE_MS = 600

/** Has to be called while a click is handled, else browsers block the window. */
export function connectInWindow(address: URL, signal: AbortSignal): Promise<ConnectOutcome> {
  const nonce = randomNonce()
  address.searchParams.set('origin', location.origin)
  address.searchParams.set('nonce', nonce)
  const opened = window.open(address.href, '_blank', SIZE)
  if (!opened) return Promise.resolve('blocked')
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      if (!opened.closed) return
      clearInterval(timer)
      setTimeout(() => settle(() => resolve('closed')), GRACE_MS)
    }, LOOK_EVERY_MS)
    const onMessage = ({ source, origin, data }: MessageEvent<HandedOver | null>): void => {
      if (source !== opened || origin !== address.origin) return
      if (data?.type !== 'tintype-remote-source' || data.nonce !== nonce) return
      const { token } = data
      settle(() => resolve(typeof token === 'string' ? { token } : 'refused'))
    }
    const onAbort = (): void => {
      opened.close()
      settle(() => reject(signal.reason))
    }
    const settle = (act: () => void): void => {
      clearInterval(timer)
      removeEventListener('message', onMessage)
      signal.removeEventListener('abort', onAbort)
      act()
    }
    addEventListener('message', onMessage)
    signal.addEventListener('abort', onAbort)
  })
}

function randomNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
