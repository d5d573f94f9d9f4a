/** Binds an operation to what carries it out. */
import type { Request, RequestHandler, Response, Router } from 'express'
import type { z } from 'zod'
import type { OperationContract } from '../contract/operation.ts'
import { OPERATIONS } from '../contract/operations.ts'
import { readInput } from '../contract/read-input.ts'
import { type ApiRequest, type ApiRequestDependencies, receiveApiRequest } from './api-request.ts'
import { corsForAllowedOrigins, corsForEverybody, corsForSessions } from './middleware/cors.ts'

/** The API of one router, while operations are being bound to it; see `mountRoutes`. */
export interface ApiRoutes {
  readonly router: Router
  readonly dependencies: ApiRequestDependencies
  /** By id of the operation: puts it on the router. */
  readonly bound: Map<string, () => void>
}

export type Handler<I extends z.ZodType, O extends z.ZodType> = (
  input: z.output<I>,
  request: ApiRequest,
) => Promise<z.input<O>>

export function route<I extends z.ZodType, O extends z.ZodType>(
  routes: ApiRoutes,
  operation: OperationContract<I, O>,
  handle: Handler<I, O>,
): void {
  bind(routes, operation, async (request, response) => {
    const received = await receiveApiRequest<never>(request, operation, null, routes.dependencies)
    sendAnswer(response, operation, await handle(readInput(operation.input, received.parameters), received), routes)
  })
}

/** For handlers of `bind`. */
export function sendAnswer(
  response: Response,
  operation: OperationContract,
  body: unknown,
  { dependencies }: ApiRoutes,
): void {
  dependencies.onAnswer?.(operation, body)
  response.json(body)
}

/** For operations that read the request themselves. */
export function bind(
  { router, bound, dependencies }: ApiRoutes,
  operation: OperationContract,
  handle: (request: Request, response: Response) => Promise<void>,
): void {
  const path = `/:cloud_name${operation.path.replace(/\{(\w+)\+\}/g, '*$1').replace(/\{(\w+)\}/g, ':$1')}`
  const method = operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
  const cors = corsOf(operation, dependencies)
  bound.set(operation.id, () => {
    router.options(path, cors)
    if (operation.matches === undefined) router[method](path, cors, handle)
    else router[method](path, unlessMatching(operation.matches), cors, handle)
  })
}

function corsOf({ api, credentials }: OperationContract, dependencies: ApiRequestDependencies): RequestHandler {
  if (credentials === 'basic' || credentials === 'token') return corsForSessions(dependencies)
  return api === 'widgets' ? corsForEverybody() : corsForAllowedOrigins(dependencies)
}

export function unlessMatching(matches: Readonly<Record<string, readonly string[]>>): RequestHandler {
  return (request, _response, next) => {
    const isMeant = Object.entries(matches).every(([name, values]) => values.includes(String(request.params[name])))
    next(isMeant ? undefined : 'route')
  }
}

/** Puts what is bound on the router in the order of the contract, in which paths are matched. */
export function mountRoutes({ bound }: ApiRoutes): void {
  for (const { id } of OPERATIONS) bound.get(id)?.()
}
