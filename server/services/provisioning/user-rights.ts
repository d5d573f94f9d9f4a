/**
 * Whether a signed-in user may carry out an operation of the Provisioning API: by role, by the product environments that
 * they see, and never on somebody who may do more than themselves.
 */
import { ROLE_PERMISSIONS } from '../../domain/role-permissions.ts'
import type { User } from '../../domain/user.ts'
import { NotFoundError, PermissionDeniedError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { isPermitted, type PermissionSubject } from '../../security/permissions.ts'

/** Operations that give or change nothing but of environments that the user sees. */
const WITHIN_ENVIRONMENTS = ['provisioning.sub_accounts.', 'provisioning.access_keys.', 'provisioning.billing_usage.']

/** Before the body is read. @throws PermissionDeniedError */
export function assertRole({ role, environmentIds }: User, operation: PermissionSubject): void {
  const { id } = operation
  if (!isPermitted(ROLE_PERMISSIONS[role], operation)) {
    throw new PermissionDeniedError(`Users with the role ${role} lack the permission ${id}`, 403)
  }
  const isWithinEnvironment = WITHIN_ENVIRONMENTS.some((prefix) => id.startsWith(prefix))
  // Who sees some environments could make a user, or an environment, that is not limited to them.
  if (environmentIds !== null && (!isWithinEnvironment || id === 'provisioning.sub_accounts.create')) {
    throw new PermissionDeniedError(`Users who see only some sub accounts lack the permission ${id}`, 403)
  }
}

/** @throws NotFoundError for an environment that they do not see | PermissionDeniedError */
export async function assertTarget(
  user: User,
  operationId: string,
  parameters: Readonly<Record<string, unknown>>,
  { users }: Pick<Repositories, 'users'>,
): Promise<void> {
  const environmentId = operationId.startsWith('provisioning.sub_accounts.') ? parameters.id : parameters.sub_account_id
  if (user.environmentIds !== null && environmentId !== undefined) {
    const isSeen = user.environmentIds.includes(String(environmentId))
    if (!isSeen) throw new NotFoundError(`Cannot find sub account with id ${String(environmentId).slice(0, 100)}`)
  }
  if (user.role === 'master_admin' || !operationId.startsWith('provisioning.users.')) return
  const target = parameters.id === undefined ? null : await users.findById(String(parameters.id))
  const isReading = ['get', 'list', 'groups', 'sub_accounts'].some((verb) => operationId.endsWith(`.users.${verb}`))
  if (!isReading && (target?.role === 'master_admin' || parameters.role === 'master_admin')) {
    throw new PermissionDeniedError('Only a master_admin changes a master_admin, or makes one', 403)
  }
}
