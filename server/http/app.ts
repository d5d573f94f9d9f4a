/**
 * The server's HTTP side in one piece: pages and widgets, the API, delivery, and what is left is a 404. As a router it
 * can be mounted in somebody's application under any path; as a handler it answers what lies finished in memory before
 * Express sees the request.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express'
import { TintypeError } from '../errors/base.ts'
import { noteMountPath } from './addresses.ts'
import type { Delivery } from './delivery/handler.ts'
import { type BaseUrlOf, describeError, presentError } from './error-json.ts'
import { sendErrorPage, wantsPage } from './pages/error-page.ts'
import type { Site } from './pages/site.ts'
import { beginRequest, type ContextDependencies, requestContext } from './request-context.ts'
import { type SearchUrlDependencies, searchUrls } from './search-urls.ts'

export interface AppParts {
  /** Everything below `/v1_1`, its errors included. */
  readonly api: Router
  /** Everything below `/v2`, its errors included. */
  readonly apiV2: Router
  /** Everything below `/widgets/v1`, its errors included. */
  readonly widgetsApi: Router
  /** Everything below `/console/api/v1`, its errors included. */
  readonly consoleApi: Router
  /** Everything below `/companion`; null while there are no remote sources. */
  readonly remoteSources: Router | null
  readonly site: Site
  readonly delivery: Delivery
  /** Signed addresses of searches lie among those of deliveries. */
  readonly searches: SearchUrlDependencies
  readonly context: ContextDependencies
  readonly baseUrlOf: BaseUrlOf
}

export interface App {
  readonly router: Router
  readonly handler: RequestListener
}

export function createApp({
  api,
  apiV2,
  widgetsApi,
  consoleApi,
  remoteSources,
  site,
  delivery,
  searches,
  context,
  baseUrlOf,
}: AppParts): App {
  const router = express.Router({ caseSensitive: true, strict: true })
  router.use(begin(context))
  router.use('/v1_1', api)
  router.use('/v2', apiV2)
  router.use('/widgets/v1', widgetsApi)
  searchUrls(router, searches)
  router.use('/console/api/v1', consoleApi)
  if (remoteSources !== null) router.use('/companion', remoteSources)
  router.use(sitePages(site))
  router.use(deliveries(delivery))
  router.use(nothingHere(baseUrlOf))
  router.use(lastResort(context, baseUrlOf))

  const application = express()
  application.disable('x-powered-by')
  application.disable('etag')
  application.use(router)

  const deliverAlone = handleAlone(delivery, context)
  return {
    router,
    handler: (request, response) => {
      // Before anything else: an answer that lies finished in memory costs less than the context of a request.
      if (delivery.hit(request, response)) return
      beginRequest(request, response, context)
      // Express would pass it through all its layers to the same place.
      if (delivery.owns(request)) void deliverAlone(request, response)
      else application(request, response)
    },
  }
}

/** Delivery answers its own failures; what is left would be a mistake of ours in doing so. */
function handleAlone({ handle }: Delivery, { log }: ContextDependencies) {
  return (request: IncomingMessage, response: ServerResponse) =>
    handle(request, response).catch((error: unknown) => {
      log.error({ requestId: requestContext(request).id, error }, 'a request failed')
      response.destroy()
    })
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

function deliveries(delivery: Delivery): RequestHandler {
  return async (request, response, next) => {
    if (!(await delivery.handle(request, response))) next()
  }
}

function nothingHere(baseUrlOf: BaseUrlOf): RequestHandler {
  return (request, response) => {
    const message = 'There is nothing at this address'
    if (wantsPage(request)) {
      sendErrorPage(request, response, { status: 404, message, requestId: requestContext(request).id })
      return
    }
    response.status(404).json({ error: describeError('NOT_FOUND', message, request, baseUrlOf) })
  }
}

/** A malformed request line that Express itself refuses, or a bug of ours. */
function lastResort({ log }: ContextDependencies, baseUrlOf: BaseUrlOf): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const { id } = requestContext(request)
    if (error instanceof URIError) {
      const message = 'The address is not valid percent-encoding'
      response.status(400).json({ error: describeError('INVALID_PARAMETER', message, request, baseUrlOf) })
      return
    }
    const known = error instanceof TintypeError ? error : null
    if (known === null) log.error({ requestId: id, error }, 'a request failed')
    response.status(known?.status ?? 500).json({ error: presentError(error, request, baseUrlOf) })
  }
}
