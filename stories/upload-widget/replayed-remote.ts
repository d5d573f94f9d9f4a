/**
 * The in-page server of the stories about remote sources: takes the place of `fetch` for its routes, and of the window in
 * which people sign in. What each story shows is decided by the answer to a listing.
 */
import { RemoteClient } from '../../widgets/upload-widget/remote/remote-client.ts'
import { photo } from './sample-files.ts'

export interface RemoteReplay {
  /** Whether people have signed in before. */
  readonly isConnected?: boolean
  readonly listing?: 'files' | 'empty' | 'loading' | 'failed' | 'expired'
  /** What becomes of the window. */
  readonly window?: 'open' | 'blocked' | 'refused'
}

const BASE = 'http://stories.invalid'
const OFFERED = [
  { name: 'dropbox', kind: 'account', enabled: true, reason: null },
  { name: 'unsplash', kind: 'search', enabled: true, reason: null },
  { name: 'image_search', kind: 'search', enabled: true, reason: null },
  { name: 'google_drive', kind: 'account', enabled: false, reason: 'Not configured on this server' },
]
const NAMES = [
  'harbour.jpg',
  'market.jpg',
  'meadow.jpg',
  'river at noon.jpg',
  'street.jpg',
  'tower.jpg',
  'contract.pdf',
]

/** Options that a widget needs with it. */
export const remoteArguments = {
  apiBase: BASE,
  sources: ['local', 'dropbox', 'unsplash', 'image_search', 'google_drive'],
}

export function replayRemote({ isConnected = true, listing = 'files', window: opened = 'open' }: RemoteReplay): void {
  RemoteClient.forget()
  if (isConnected)
    for (const provider of ['dropbox']) new RemoteClient(`${BASE}/companion`, provider).token = 'a-sign-in'
  globalThis.fetch = async (input) => {
    const { pathname } = new URL(String(input))
    if (pathname.endsWith('/sources')) return json({ sources: OFFERED })
    if (pathname === '/companion') return json({ base: `${BASE}/companion` })
    if (pathname.includes('/thumbnail/')) return new Response(await photo('thumbnail.jpg', pathname.length * 37))
    if (pathname.endsWith('/logout')) return json({ revoked: true, manual_revoke_url: null })
    if (pathname.endsWith('/list') || pathname.includes('/list/'))
      return listed(listing, /unsplash|image_search/.test(pathname))
    return json({ error: { message: 'The story has no answer to this' } }, 401)
  }
  globalThis.open = (address) => {
    if (opened === 'blocked') return null
    if (opened === 'refused') return refusingWindow(new URL(String(address)))
    return { closed: false, close: () => undefined } as unknown as Window
  }
}

/** Answers as the server's window does when people say no; a port may be the source of a message as a window may. */
function refusingWindow({ origin, searchParams }: URL): Window {
  const { port1: source } = new MessageChannel()
  const data = { type: 'tintype-remote-source', nonce: searchParams.get('nonce'), error: true }
  setTimeout(() => dispatchEvent(new MessageEvent('message', { source, origin, data })))
  return source as unknown as Window
}

function listed(listing: NonNullable<RemoteReplay['listing']>, isSearch: boolean): Promise<Response> | Response {
  switch (listing) {
    case 'loading':
      return new Promise(() => undefined)
    case 'failed':
      return json({ error: { message: 'Dropbox takes no more requests for the moment' } }, 502)
    case 'expired':
      return json({ error: { message: 'Dropbox does not accept this sign-in any more' } }, 401)
    case 'empty':
      return json({ username: 'ada@example.com', items: [], nextPagePath: null, nextPageQuery: null })
    default:
      return json({
        username: 'ada@example.com',
        items: items(isSearch),
        nextPagePath: null,
        nextPageQuery: 'cursor=2',
      })
  }
}

function items(isSearch: boolean): readonly object[] {
  const files = NAMES.map((name, index) => ({
    name,
    isFolder: false,
    mimeType: name.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg',
    requestPath: encodeURIComponent(name),
    size: isSearch ? null : 240_000 + index * 71_000,
    modifiedDate: '2026-01-02T03:04:05Z',
    thumbnail: name.endsWith('.pdf') ? null : `${BASE}/companion/dropbox/thumbnail/${'x'.repeat(index)}${name}`,
    author: isSearch ? { name: 'Grace Photographer', url: 'https://unsplash.com/@grace' } : null,
  }))
  const folder = { ...files[0], name: 'Holidays', isFolder: true, requestPath: 'holidays', size: null, thumbnail: null }
  return isSearch ? files.slice(0, 6) : [folder, ...files]
}

function json(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}
