/**
 * Pages of any origin may use operations that carry their own proof (signature, preset, token; never cookies), unless
 * the settings of the environment name the origins that may.
 */
import type { RequestHandler } from 'express'
import type { Environments } from '../../services/environments/environments.ts'
import { isOriginAllowed } from './admission.ts'

export function corsForAllowedOrigins(environments: Pick<Environments, 'findByCloudName'>): RequestHandler {
  return async (request, response, next) => {
    const { cloud_name: cloudName } = request.params
    const environment = typeof cloudName === 'string' ? await environments.findByCloudName(cloudName) : null
    const allowed = environment?.settings.corsOrigins ?? []
    const { origin } = request.headers
    if (allowed.length > 0) response.setHeader('Vary', 'Origin')
    // Without these headers the browser keeps the answer from the page.
    if (allowed.length === 0) allowOrigin(response, '*')
    else if (origin !== undefined && isOriginAllowed(origin, allowed)) allowOrigin(response, origin)
    if (request.method !== 'OPTIONS') {
      next()
      return
    }
    response.setHeader('Access-Control-Allow-Methods', 'POST, OPTIONS')
    response.setHeader(
      'Access-Control-Allow-Headers',
      'Authorization, Cache-Control, Content-Range, Content-Type, X-Requested-With, X-Unique-Upload-Id, X-Request-Id',
    )
    response.setHeader('Access-Control-Max-Age', '86400')
    response.status(200).end()
  }
}

function allowOrigin(response: Parameters<RequestHandler>[1], origin: string): void {
  response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader('Access-Control-Expose-Headers', 'X-Request-Id, X-Tintype-Ignored, Retry-After')
}
