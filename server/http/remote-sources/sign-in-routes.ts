/** Signing in at a provider, from the window that a widget opens to the page that hands the token over; and its end. */
import type { Request, RequestHandler, Response } from 'express'
import type { z } from 'zod'
import type { connectRemote, endRemoteSignIn, refreshRemoteSignIn } from '../../contract/remote-sources.ts'
import { PROVIDER_FACTS } from '../../domain/remote-providers.ts'
import { RemoteAccountError, RemoteSourceFailedError } from '../../errors/remote-errors.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import { type CompanionAnswer, FLOW_HEADER } from '../../ports/companion.ts'
import { originRefused } from './allowed-origins.ts'
import { askCompanion, companionBase, providerOf, textOfSuccess, tokenHeader } from './ask-companion.ts'
import { authorizeAddress } from './authorize-address.ts'
import type { FrontDependencies } from './front-types.ts'
import { type Flow, sendHandOver } from './hand-over-page.ts'
import { atStandIn } from './stand-ins.ts'

const REFRESH_REFUSED: readonly number[] = [400, 401, 403, 424]

export function connect(dependencies: FrontDependencies) {
  return async (
    { provider, origin, nonce }: z.output<typeof connectRemote.input>,
    request: Request,
    response: Response,
  ) => {
    if (PROVIDER_FACTS[provider].signIn === null)
      throw new NotFoundError(`${PROVIDER_FACTS[provider].title} needs no sign-in`)
    if (!dependencies.isOriginAllowed(origin, request)) throw originRefused(origin)
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
export function passStep(dependencies: FrontDependencies): RequestHandler {
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
export function callback(dependencies: FrontDependencies): RequestHandler {
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

export function refreshToken(dependencies: FrontDependencies) {
  return async ({ provider }: z.output<typeof refreshRemoteSignIn.input>, request: Request) => {
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
    return { token: String(uppyAuthToken) }
  }
}

export function logOut(dependencies: FrontDependencies) {
  return async ({ provider }: z.output<typeof endRemoteSignIn.input>, request: Request) => {
    const headers = tokenHeader(request)
    const answer = await askCompanion(request, dependencies, { method: 'GET', path: `/${provider}/logout`, headers })
    const { revoked, manual_revoke_url: url } = JSON.parse(await textOfSuccess(answer, provider)) as Record<
      string,
      unknown
    >
    // Some providers let only people themselves take a permission back, on a page of theirs.
    return { revoked: revoked === true, manual_revoke_url: typeof url === 'string' ? url : null }
  }
}
