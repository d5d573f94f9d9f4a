/** Browsers of any origin may use operations that carry their own proof (signature, preset, token): never cookies. */
import type { RequestHandler } from 'express'

export const corsForAnyOrigin: RequestHandler = (request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Access-Control-Expose-Headers', 'X-Request-Id, X-Tintype-Ignored, Retry-After')
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
