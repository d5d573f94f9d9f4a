/** What a visitor's browser and the widget in it do with remote sources, over HTTP. */
import type { StandIn } from './remote-providers/stand-in.ts'

export interface RemoteEnd {
  readonly action: 'success' | 'error'
  readonly payload: { readonly response: { readonly status: number; readonly responseText: string } | null }
}

export interface HandedOver {
  readonly status: number
  readonly origin: string | null
  readonly message: {
    readonly nonce?: string
    readonly token?: string
    readonly error?: boolean
    readonly provider?: string
  }
  /** Every address that the browser was sent to on this server. */
  readonly visited: readonly string[]
}

/** Goes through signing in at a provider; `origin` is that of the page. */
export async function signIn(
  url: string,
  providers: StandIn,
  provider: string,
  options: { readonly origin?: string; readonly nonce?: string; readonly denied?: boolean } = {},
): Promise<HandedOver> {
  const { origin = url, nonce = 'nonce-of-the-page-1234', denied = false } = options
  const visited: string[] = []
  const cookies = new Map<string, string>()
  let address = `${url}/companion/${provider}/connect?${new URLSearchParams({ origin, nonce })}`
  for (let step = 0; step < 10; step += 1) {
    visited.push(address)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) return { ...handedOver(await response.text()), status: response.status, visited }
    const next = new URL(location, address).href
    address = next.startsWith(url) ? next : providers.consent(next, { denied })
  }
  throw new Error('Signing in does not end')
}

function handedOver(page: string): Pick<HandedOver, 'origin' | 'message'> {
  const content = /<meta name="hand-over" content="([^"]*)">/.exec(page)?.[1]
  if (content === undefined) throw new Error(`No page that hands over: ${page.slice(0, 500)}`)
  return JSON.parse(content.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'))
}

/** Follows an upload by the lines of JSON that stand for the WebSocket. */
export async function followed(url: string, token: string): Promise<RemoteEnd> {
  const response = await fetch(`${url}/companion/progress/${token}`)
  const lines = (await response.text()).trim().split('\n')
  return JSON.parse(lines.at(-1) ?? '')
}

/** Follows an upload as the widget does. */
export function followedBySocket(url: string, token: string): Promise<RemoteEnd> {
  return new Promise((done, fail) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/companion/api/${token}`)
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data)
      if (message.action === 'progress') return
      socket.close()
      done(message)
    }
    socket.onerror = () => fail(new Error('The socket failed'))
  })
}
