/**
 * Whether who sends a request may carry out its operation. Unsigned uploads are outside of permissions: their preset
 * says what they may do.
 */
import type { OperationContract } from '../../contract/operation.ts'
import { BEYOND_SESSIONS, FOR_MANAGERS, isManager } from '../../domain/library-permissions.ts'
import { PermissionDeniedError } from '../../errors/request-errors.ts'
import { isPermitted } from '../../security/permissions.ts'
import type { Visitor } from '../../services/widget-sessions/widget-session-types.ts'
import { folderOf, nameOf, type Principal } from './principal.ts'

/** @throws PermissionDeniedError */
export function authorise(principal: Principal, operation: OperationContract): void {
  if (principal.kind !== 'key' && principal.kind !== 'session') return
  const grants = principal.kind === 'key' ? [principal.key.permissions] : principal.visitor.grants
  const refuse = (why: string): never => {
    throw new PermissionDeniedError(`${refusalOf(principal, operation)}: ${why}`, statusOf(operation, principal))
  }
  // Of a session only the token is needed to look at it and to end it.
  const isOpen = principal.kind === 'session' && operation.id.startsWith('widgets.session.')
  if (!isOpen && !grants.every((grant) => isPermitted(grant, operation))) {
    refuse(`it lacks the permission ${operation.id}`)
  }
  const folder = folderOf(principal)
  if (!isOpen && folder !== null && operation.withinFolder === null) {
    refuse(`it is limited to the folder ${folder}, and ${operation.id} cannot be`)
  }
}

/** What a session may call, whoever asks for it. */
export function isCallable({ grants, folderPrefix }: Visitor, operation: OperationContract): boolean {
  if (!grants.every((grant) => isPermitted(grant, operation))) return false
  return folderPrefix === null || operation.withinFolder !== null
}

/** Whatever an operation does with them: these reach beyond it. @throws PermissionDeniedError */
export function assertParametersAllowed(
  principal: Principal,
  operation: OperationContract,
  parameters: Readonly<Record<string, unknown>>,
): void {
  if (principal.kind !== 'session') return
  const refused = [...BEYOND_SESSIONS, ...(isManager(principal.visitor.role) ? [] : FOR_MANAGERS)]
  const name = refused.find((each) => parameters[each] !== undefined)
  if (name === undefined) return
  throw new PermissionDeniedError(
    `${refusalOf(principal, operation)} with the parameter ${name}`,
    statusOf(operation, principal),
  )
}

/** Client libraries drop the text of a 403 from the upload API; to a widget 401 means that its session is over. */
export function statusOf({ credentials }: Pick<OperationContract, 'credentials'>, principal: Principal): 401 | 403 {
  if (principal.kind === 'session') return 403
  return credentials === 'key' || credentials === 'key-or-preset' ? 401 : 403
}

export function refusalOf(principal: Principal, { method, path }: OperationContract): string {
  return `${nameOf(principal)} doesn't have permission to run ${method} ${path}`
}
