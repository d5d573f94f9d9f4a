/** Who gets in: pages of listed origins, and what is said to the others. */
import type { RequestHandler } from 'express'
import { AuthorizationError } from '../../errors/request-errors.ts'
import type { FrontDependencies } from './front-types.ts'

export function forAllowedOrigins({ isOriginAllowed }: FrontDependencies): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Vary', 'Origin')
    if (!isOriginAllowed(origin ?? null, request)) {
      throw originRefused(origin)
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

export function originRefused(origin = ''): AuthorizationError {
  return new AuthorizationError(
    `Pages of ${origin.slice(0, 200)} cannot use the remote sources of this server (TINTYPE_REMOTE_SOURCES_ORIGINS)`,
  )
}
