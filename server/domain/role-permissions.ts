/**
 * What a signed-in user may do with the account, by role. Sub accounts come with the secrets of their keys, so that only
 * roles which may manage keys see them.
 */
import type { KeyPermissions } from './access-key.ts'
import type { Role } from './user.ts'

const NOTHING: KeyPermissions = { allow: [], deny: [] }

const USE: KeyPermissions = { allow: ['provisioning.billing_usage.*'], deny: [] }

export const ROLE_PERMISSIONS: Readonly<Record<Role, KeyPermissions>> = {
  master_admin: { allow: ['provisioning.*'], deny: [] },
  admin: { allow: ['provisioning.*'], deny: [] },
  technical_admin: { allow: ['provisioning.sub_accounts.*', 'provisioning.access_keys.*'], deny: [] },
  billing: USE,
  reports: USE,
  media_library_admin: NOTHING,
  media_library_user: NOTHING,
}
