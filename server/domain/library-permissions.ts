/**
 * What a session of a widget may do, by the role of its user. A key that vouched for somebody narrows it further. Nobody
 * changes settings, presets, keys or users from a widget, whatever their role: pages of other people run beside it.
 */
import type { KeyPermissions } from './access-key.ts'
import type { Role } from './user.ts'

/** Looking at everything that the library shows. */
const LOOK = [
  'environment.ping',
  'search.assets',
  'search.assets_by_query',
  'search.folders',
  'search.folders_by_query',
  'resources.types',
  'resources.list',
  'resources.list_by_type',
  'resources.list_by_tag',
  'resources.list_by_context',
  'resources.list_by_asset_ids',
  'resources.list_by_asset_folder',
  'tags.list',
  'folders.list',
  'folders.list_below',
  'assets.get',
  'assets.get_by_id',
  'assets.get_by_body',
  'metadata_fields.list',
  'metadata_fields.get',
  'metadata_fields.search_datasource',
  'metadata_fields.search_datasource_by_query',
  'metadata_fields.search_datasources',
  'metadata_fields.search_datasources_by_query',
  'metadata_rules.list',
  'transformations.list',
  'transformations.get',
  'widgets.collections.list',
  'widgets.collections.assets',
  'widgets.events',
]

/** Adding, describing and sorting: nothing that takes something away from others. */
const WORK = [
  ...LOOK,
  'widgets.sign',
  'assets.update',
  'assets.update_by_id',
  'assets.update_by_body',
  'assets.tags',
  'assets.context',
  'assets.metadata',
  'assets.change_many',
  'folders.create',
  'widgets.collections.create',
  'widgets.collections.update',
  'widgets.collections.add',
  'widgets.collections.remove',
]

const MANAGE = [
  ...WORK,
  'resources.list_by_moderation',
  'resources.update_access_mode',
  'resources.delete',
  'resources.delete_by_asset_ids',
  'assets.rename',
  'assets.destroy',
  'assets.destroy_by_id',
  'backups.restore',
  'backups.restore_by_asset_ids',
  'backups.download',
  'derived.delete',
  'folders.rename',
  'folders.delete',
  'stock_orders.list',
  'stock_orders.get',
  'relations.add',
  'relations.delete',
  'relations.add_by_asset_id',
  'relations.delete_by_asset_id',
  'widgets.collections.delete',
]

/** Null: no access to the library at all. */
export const LIBRARY_PERMISSIONS: Readonly<Record<Role, KeyPermissions | null>> = {
  master_admin: { allow: MANAGE, deny: [] },
  admin: { allow: MANAGE, deny: [] },
  technical_admin: { allow: MANAGE, deny: [] },
  media_library_admin: { allow: MANAGE, deny: [] },
  media_library_user: { allow: WORK, deny: [] },
  reports: { allow: LOOK, deny: [] },
  billing: null,
}

/** Who is vouched for by a signature and is no user here. */
export const GUEST_ROLE: Role = 'media_library_user'

/** Parameters that reach beyond an asset and its description: no session sends them. */
export const BEYOND_SESSIONS: readonly string[] = [
  'notification_url',
  'eager_notification_url',
  'on_success',
  'eval',
  'headers',
]

/** Who may see an asset, and what a moderator has said of it: for those who manage. */
export const FOR_MANAGERS: readonly string[] = ['access_mode', 'access_control', 'moderation', 'moderation_status']

export function isManager(role: Role): boolean {
  return LIBRARY_PERMISSIONS[role]?.allow.includes('resources.update_access_mode') === true
}
