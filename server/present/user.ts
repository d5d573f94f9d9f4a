/** Users and groups as the Provisioning API shows them. */
import type { User, UserGroup } from '../domain/user.ts'
import { isoSeconds } from './asset.ts'

export function presentUser(user: User, groupIds: readonly string[]) {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    pending: user.pending,
    enabled: user.enabled,
    sub_account_ids: [...(user.environmentIds ?? [])],
    all_sub_accounts: user.environmentIds === null,
    group_ids: [...groupIds],
    created_at: isoSeconds(user.createdAt),
    updated_at: isoSeconds(user.updatedAt),
    last_login: user.lastLoginAt === null ? null : isoSeconds(user.lastLoginAt),
  }
}

export function presentGroup(group: UserGroup, users: readonly ReturnType<typeof presentUser>[]) {
  return { id: group.id, name: group.name, users: [...users] }
}
