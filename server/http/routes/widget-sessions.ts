import type { Request } from 'express'
import { OPERATIONS } from '../../contract/operations.ts'
import { readInput } from '../../contract/read-input.ts'
import {
  createWidgetSession,
  deleteWidgetSession,
  getWidgetSession,
  type VisitorJson,
} from '../../contract/widget-sessions.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { LiveChanges } from '../../services/live-changes/live-changes.ts'
import type { SignInDependencies } from '../../services/sign-in/sign-in-types.ts'
import {
  type Place,
  visitByPassword,
  visitBySignature,
  visitByToken,
} from '../../services/widget-sessions/start-visit.ts'
import type {
  StartedVisit,
  Visitor,
  WidgetSessionDependencies,
} from '../../services/widget-sessions/widget-session-types.ts'
import { type ApiRequest, receiveApiRequest } from '../api-request.ts'
import { isCallable } from '../middleware/authorise.ts'
import { assertPageAllowed, pageOrigin } from '../middleware/page-origin.ts'
import { visitorOf } from '../middleware/principal.ts'
import { requestContext } from '../request-context.ts'
import { type ApiRoutes, bind, route, sendAnswer } from '../route.ts'

export type WidgetSessionRouteDependencies = WidgetSessionDependencies &
  SignInDependencies & { readonly live: LiveChanges }

export function widgetSessionRoutes(routes: ApiRoutes, dependencies: WidgetSessionRouteDependencies): void {
  bind(routes, createWidgetSession, async (request, response) => {
    const received = await receiveApiRequest<never>(request, createWidgetSession, null, routes.dependencies)
    const input = readInput(createWidgetSession.input, received.parameters)
    if (input.integration !== undefined) requestContext(request).notes.integration = input.integration
    const started = await startVisit(input, received, request, routes, dependencies)
    const body = { token: started.token, ...presentVisitor(started.visitor, received, dependencies.clock.now()) }
    sendAnswer(response, createWidgetSession, body, routes)
  })
  route(routes, getWidgetSession, async (_input, request) =>
    presentVisitor(visitorOf(request.principal), request, dependencies.clock.now()),
  )
  route(routes, deleteWidgetSession, async (_input, request) => {
    const { session } = visitorOf(request.principal)
    await dependencies.database.widgetSessions.delete(request.environment.id, session.id)
    dependencies.live.endSession(session.id)
    return { message: 'ok' as const }
  })
}

async function startVisit(
  input: ReturnType<(typeof createWidgetSession.input)['parse']>,
  { environment, address }: ApiRequest,
  request: Request,
  { dependencies: { addressOf } }: ApiRoutes,
  dependencies: WidgetSessionRouteDependencies,
): Promise<StartedVisit> {
  const page = pageOrigin(request)
  const origin = page ?? input.origin ?? null
  if (origin !== null) assertPageAllowed(request, origin, environment, addressOf)
  const place: Place = { environment, origin }
  const { accessToken, username, timestamp, signature, apiKey, email, password, totp } = input
  if (accessToken !== undefined) return visitByToken(accessToken, place, dependencies)
  if (username !== undefined && timestamp !== undefined && signature !== undefined) {
    return visitBySignature({ username, timestamp, signature, apiKey }, place, dependencies)
  }
  if (email !== undefined && password !== undefined) {
    const client = { address: address ?? 'unknown', userAgent: request.headers['user-agent'] ?? '' }
    return visitByPassword({ email, password, totp }, place, client, dependencies)
  }
  throw new InvalidParameterError(
    'Missing required parameters: expected username, timestamp and signature, or email and password, or access_token',
  )
}

export function presentVisitor(
  visitor: Visitor,
  { environment }: Pick<ApiRequest, 'environment'>,
  now: number,
): VisitorJson {
  const { session, user, role, folderPrefix } = visitor
  return {
    expires_in: Math.max(0, Math.floor((session.expiresAt - now) / 1000)),
    cloud_name: environment.cloudName,
    user: { username: session.username, name: user?.name ?? null, email: user?.email ?? null },
    role,
    permissions: OPERATIONS.filter((operation) => isCallable(visitor, operation)).map(({ id }) => id),
    folder: folderPrefix,
    folder_mode: environment.settings.folderMode,
  }
}
