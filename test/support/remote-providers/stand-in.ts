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
  /** For pages: `?end` ends all sign-ins, `?refresh=no` those for good, `?refuse=yes` is what visitors say. */
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
const CONSENT_PAGES: readonly string[] = [
  '/oauth2/authorize',
  '/o/oauth2/v2/auth',
  '/dialog/oauth',
  INSTAGRAM_CONSENT,
  '/common/oauth2/v2.0/authorize',
  '/api/oauth2/authorize',
]

export async function startProviders(contents: Pick<ProviderState, 'files' | 'folders'>): Promise<StandIn> {
  let issued = 0
  const state: ProviderState = {
    ...contents,
    accepted: new Set(),
    revoked: [],
    asked: [],
    failing: new Map(),
    pageSize: 1000,
    refuses: false,
    refreshes: true,
    issue() {
      issued += 1
      state.accepted.add(`access-${issued}`)
      return `access-${issued}`
    },
  }
  const server = createServer(async (request, response) => {
    const body = await textOf(request)
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (path === '/__control') return control(state, request, response)
    state.asked.push(`${request.method} ${path}`)
    if (CONSENT_PAGES.includes(path)) {
      response
        .writeHead(302, { location: consented(`http://${request.headers.host}${request.url}`, state.refuses) })
        .end()
      return
    }
    const failure = state.failing.get(path)
    if (failure !== undefined) {
      return send(response, { status: failure, body: { error: { message: 'The stand-in was told to fail' } } })
    }
    // Pages and this server come by the address of the stand-in, which then has files only.
    const answers = ANSWERS[request.headers.host ?? ''] ?? fileAnswers
    send(response, answers(request, body, state) ?? { status: 404, body: { error_summary: 'not_found/' } })
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
  if (searchParams.has('end')) state.accepted.clear()
  if (searchParams.has('refresh')) state.refreshes = searchParams.get('refresh') === 'yes'
  if (searchParams.has('refuse')) state.refuses = searchParams.get('refuse') === 'yes'
  response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end()
}

function send(response: ServerResponse, { status = 200, type = 'application/json', location, body }: Answer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
  response
    .writeHead(status, {
      'Content-Type': type,
      'Content-Length': bytes.length,
      ...(location !== undefined && { Location: location }),
    })
    .end(bytes)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
