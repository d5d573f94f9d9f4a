/**
 * Whether who sends a request may carry out its operation. Unsigned uploads are outside of permissions: their preset
 * says what they may do.
 */
import type { OperationContract } from '../../contract/operation.ts'
import { PermissionDeniedError } from '../../errors/request-errors.ts'
import { isPermitted } from '../../security/permissions.ts'
import type { Principal } from './principal.ts'

/** @throws PermissionDeniedError */
export function authorise(principal: Principal, operation: OperationContract): void {
  if (principal.kind !== 'key') return
  const { apiKey, permissions, folderPrefix } = principal.key
  const { id, method, path } = operation
  if (!isPermitted(permissions, operation)) {
    throw new PermissionDeniedError(
      `api_key ${apiKey} doesn't have permission to run ${method} ${path}: it lacks the permission ${id}`,
      statusOf(operation),
    )
  }
  if (folderPrefix !== null && operation.withinFolder === null) {
    throw new PermissionDeniedError(
      `api_key ${apiKey} doesn't have permission to run ${method} ${path}: it is limited to the folder ${folderPrefix}, and ${id} cannot be`,
      statusOf(operation),
    )
  }
}

export function statusOf({ credentials }: Pick<OperationContract, 'credentials'>): 401 | 403 {
  return credentials === 'key' || credentials === 'key-or-preset' ? 401 : 403
}
