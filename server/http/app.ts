/**
 * The server's HTTP side in one piece: pages and widgets, the API, delivery, and what is left is a 404. As a router it
 * can be mounted in somebody's application under any path; as a handler it answers what lies finished in memory before
 * Express sees the request.
 */
import type { RequestListener } from 'node:http'
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express'
import { TintypeError } from '../errors/base.ts'
import { noteMountPath } from './addresses.ts'
import type { DownloadPath } from './delivery/download-handler.ts'
import type { DeliveryWithDownloads } from './delivery/handler.ts'
import { sendErrorPage, wantsPage } from './pages/error-page.ts'
import type { Site } from './pages/site.ts'
import { beginRequest, type ContextDependencies, requestContext } from './request-context.ts'

export interface AppParts {
  /** Everything below `/v1_1`, its errors included. */
  readonly api: Router
  readonly site: Site
  readonly delivery: DeliveryWithDownloads
  readonly context: ContextDependencies
}

export interface App {
  readonly router: Router
  readonly handler: RequestListener
}

export function createApp({ api, site, delivery, context }: AppParts): App {
  const router = express.Router({ caseSensitive: true, strict: true })
  router.use(begin(context))
  router.get('/v1_1/:cloudName/:resourceType/download', downloads(delivery))
  router.use('/v1_1', api)
  router.use(sitePages(site))
  router.use(deliveries(delivery))
  router.use(nothingHere)
  router.use(lastResort(context))

  const application = express()
  application.disable('x-powered-by')
  application.disable('etag')
  application.use(router)

  return {
    router,
    handler: (request, response) => {
      // Before anything else: an answer that lies finished in memory costs less than the context of a request.
      if (delivery.hit(request, response)) return
      beginRequest(request, response, context)
      application(request, response)
    },
  }
}

function begin(context: ContextDependencies): RequestHandler {
  return (request, response, next) => {
    beginRequest(request, response, context)
    noteMountPath(request)
    next()
  }
}

function sitePages(site: Site): RequestHandler {
  return async (request, response, next) => {
    if (!(await site(request, response, request.path))) next()
  }
}

function downloads(delivery: DeliveryWithDownloads): RequestHandler<DownloadPath> {
  return (request, response) => delivery.download(request, response, request.params)
}

function deliveries(delivery: DeliveryWithDownloads): RequestHandler {
  return async (request, response, next) => {
    if (!(await delivery.handle(request, response))) next()
  }
}

const nothingHere: RequestHandler = (request, response) => {
  const message = 'There is nothing at this address'
  if (wantsPage(request)) {
    sendErrorPage(request, response, { status: 404, message, requestId: requestContext(request).id })
    return
  }
  response.status(404).json({ error: { message } })
}

/** A malformed request line that Express itself refuses, or a bug of ours. */
function lastResort({ log }: ContextDependencies): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const { id } = requestContext(request)
    const isForeign = error instanceof URIError
    const known = error instanceof TintypeError ? error : null
    if (known === null && !isForeign) log.error({ requestId: id, error }, 'a request failed')
    const message = known?.message ?? (isForeign ? 'The address is not valid percent-encoding' : 'General Error')
    response.status(known?.status ?? (isForeign ? 400 : 500)).json({ error: { message } })
  }
}
