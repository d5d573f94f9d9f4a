/** Roles of users by their wire names. */
export const ROLE_NAMES = [
  'master_admin',
  'admin',
  'billing',
  'technical_admin',
  'reports',
  'media_library_admin',
  'media_library_user',
] as const
