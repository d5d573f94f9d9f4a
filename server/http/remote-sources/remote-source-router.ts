/**
 * `/companion`: what the upload widget may ask of remote sources. The paths are Companion's own; only these exist.
 *
 *   GET  /                                   { base }: the address at which signing in begins and ends
 *   GET  /:provider/connect?origin=&nonce=   begins to sign in, in a window of its own; ends on a page of ours
 *   GET  /:provider/list[/:path]             a folder; of Unsplash a search by `q`
 *   GET  /image_search/list?q=              the search that whoever embeds the server brought along
 *   GET  /shutterstock/list?q=              of paid libraries; see `stock-routes.ts`
 *   GET  /:provider/search?q=                by words, where the provider can
 *   GET  /:provider/thumbnail/:path          of the provider's API; other thumbnails: /thumbnail?url=&until=&signature=
 *   POST /:provider/get/:path                { endpoint, metadata, fileName, size } -> { token }; the upload begins when
 *                                            somebody follows it: /api/:token (WebSocket) or /progress/:token (lines of JSON)
 *   POST /:provider/refresh-token, GET /:provider/logout
 */

import { pipeline } from 'node:stream/promises'
import express, { type RequestHandler, type Response, type Router } from 'express'
import { PROVIDER_FACTS } from '../../domain/remote-providers.ts'
import { RemoteAccountError, RemoteSourceFailedError } from '../../errors/remote-errors.ts'
import { AuthorizationError, InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import { type CompanionAnswer, FLOW_HEADER } from '../../ports/companion.ts'
import { apiErrors } from '../middleware/api-errors.ts'
import { askCompanion, companionBase, providerOf, textOfSuccess, tokenHeader } from './ask-companion.ts'
import { authorizeAddress } from './authorize-address.ts'
import type { FrontDependencies } from './front-types.ts'
import { type Flow, sendHandOver } from './hand-over-page.ts'
import { imageSearchRoute } from './image-search-route.ts'
import { knownListing } from './known-listing.ts'
import { beginUpload, followProgress } from './remote-upload-routes.ts'
import { sendThumbnail, thumbnailSigner } from './signed-thumbnails.ts'
import { atStandIn } from './stand-ins.ts'
import { stockRoutes } from './stock-routes.ts'

const REFRESH_REFUSED: readonly number[] = [400, 401, 403, 424]
const NONCE = /^[A-Za-z0-9_-]{16,128}$/

export function remoteSourceRouter(dependencies: FrontDependencies): Router {
  const { sources } = dependencies
  const router = express.Router({ caseSensitive: true })
  router.use(forAllowedOrigins(dependencies))
  router.get('/', (request, response) => {
    response.json({ base: dependencies.companion.base ?? companionBase(request, dependencies) })
  })
  router.get('/thumbnail', (request, response) => sendThumbnail(request, response, dependencies))
  router.get('/progress/:token', followProgress(dependencies))
  router.delete('/progress/:token', followProgress(dependencies))
  router.get(['/connect/:name', '/connect/:name/callback'], passStep(dependencies))
  router.get('/image_search/list', imageSearchRoute(dependencies))
  stockRoutes(router, dependencies)
  router.param('provider', (_request, _response, next, provider: string) => {
    sources.provider(provider)
    next()
  })
  router.get('/:provider/connect', connect(dependencies))
  router.get('/:provider/redirect', passStep(dependencies))
  router.get('/:provider/callback', callback(dependencies))
  router.get(['/:provider/list', '/:provider/list/:path', '/:provider/search'], list(dependencies))
  router.get('/:provider/thumbnail/:path', providerThumbnail(dependencies))
  router.post('/:provider/get/:path', beginUpload(dependencies))
  router.post('/:provider/refresh-token', refreshToken(dependencies))
  router.get('/:provider/logout', logOut(dependencies))
  router.use(() => {
    throw new NotFoundError('There is nothing at this address')
  })
  router.use(apiErrors(dependencies.log, dependencies.baseUrlOf))
  return router
}

function forAllowedOrigins({ isOriginAllowed }: FrontDependencies): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Vary', 'Origin')
    if (!isOriginAllowed(origin ?? null, request)) {
      throw new AuthorizationError(refusal(origin))
    }
    if (origin !== undefined) {
      response.setHeader('Access-Control-Allow-Origin', origin)
      response.setHeader('Access-Control-Expose-Headers', 'X-Request-Id')
    }
    if (request.method !== 'OPTIONS') return next()
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE, OPTIONS')
    response.setHeader('Access-Control-Allow-Headers', 'Content-Type, Uppy-Auth-Token')
    response.setHeader('Access-Control-Max-Age', '3600')
    response.status(200).end()
  }
}

function refusal(origin = ''): string {
  return `Pages of ${origin.slice(0, 200)} cannot use the remote sources of this server (TINTYPE_REMOTE_SOURCES_ORIGINS)`
}

function connect(dependencies: FrontDependencies): RequestHandler {
  return async (request, response) => {
    const provider = providerOf(request)
    if (PROVIDER_FACTS[provider].signIn === null)
      throw new NotFoundError(`${PROVIDER_FACTS[provider].title} needs no sign-in`)
    const { searchParams } = new URL(request.url, 'http://localhost')
    const origin = searchParams.get('origin') ?? ''
    const nonce = searchParams.get('nonce') ?? ''
    if (!NONCE.test(nonce))
      throw new InvalidParameterError('Invalid nonce: expected 16 to 128 letters, digits, - and _')
    if (!dependencies.isOriginAllowed(origin, request)) throw new AuthorizationError(refusal(origin))
    const base = companionBase(request, dependencies)
    const { base: known } = dependencies.companion
    // Providers send people back to one address; the cookie of the sign-in has to be there.
    if (known !== null && known !== base) return response.redirect(302, `${known}${request.url}`)
    const flow: Flow = { origin, nonce }
    const headers = { [FLOW_HEADER]: Buffer.from(JSON.stringify(flow)).toString('base64url') }
    sendStep(
      response,
      dependencies,
      await askCompanion(request, dependencies, { method: 'GET', path: `/${provider}/connect`, headers }),
    )
  }
}

/** A step of signing in between the first and the last: Companion and its OAuth client send the browser around. */
function passStep(dependencies: FrontDependencies): RequestHandler {
  return async (request, response) => {
    const headers = { cookie: request.headers.cookie ?? '' }
    sendStep(
      response,
      dependencies,
      await askCompanion(request, dependencies, { method: 'GET', path: request.url, headers }),
    )
  }
}

function sendStep(response: Response, { hosts }: FrontDependencies, { status, headers, body }: CompanionAnswer): void {
  body.resume()
  const { location, 'set-cookie': cookies } = headers
  if (status < 300 || status > 399 || typeof location !== 'string') {
    throw new RemoteSourceFailedError('The sign-in could not go on: begin it again')
  }
  if (cookies !== undefined) response.setHeader('Set-Cookie', cookies as string[])
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.redirect(302, atStandIn(authorizeAddress(location), hosts))
}

/** The last step: instead of sending the browser on with the token in an address, it is handed over here. */
function callback(dependencies: FrontDependencies): RequestHandler {
  return async (request, response) => {
    const provider = providerOf(request)
    const headers = { cookie: request.headers.cookie ?? '' }
    const { pathname } = new URL(request.url, 'http://localhost')
    const answer = await askCompanion(request, dependencies, { method: 'GET', path: pathname, headers })
    answer.body.resume()
    const { location } = answer.headers
    const token = typeof location === 'string' ? new URL(location).searchParams.get('uppyAuthToken') : null
    sendHandOver(response, flowOf(answer), { provider, title: PROVIDER_FACTS[provider].title, token })
  }
}

function flowOf({ headers }: CompanionAnswer): Flow | null {
  const text = headers[FLOW_HEADER]
  return typeof text === 'string' ? (JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Flow) : null
}

function list(dependencies: FrontDependencies): RequestHandler {
  return async (request, response) => {
    const provider = providerOf(request)
    const { title, kind, searches } = PROVIDER_FACTS[provider]
    const { pathname } = new URL(request.url, 'http://localhost')
    if (pathname.endsWith('/search') && !(searches && kind === 'account')) {
      const elsewhere = searches ? `: use /${provider}/list?q=` : ''
      throw new NotFoundError(`${title} cannot be searched here${elsewhere}`)
    }
    const base = companionBase(request, dependencies)
    const answer = await askCompanion(request, dependencies, {
      method: 'GET',
      path: request.url,
      headers: tokenHeader(request),
    })
    const text = await textOfSuccess(answer, provider)
    const { path: folder } = request.params
    const listing = knownListing(text, {
      own: `${dependencies.companion.base}/${provider}`,
      folder: typeof folder === 'string' ? folder : undefined,
      signed: thumbnailSigner(dependencies, base),
    })
    if (listing === null) throw new RemoteSourceFailedError(`${title} did not answer as expected`)
    response.json(listing)
  }
}

function providerThumbnail(dependencies: FrontDependencies): RequestHandler {
  return async (request, response) => {
    const provider = providerOf(request)
    const { 'uppy-auth-token': token = '' } = tokenHeader(request)
    // For thumbnails Companion looks for the token in a cookie, which pages of other origins would not send.
    const headers = { cookie: `uppyAuthToken--${PROVIDER_FACTS[provider].signIn}=${token}` }
    const { pathname } = new URL(request.url, 'http://localhost')
    const answer = await askCompanion(request, dependencies, { method: 'GET', path: pathname, headers })
    if (answer.status !== 200) {
      await textOfSuccess(answer, provider)
      throw new RemoteSourceFailedError('The provider has no thumbnail of this file')
    }
    const type = String(answer.headers['content-type'] ?? '')
    response.setHeader('Content-Type', /^image\/(jpeg|png|gif|webp)\b/.test(type) ? type : 'image/jpeg')
    response.setHeader('Cache-Control', 'private, max-age=3600')
    await pipeline(answer.body, response).catch(() => response.destroy())
  }
}

function refreshToken(dependencies: FrontDependencies): RequestHandler {
  return async (request, response) => {
    const provider = providerOf(request)
    const { title, refreshes } = PROVIDER_FACTS[provider]
    if (!refreshes) throw new RemoteAccountError(`${title} lets no sign-in be made fresh: sign in again`)
    const answer = await askCompanion(request, dependencies, {
      method: 'POST',
      path: `/${provider}/refresh-token`,
      headers: tokenHeader(request),
    })
    // However a provider says no to it, people have to sign in again.
    if (REFRESH_REFUSED.includes(answer.status)) {
      answer.body.resume()
      throw new RemoteAccountError(`${title} does not make this sign-in fresh any more: sign in again`)
    }
    const { uppyAuthToken } = JSON.parse(await textOfSuccess(answer, provider)) as { uppyAuthToken?: unknown }
    response.json({ token: String(uppyAuthToken) })
  }
}

function logOut(dependencies: FrontDependencies): RequestHandler {
  return async (request, response) => {
    const provider = providerOf(request)
    const headers = tokenHeader(request)
    const answer = await askCompanion(request, dependencies, { method: 'GET', path: `/${provider}/logout`, headers })
    const { revoked, manual_revoke_url: url } = JSON.parse(await textOfSuccess(answer, provider)) as Record<
      string,
      unknown
    >
    // Some providers let only people themselves take a permission back, on a page of theirs.
    response.json({ revoked: revoked === true, manual_revoke_url: typeof url === 'string' ? url : null })
  }
}
