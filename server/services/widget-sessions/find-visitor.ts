/** Whose token that is, and what they may do now: roles, keys and users change while sessions last. */
import { GUEST_ROLE, LIBRARY_PERMISSIONS } from '../../domain/library-permissions.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { WidgetSession } from '../../domain/widget-session.ts'
import { AuthorizationError, PermissionDeniedError } from '../../errors/request-errors.ts'
import { hashToken } from '../../security/opaque-token.ts'
import { isPermitted, type PermissionSubject } from '../../security/permissions.ts'
import type { Visitor, WidgetSessionDependencies } from './widget-session-types.ts'

/** 32 bytes. */
const TOKEN = /^[\w-]{43}$/

type Dependencies = Pick<WidgetSessionDependencies, 'database' | 'environments' | 'clock'>

/**
 * @param origin of the page that sends it, where the client says one
 * @throws AuthorizationError | PermissionDeniedError
 */
export async function findVisitor(
  token: string,
  environment: ProductEnvironment,
  origin: string | null,
  dependencies: Dependencies,
): Promise<Visitor> {
  const session = await findWidgetSession(token, environment, dependencies)
  if (origin !== null && session.origin !== origin) {
    throw new AuthorizationError(
      session.origin === null
        ? 'This token was not handed over to a page yet: send it as access_token to ml/session first'
        : 'This token belongs to pages of another origin',
    )
  }
  return visitorOf(session, environment, dependencies)
}

/** @throws AuthorizationError */
export async function findWidgetSession(
  token: string,
  environment: ProductEnvironment,
  { database, clock }: Dependencies,
): Promise<WidgetSession> {
  if (!TOKEN.test(token)) throw new AuthorizationError('Invalid token')
  const session = await database.widgetSessions.findByTokenHash(environment.id, hashToken(token))
  if (session === null || session.expiresAt <= clock.now()) throw hasEnded()
  return session
}

/** @throws AuthorizationError when they may not sign in any more | PermissionDeniedError when not to the library */
export async function visitorOf(
  session: WidgetSession,
  environment: ProductEnvironment,
  { database, environments }: Dependencies,
): Promise<Visitor> {
  const user = session.userId === null ? null : await database.users.findById(session.userId)
  const sees = user?.environmentIds?.includes(environment.id) ?? true
  if (session.userId !== null && (user === null || !user.enabled || !sees)) throw hasEnded()
  const key = session.apiKey === null ? null : await environments.findKey(session.apiKey)
  if (session.apiKey !== null && key?.environmentId !== environment.id) throw hasEnded()
  const role = user?.role ?? GUEST_ROLE
  const permissions = LIBRARY_PERMISSIONS[role]
  if (permissions === null) {
    throw new PermissionDeniedError(`Users with the role ${role} cannot use the Media Library`, 403)
  }
  return {
    session,
    user,
    role,
    grants: key === null ? [permissions] : [permissions, key.permissions],
    folderPrefix: key?.folderPrefix ?? null,
  }
}

/** For what was signed in a session: it is good as long as that may sign. @throws AuthorizationError | PermissionDeniedError */
export function assertSigns(
  id: string,
  environment: ProductEnvironment,
  dependencies: Dependencies,
): Promise<WidgetSession> {
  const operation = { id: 'widgets.sign', method: 'POST', reads: false }
  return assertMay(operation, id, environment, dependencies).then(({ session }) => session)
}

/**
 * For what is read as long as a session lasts, in what it reaches.
 * @throws AuthorizationError | PermissionDeniedError
 */
export async function assertReads(
  id: string,
  environment: ProductEnvironment,
  folder: string | null,
  dependencies: Dependencies,
): Promise<void> {
  const { folderPrefix } = await assertMay(
    { id: 'widgets.events', method: 'GET', reads: true },
    id,
    environment,
    dependencies,
  )
  if (folderPrefix !== folder) throw hasEnded()
}

async function assertMay(
  operation: PermissionSubject,
  id: string,
  environment: ProductEnvironment,
  dependencies: Dependencies,
): Promise<Visitor> {
  const session = await dependencies.database.widgetSessions.findById(environment.id, id)
  if (session === null || session.expiresAt <= dependencies.clock.now()) throw hasEnded()
  const visitor = await visitorOf(session, environment, dependencies)
  const { grants, role } = visitor
  if (grants.every((grant) => isPermitted(grant, operation))) return visitor
  throw new PermissionDeniedError(`Users with the role ${role} lack the permission ${operation.id}`, 401)
}

/** One answer for a token that never was, is over, was revoked, or belongs to somebody who may not come any more. */
function hasEnded(): AuthorizationError {
  return new AuthorizationError('The session has ended: sign in again')
}
