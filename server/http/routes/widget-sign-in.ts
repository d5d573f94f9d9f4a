/**
 * Signing in to a widget at the identity provider. The widget opens a window at `ml/sign_in`; that goes to the provider
 * and comes back to `/widgets/v1/identity`, which is registered there for all product environments. What waits meanwhile
 * is in a cookie of this server, seen by that address alone; the origin is judged at both ends.
 */
import type { Request, RequestHandler, Response } from 'express'
import { readInput } from '../../contract/read-input.ts'
import { openSignInWindow } from '../../contract/widget-sign-in.ts'
import { TintypeError } from '../../errors/base.ts'
import { AuthorizationError } from '../../errors/request-errors.ts'
import type { SignInDependencies } from '../../services/sign-in/sign-in-types.ts'
import {
  readWaiting,
  startIdentity,
  visitByIdentity,
  writeWaiting,
} from '../../services/widget-sessions/visit-by-identity.ts'
import type { WidgetSessionDependencies } from '../../services/widget-sessions/widget-session-types.ts'
import { receiveApiRequest } from '../api-request.ts'
import { readCookie } from '../console/session-cookie.ts'
import { assertPageAllowed } from '../middleware/page-origin.ts'
import { sendErrorPage, wantsPage } from '../pages/error-page.ts'
import { sendHandover } from '../pages/handover-page.ts'
import { requestContext } from '../request-context.ts'
import { type ApiRoutes, bind } from '../route.ts'
import { presentVisitor } from './widget-sessions.ts'

const COOKIE = 'tintype_widget_identity'
const WAITING_SECONDS = 600

export function widgetSignInRoutes(
  routes: ApiRoutes,
  dependencies: WidgetSessionDependencies & SignInDependencies,
): void {
  const { addressOf, clientAddressOf } = routes.dependencies

  const begin = async (request: Request, response: Response) => {
    const { environment, parameters } = await receiveApiRequest<never>(
      request,
      openSignInWindow,
      null,
      routes.dependencies,
    )
    const { origin, nonce } = readInput(openSignInWindow.input, parameters)
    assertPageAllowed(request, origin, environment, addressOf)
    const { url, flow } = await startIdentity(dependencies)
    setCookie(request, response, writeWaiting({ flow, cloudName: environment.cloudName, origin, nonce }))
    response.redirect(302, url)
  }

  const finish = async (request: Request, response: Response) => {
    const { flow, cloudName, origin, nonce } = readWaiting(readCookie(request, COOKIE))
    setCookie(request, response, '')
    const environment = await dependencies.environments.findByCloudName(cloudName)
    if (environment === null) throw new AuthorizationError(`Invalid cloud_name ${cloudName.slice(0, 100)}`)
    assertPageAllowed(request, origin, environment, addressOf)
    const client = {
      address: clientAddressOf(request) ?? 'unknown',
      userAgent: request.headers['user-agent'] ?? '',
    }
    const query = new URL(request.url, 'http://localhost').search.slice(1)
    const { token, visitor } = await visitByIdentity(query, flow, { environment, origin }, client, dependencies)
    const session = { token, ...presentVisitor(visitor, { environment }, dependencies.clock.now()) }
    sendHandover(response, { origin, nonce, session })
  }

  /** Lax: the browser comes back from another site. */
  function setCookie(request: Request, response: Response, value: string): void {
    const { scheme, prefix } = addressOf(request)
    const age = value === '' ? 0 : WAITING_SECONDS
    const secure = scheme === 'https' ? '; Secure' : ''
    response.appendHeader(
      'Set-Cookie',
      `${COOKIE}=${value}; Path=${prefix}/widgets/v1/identity; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`,
    )
  }

  bind(routes, openSignInWindow, forPeople(begin))
  routes.router.get('/identity', forPeople(finish) as RequestHandler)
}

/** In a window people read what went wrong. */
function forPeople(handle: (request: Request, response: Response) => Promise<void>) {
  return async (request: Request, response: Response): Promise<void> => {
    try {
      await handle(request, response)
    } catch (error) {
      if (!(error instanceof TintypeError) || !wantsPage(request)) throw error
      const { status, message } = error
      sendErrorPage(request, response, { status, message, requestId: requestContext(request).id })
    }
  }
}
