/** Binds an operation to what carries it out. */
import type { Request, Response, Router } from 'express'
import type { z } from 'zod'
import type { OperationContract } from '../contract/operation.ts'
import { readInput } from '../contract/read-input.ts'
import { type ApiRequest, type ApiRequestDependencies, receiveApiRequest } from './api-request.ts'
import { corsForAnyOrigin } from './middleware/cors.ts'

/** The API of one router: remembers which operations are bound. */
export interface ApiRoutes {
  readonly router: Router
  readonly dependencies: ApiRequestDependencies
  readonly bound: Set<string>
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
  { router, bound }: ApiRoutes,
  operation: OperationContract,
  handle: (request: Request, response: Response) => Promise<void>,
): void {
  const path = `/:cloud_name${operation.path.replace(/\{(\w+)\+\}/g, '*$1').replace(/\{(\w+)\}/g, ':$1')}`
  const method = operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
  if (operation.credentials !== 'basic') router.options(path, corsForAnyOrigin)
  const middleware = operation.credentials === 'basic' ? [] : [corsForAnyOrigin]
  router[method](path, ...middleware, handle)
  bound.add(operation.id)
}
