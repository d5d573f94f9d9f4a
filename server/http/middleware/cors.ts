/**
 * What pages of other origins may read.
 *
 *   upload API   any page, with what carries its own proof (signature, preset, token; never cookies), unless the
 *                settings of the environment name the pages that may
 *   Admin API    pages in which people sign in to widgets, with the token of such a session and with nothing else
 *   widgets      any page may ask for what is public, and be told why it cannot sign anybody in
 */
import type { RequestHandler } from 'express'
import type { Environments } from '../../services/environments/environments.ts'
import { isOriginAllowed } from './admission.ts'
import { type AddressOf, bearerToken, isPageAllowed, pageOrigin } from './page-origin.ts'

type Response = Parameters<RequestHandler>[1]

const REQUEST_HEADERS =
  'Authorization, Cache-Control, Content-Range, Content-Type, Last-Event-ID, X-Requested-With, X-Unique-Upload-Id, X-Request-Id'

export interface CorsDependencies {
  readonly environments: Pick<Environments, 'findByCloudName'>
  readonly addressOf: AddressOf
}

export function corsForAllowedOrigins({ environments, addressOf }: CorsDependencies): RequestHandler {
  return async (request, response, next) => {
    const { cloud_name: cloudName } = request.params
    const environment = typeof cloudName === 'string' ? await environments.findByCloudName(cloudName) : null
    const allowed = environment?.settings.corsOrigins ?? []
    const origin = pageOrigin(request)
    if (allowed.length > 0) response.setHeader('Vary', 'Origin')
    // Without these headers the browser keeps the answer from the page.
    if (allowed.length === 0) allowOrigin(response, '*')
    else if (origin !== null && environment !== null) {
      const isWidget = isPageAllowed(request, origin, environment, addressOf)
      if (isOriginAllowed(origin, allowed) || isWidget) allowOrigin(response, origin)
    }
    if (request.method === 'OPTIONS') answerPreflight(response)
    else next()
  }
}

export function corsForSessions({ environments, addressOf }: CorsDependencies): RequestHandler {
  return async (request, response, next) => {
    const { cloud_name: cloudName } = request.params
    const origin = pageOrigin(request)
    const isPreflight = request.method === 'OPTIONS'
    if (origin !== null && (isPreflight || bearerToken(request) !== null)) {
      const environment = typeof cloudName === 'string' ? await environments.findByCloudName(cloudName) : null
      response.setHeader('Vary', 'Origin')
      if (environment !== null && isPageAllowed(request, origin, environment, addressOf)) allowOrigin(response, origin)
    }
    if (isPreflight) answerPreflight(response)
    else next()
  }
}

export function corsForEverybody(): RequestHandler {
  return (request, response, next) => {
    allowOrigin(response, '*')
    if (request.method === 'OPTIONS') answerPreflight(response)
    else next()
  }
}

function answerPreflight(response: Response): void {
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE, OPTIONS')
  response.setHeader('Access-Control-Allow-Headers', REQUEST_HEADERS)
  response.setHeader('Access-Control-Max-Age', '86400')
  response.status(200).end()
}

function allowOrigin(response: Response, origin: string): void {
  response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader('Access-Control-Expose-Headers', 'X-Request-Id, X-Tintype-Ignored, Retry-After')
}
