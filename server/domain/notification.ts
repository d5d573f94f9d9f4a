/** What can be told to other systems, and who wants to be told. */

export const NOTIFICATION_TYPES = [
  'access_control_changed',
  'create_folder',
  'delete',
  'delete_by_token',
  'delete_folder',
  'eager',
  'error',
  'explode',
  'generate_archive',
  'moderation',
  'moderation_summary',
  'move',
  'move_or_rename_asset_folder',
  'multi',
  'publish',
  'related_assets',
  'rename',
  'resource_context_changed',
  'resource_display_name_changed',
  'resource_metadata_changed',
  'resource_tags_changed',
  'restore_asset_version',
  'sprite',
  'text',
  'upload',
] as const

export type NotificationType = (typeof NOTIFICATION_TYPES)[number]

/** An address that is told of every event of one type, or of all. */
export interface Trigger {
  /** 32 hex. */
  readonly id: string
  readonly environmentId: string
  readonly uri: string
  readonly eventType: NotificationType | 'all'
  /** Told also when the call itself named an address. */
  readonly additive: boolean
  /** A JsonLogic rule over the notification; null lets everything pass. */
  readonly filter: JsonLogicRule | null
  readonly createdAt: number
  readonly updatedAt: number
}

export type JsonLogicRule = Readonly<Record<string, unknown>>

/** One notification to one address, from the transaction that caused it until it was received or given up. */
export interface NotificationDelivery {
  /** 32 hex; the same in every try, so that a receiver knows repetitions. */
  readonly id: string
  readonly environmentId: string
  /** Null when the call itself named the address. */
  readonly triggerId: string | null
  readonly type: NotificationType
  readonly url: string
  /** JSON text, exactly as it is sent and signed. */
  readonly body: string
  readonly state: 'pending' | 'dead'
  /** Tries made. */
  readonly attempts: number
  /** What the last try failed with. */
  readonly lastError: string | null
  readonly createdAt: number
  readonly updatedAt: number
}
