/** The API of the Console, below `/console/api/v1`: signing in, and what somebody does with their own account. */
import express, { type Router } from 'express'
import { NotFoundError } from '../../errors/request-errors.ts'
import type { SignInDependencies } from '../../services/sign-in/sign-in-types.ts'
import type { BaseUrlOf } from '../error-json.ts'
import { apiErrors } from '../middleware/api-errors.ts'
import { beginRequest } from '../request-context.ts'
import { signInRoutes } from '../routes/sign-in.ts'
import type { ConsoleRoutes } from './console-route.ts'

export interface ConsoleApiOptions extends Pick<ConsoleRoutes, 'addressOf' | 'clientAddressOf' | 'onAnswer'> {
  readonly baseUrlOf: BaseUrlOf
  readonly dependencies: SignInDependencies
}

export interface ConsoleApi {
  readonly router: Router
  /** Ids of the operations that are carried out here. */
  readonly operations: ReadonlySet<string>
}

export function createConsoleApi({ dependencies, baseUrlOf, ...options }: ConsoleApiOptions): ConsoleApi {
  const router = express.Router({ caseSensitive: true })
  const routes: ConsoleRoutes = { ...options, router, dependencies, bound: new Set() }
  router.use((request, response, next) => {
    beginRequest(request, response, dependencies)
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    next()
  })
  signInRoutes(routes)
  router.use((request) => {
    throw new NotFoundError(`Unknown operation: ${request.method} ${request.path.slice(0, 200)}`)
  })
  router.use(apiErrors(dependencies.log, baseUrlOf))
  return { router, operations: routes.bound }
}
