/**
 * Providers of remote sources on a loopback port, speaking the shapes of the real ones as far as Companion asks: signing
 * in, listing, searching, thumbnails, files. One server stands in for all hosts.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { boxAnswers } from './box.ts'
import { dropboxAnswers } from './dropbox.ts'
import { facebookAnswers } from './facebook.ts'
import { fileAnswers } from './files.ts'
import { googleAnswers } from './google.ts'
import { instagramAnswers } from './instagram.ts'
import { onedriveAnswers } from './onedrive.ts'
import type { Answer, Answers, ProviderState } from './provider-state.ts'
import { CODE } from './tokens.ts'
import { unsplashAnswers } from './unsplash.ts'

export interface StandIn {
  readonly state: ProviderState
  /**
   * For pages, about one `?provider=`: `end` ends all sign-ins, `refresh=no` those for good, `refuse=yes` is what visitors
   * say; `fail=<path>` and `hold=<path>` are about one call, the latter in the middle of its answer, until `mend=<path>`.
   */
  readonly control: string
  /** For `remoteSourceHosts`. */
  readonly hosts: Readonly<Record<string, string>>
  /** As a browser whose visitor agrees: from the provider's page back to the server. */
  consent(authorizeUrl: string, answer?: { readonly denied?: boolean }): string
  close(): Promise<void>
}

/** By host name; what only has files is asked for those alone. */
const ANSWERS: Readonly<Record<string, Answers>> = {
  'www.dropbox.com': dropboxAnswers,
  'api.dropbox.com': dropboxAnswers,
  'api.dropboxapi.com': dropboxAnswers,
  'content.dropboxapi.com': dropboxAnswers,
  'accounts.google.com': googleAnswers,
  'oauth2.googleapis.com': googleAnswers,
  'www.googleapis.com': googleAnswers,
  'lh3.googleusercontent.com': fileAnswers,
  'www.facebook.com': facebookAnswers,
  'graph.facebook.com': facebookAnswers,
  'scontent.xx.fbcdn.net': fileAnswers,
  'www.instagram.com': instagramAnswers,
  'api.instagram.com': instagramAnswers,
  'graph.instagram.com': instagramAnswers,
  'scontent.cdninstagram.com': fileAnswers,
  'login.microsoftonline.com': onedriveAnswers,
  'login.live.com': onedriveAnswers,
  'graph.microsoft.com': onedriveAnswers,
  'public.dm.files.1drv.com': fileAnswers,
  'account.box.com': boxAnswers,
  'api.box.com': boxAnswers,
  'dl.boxcloud.com': fileAnswers,
  'api.unsplash.com': unsplashAnswers,
  'images.unsplash.com': fileAnswers,
}

const INSTAGRAM_CONSENT = '/oauth/authorize'
/** Where visitors are asked, and by whom. */
const CONSENT_PAGES: Readonly<Record<string, string>> = {
  '/oauth2/authorize': 'dropbox',
  '/o/oauth2/v2/auth': 'google',
  '/dialog/oauth': 'facebook',
  [INSTAGRAM_CONSENT]: 'instagram',
  '/common/oauth2/v2.0/authorize': 'onedrive',
  '/api/oauth2/authorize': 'box',
}

export async function startProviders(contents: Pick<ProviderState, 'files' | 'folders'>): Promise<StandIn> {
  let issued = 0
  const state: ProviderState = {
    ...contents,
    accepted: new Set(),
    revoked: [],
    asked: [],
    failing: new Map(),
    held: new Map(),
    pageSize: 1000,
    refused: new Set(),
    stale: new Set(),
    issue(name) {
      issued += 1
      state.accepted.add(`${name}-access-${issued}`)
      return `${name}-access-${issued}`
    },
  }
  const server = createServer(async (request, response) => {
    const body = await textOf(request)
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (path === '/__control') return control(state, request, response)
    if (path === '/__stranger') return sendStrangersPage(request, response)
    state.asked.push(`${request.method} ${path}`)
    const asks = CONSENT_PAGES[path]
    if (asks !== undefined) {
      const location = consented(`http://${request.headers.host}${request.url}`, state.refused.has(asks))
      return void response.writeHead(302, { location }).end()
    }
    const failure = state.failing.get(path)
    if (failure !== undefined) {
      return send(response, { status: failure, body: { error: { message: 'The stand-in was told to fail' } } })
    }
    // Pages and this server come by the address of the stand-in, which then has files only.
    const answers = ANSWERS[request.headers.host ?? ''] ?? fileAnswers
    const answer = answers(request, body, state) ?? { status: 404, body: { error_summary: 'not_found/' } }
    send(response, answer, state.held.get(path))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    state,
    control: `http://${address}/__control`,
    hosts: Object.fromEntries(Object.keys(ANSWERS).map((host) => [host, address])),
    consent: (authorizeUrl, { denied = false } = {}) => consented(authorizeUrl, denied),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** Back from the provider's page, where the visitor has agreed or not. */
function consented(authorizeUrl: string, isDenied: boolean): string {
  const { pathname, searchParams } = new URL(authorizeUrl)
  const back = new URL(searchParams.get('redirect_uri') ?? '')
  back.searchParams.set('state', searchParams.get('state') ?? '')
  if (pathname === INSTAGRAM_CONSENT && searchParams.get('scope') !== 'instagram_business_basic') {
    back.searchParams.set('error', 'invalid_scope')
  } else if (isDenied) back.searchParams.set('error', 'access_denied')
  else back.searchParams.set('code', CODE)
  return back.href
}

function control(state: ProviderState, { url = '' }: IncomingMessage, response: ServerResponse): void {
  const { searchParams } = new URL(url, 'http://localhost')
  const [fail, hold, mended] = ['fail', 'hold', 'mend'].map((name) => searchParams.get(name))
  if (fail) state.failing.set(fail, 500)
  if (hold) state.held.set(hold, [])
  if (mended) mend(mended, state)
  const provider = searchParams.get('provider') ?? ''
  if (searchParams.has('end')) {
    for (const token of state.accepted) if (token.startsWith(`${provider}-`)) state.accepted.delete(token)
  }
  if (searchParams.has('refresh')) state.stale[searchParams.get('refresh') === 'yes' ? 'delete' : 'add'](provider)
  if (searchParams.has('refuse')) state.refused[searchParams.get('refuse') === 'yes' ? 'add' : 'delete'](provider)
  response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end()
}

function mend(path: string, { failing, held }: ProviderState): void {
  failing.delete(path)
  for (const goOn of held.get(path) ?? []) goOn()
  held.delete(path)
}

/** @param held takes what sends the second half of the answer; undefined: it comes at once */
function send(
  response: ServerResponse,
  { status = 200, type = 'application/json', location, body }: Answer,
  held?: (() => void)[],
): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': bytes.length,
    ...(location !== undefined && { Location: location }),
  })
  if (held === undefined) return void response.end(bytes)
  const half = Math.floor(bytes.length / 2)
  response.write(bytes.subarray(0, half))
  held.push(() => response.end(bytes.subarray(half)))
}

/** A page of an origin that nobody should believe: it tells its opener what it is told to. */
function sendStrangersPage({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const message = new URL(url, 'http://localhost').searchParams.get('message') ?? 'null'
  const script = `opener.postMessage(${JSON.stringify(JSON.parse(message)).replaceAll('<', '\\u003c')}, '*')`
  response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><script>${script}</script>`)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
