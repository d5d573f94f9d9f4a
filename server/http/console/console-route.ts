/**
 * Binds an operation of the Console API. Each call must carry the header `X-Tintype-Console`: foreign pages cannot add
 * one without a preflight, which is never allowed here, so that the cookie of somebody signed in is worth nothing to
 * them. Credentials are judged before the body is read.
 */
import type { Request, Response, Router } from 'express'
import type { z } from 'zod'
import type { OperationContract } from '../../contract/operation.ts'
import { readInput } from '../../contract/read-input.ts'
import type { Session } from '../../domain/sign-in.ts'
import type { User } from '../../domain/user.ts'
import { AuthorizationError } from '../../errors/request-errors.ts'
import { ForeignPageError } from '../../errors/sign-in-errors.ts'
import { findSession } from '../../services/sign-in/sessions.ts'
import type { Client, SignInDependencies } from '../../services/sign-in/sign-in-types.ts'
import type { ServerAddress } from '../addresses.ts'
import type { OnAnswer } from '../api-request.ts'
import { decodeRequest } from '../decode/request-body.ts'
import { type CookieOptions, readCookie, SESSION_COOKIE, writeCookie } from './session-cookie.ts'

export interface ConsoleRoutes {
  readonly router: Router
  readonly dependencies: SignInDependencies
  readonly addressOf: (request: Request) => ServerAddress
  readonly clientAddressOf: (request: Request) => string | null
  readonly onAnswer?: OnAnswer | undefined
  readonly bound: Set<string>
}

export interface Visit {
  readonly client: Client
  cookie(name: string): string | null
  setCookie(name: string, value: string, maxAgeSeconds: number): void
}

export interface SignedInVisit extends Visit {
  readonly user: User
  readonly session: Session
}

const TEXT_BYTES = 100_000

/** For who has not signed in yet. */
export function visitorRoute<I extends z.ZodType, O extends z.ZodType>(
  routes: ConsoleRoutes,
  operation: OperationContract<I, O>,
  handle: (input: z.output<I>, visit: Visit) => Promise<z.input<O>>,
): void {
  bind(routes, operation, async (request, visit) => handle(await inputOf(request, operation), visit))
}

/** For who is signed in. */
export function sessionRoute<I extends z.ZodType, O extends z.ZodType>(
  routes: ConsoleRoutes,
  operation: OperationContract<I, O>,
  handle: (input: z.output<I>, visit: SignedInVisit) => Promise<z.input<O>>,
): void {
  bind(routes, operation, async (request, visit) => {
    const found = await findSession(visit.cookie(SESSION_COOKIE) ?? '', routes.dependencies)
    if (found === null) throw new AuthorizationError('Not signed in')
    return handle(await inputOf(request, operation), { ...visit, ...found })
  })
}

function bind(
  routes: ConsoleRoutes,
  operation: OperationContract,
  answer: (request: Request, visit: Visit) => Promise<unknown>,
): void {
  const { router, bound, onAnswer } = routes
  const path = operation.path.replace(/\{(\w+)\}/g, ':$1')
  const method = operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
  router[method](path, async (request, response) => {
    if (request.headers['x-tintype-console'] === undefined) throw new ForeignPageError()
    const body = await answer(request, visitOf(request, response, routes))
    onAnswer?.(operation, body)
    response.json(body)
  })
  bound.add(operation.id)
}

function visitOf(request: Request, response: Response, { addressOf, clientAddressOf }: ConsoleRoutes): Visit {
  const { scheme, prefix } = addressOf(request)
  const options = (maxAgeSeconds: number): CookieOptions => ({ isSecure: scheme === 'https', prefix, maxAgeSeconds })
  return {
    client: { address: clientAddressOf(request) ?? 'unknown', userAgent: request.headers['user-agent'] ?? '' },
    cookie: (name) => readCookie(request, name),
    setCookie: (name, value, maxAgeSeconds) => writeCookie(response, name, value, options(maxAgeSeconds)),
  }
}

async function inputOf<I extends z.ZodType>(request: Request, { input }: { readonly input: I }): Promise<z.output<I>> {
  const query = new URL(request.url, 'http://localhost').searchParams
  const { parameters } = await decodeRequest(request, query, { takeFile: null, textBytes: TEXT_BYTES })
  return readInput(input, { ...parameters, ...request.params })
}
