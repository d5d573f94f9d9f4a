/** Binds an operation of the Provisioning API to what carries it out. */
import type { z } from 'zod'
import type { OperationContract } from '../../contract/operation.ts'
import { readInput } from '../../contract/read-input.ts'
import { type ApiRoutes, sendAnswer } from '../route.ts'
import { type AccountRequest, type AccountRequestDependencies, receiveAccountRequest } from './account-request.ts'

export interface AccountRoutes extends ApiRoutes {
  readonly caller: AccountRequestDependencies
}

export function accountRoute<I extends z.ZodType, O extends z.ZodType>(
  routes: AccountRoutes,
  operation: OperationContract<I, O>,
  handle: (input: z.output<I>, request: AccountRequest) => Promise<z.input<O>>,
): void {
  const path = `/provisioning/accounts/:account_id${operation.path.replace(/\{(\w+)\}/g, ':$1')}`
  const method = operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
  routes.bound.set(operation.id, () => {
    routes.router[method](path, async (request, response) => {
      const received = await receiveAccountRequest(request, operation, routes.caller)
      sendAnswer(response, operation, await handle(readInput(operation.input, received.parameters), received), routes)
    })
  })
}
