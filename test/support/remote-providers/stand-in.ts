/**
 * Providers of remote sources on a loopback port, speaking the shapes of the real ones as far as Companion asks: signing
 * in, listing, searching, thumbnails, files. One server stands in for all hosts; paths tell them apart.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dropboxAnswers } from './dropbox.ts'
import { googleAnswers } from './google.ts'
import type { Answer, ProviderState } from './provider-state.ts'
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

const HOSTS = [
  'www.dropbox.com',
  'accounts.google.com',
  'oauth2.googleapis.com',
  'www.googleapis.com',
  'api.dropbox.com',
  'api.dropboxapi.com',
  'content.dropboxapi.com',
  'api.unsplash.com',
  'images.unsplash.com',
] as const

const CONSENT_PAGES: readonly string[] = ['/oauth2/authorize', '/o/oauth2/v2/auth']

export async function startProviders(contents: Pick<ProviderState, 'files' | 'folders'>): Promise<StandIn> {
  let issued = 0
  const state: ProviderState = {
    ...contents,
    accepted: new Set(),
    revoked: [],
    asked: [],
    failing: new Map(),
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
      state.failing.delete(path)
      return send(response, { status: failure, body: { error: { message: 'The stand-in was told to fail' } } })
    }
    const host = request.headers.host ?? ''
    const answers = host.includes('google')
      ? googleAnswers
      : host.includes('unsplash') || path.startsWith('/files/')
        ? unsplashAnswers
        : dropboxAnswers
    send(response, answers(request, body, state) ?? { status: 404, body: { error_summary: 'not_found/' } })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    state,
    control: `http://${address}/__control`,
    hosts: Object.fromEntries(HOSTS.map((host) => [host, address])),
    consent: (authorizeUrl, { denied = false } = {}) => consented(authorizeUrl, denied),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** Back from the provider's page, where the visitor has agreed or not. */
function consented(authorizeUrl: string, isDenied: boolean): string {
  const { searchParams } = new URL(authorizeUrl)
  const back = new URL(searchParams.get('redirect_uri') ?? '')
  back.searchParams.set('state', searchParams.get('state') ?? '')
  if (isDenied) back.searchParams.set('error', 'access_denied')
  else back.searchParams.set('code', 'a-code')
  return back.href
}

function control(state: ProviderState, { url = '' }: IncomingMessage, response: ServerResponse): void {
  const { searchParams } = new URL(url, 'http://localhost')
  if (searchParams.has('end')) state.accepted.clear()
  if (searchParams.has('refresh')) state.refreshes = searchParams.get('refresh') === 'yes'
  if (searchParams.has('refuse')) state.refuses = searchParams.get('refuse') === 'yes'
  response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end()
}

function send(response: ServerResponse, { status = 200, type = 'application/json', body }: Answer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': bytes.length }).end(bytes)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
