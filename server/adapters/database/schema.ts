/**
 * The tables as Kysely sees them, the same in every dialect. Times are milliseconds since 1970, flags are 0 and 1,
 * columns ending in `_json` hold JSON text (drivers disagree about native JSON columns). What belongs to a product
 * environment has a column `environment_id`, and names its files in columns that end in `storage_key`: an environment is
 * deleted by these.
 *
 * Longer than the ceiling: a list of declarations without code, in which one looks up a table.
 */
import type { SearchSchema } from './search/schema.ts'

export interface Schema extends SearchSchema {
  readonly account: AccountTable
  readonly account_user: AccountUserTable
  readonly account_user_environment: AccountUserEnvironmentTable
  readonly user_group: UserGroupTable
  readonly user_group_member: UserGroupMemberTable
  readonly user_credential: UserCredentialTable
  readonly user_session: UserSessionTable
  readonly user_token: UserTokenTable
  readonly sign_in_attempt: SignInAttemptTable
  readonly widget_session: WidgetSessionTable
  readonly collection: CollectionTable
  readonly collection_asset: CollectionAssetTable
  readonly environment: EnvironmentTable
  readonly access_key: AccessKeyTable
  readonly asset: AssetTable
  readonly asset_tag: AssetTagTable
  readonly asset_entry: AssetEntryTable
  readonly folder: FolderTable
  readonly asset_backup: AssetBackupTable
  readonly asset_relation: AssetRelationTable
  readonly derived: DerivedTable
  readonly derived_named: DerivedNamedTable
  readonly allowed_chain: AllowedChainTable
  readonly upload_preset: UploadPresetTable
  readonly named_transformation: NamedTransformationTable
  readonly call_count: CallCountTable
  readonly upload_session: UploadSessionTable
  readonly delete_token: DeleteTokenTable
  readonly pending_upload: PendingUploadTable
  readonly stock_order: StockOrderTable
  readonly garbage: GarbageTable
  readonly job: JobTable
  readonly metadata_field: MetadataFieldTable
  readonly metadata_option: MetadataOptionTable
  readonly metadata_rule: MetadataRuleTable
  readonly trigger: TriggerTable
  readonly notification_delivery: NotificationDeliveryTable
  readonly upload_mapping: UploadMappingTable
  readonly streaming_profile: StreamingProfileTable
  readonly usage_day: UsageDayTable
  readonly usage_writer: UsageWriterTable
}

/** One row. */
export interface AccountTable {
  readonly id: number
  readonly account_id: string
  readonly provisioning_key: string
  /** Encrypted; see `sealer.ts`. */
  readonly sealed_secret: string
  readonly created_at: number
}

export interface AccountUserTable {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly enabled: number
  readonly pending: number
  /** Else those of `account_user_environment`. */
  readonly all_environments: number
  readonly created_at: number
  readonly updated_at: number
  readonly last_login_at: number | null
}

export interface AccountUserEnvironmentTable {
  readonly user_id: string
  readonly environment_id: string
}

export interface UserGroupTable {
  readonly id: string
  readonly name: string
  readonly created_at: number
}

export interface UserGroupMemberTable {
  readonly group_id: string
  readonly user_id: string
}

export interface UserCredentialTable {
  readonly user_id: string
  readonly password_hash: string | null
  /** Encrypted; see `sealer.ts`. */
  readonly sealed_totp: string | null
  readonly sealed_pending_totp: string | null
  readonly totp_last_step: number
  readonly recovery_json: string
  readonly issuer: string | null
  readonly subject: string | null
}

export interface UserSessionTable {
  readonly id: string
  readonly token_hash: string
  readonly user_id: string
  readonly created_at: number
  readonly last_used_at: number
  readonly user_agent: string
  readonly address: string
}

export interface CollectionTable {
  readonly environment_id: string
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly created_at: number
  readonly updated_at: number
}

export interface CollectionAssetTable {
  readonly environment_id: string
  readonly collection_id: string
  readonly asset_id: string
  readonly position: number
}

export interface WidgetSessionTable {
  readonly id: string
  readonly token_hash: string
  readonly environment_id: string
  readonly user_id: string | null
  readonly api_key: string | null
  readonly username: string
  readonly origin: string | null
  readonly signed_in_at: number
  readonly expires_at: number
}

export interface UserTokenTable {
  readonly token_hash: string
  readonly user_id: string
  readonly purpose: string
  readonly expires_at: number
}

export interface SignInAttemptTable {
  readonly attempt_key: string
  readonly tries: number
  readonly expires_at: number
}

export interface EnvironmentTable {
  readonly id: string
  /** Null: made before environments had names. */
  readonly name: string | null
  readonly cloud_name: string
  readonly enabled: number
  readonly settings_json: string
  readonly custom_attributes_json: string | null
  readonly description: string | null
  readonly created_at: number
  readonly updated_at: number | null
  /** Its rows are being deleted. */
  readonly deleted_at: number | null
}

export interface AccessKeyTable {
  readonly id: string
  readonly environment_id: string
  readonly name: string
  readonly api_key: string
  /** Encrypted; see `sealer.ts`. */
  readonly sealed_secret: string
  readonly enabled: number
  readonly created_at: number
  /** Null: everything. */
  readonly permissions_json: string | null
  readonly folder_prefix: string | null
  readonly updated_at: number | null
  readonly dedicated_for: 'webhooks' | null
  readonly root: number
}

export interface AssetTable {
  readonly id: string
  readonly environment_id: string
  readonly resource_type: string
  readonly type: string
  readonly public_id: string
  readonly version: number
  readonly version_id: string
  readonly storage_key: string
  readonly format: string | null
  readonly bytes: number
  readonly etag: string
  readonly sha256: string
  readonly facts_json: string | null
  readonly video_json: string | null
  readonly analysis_json: string
  readonly asset_folder: string
  readonly display_name: string
  readonly original_filename: string | null
  readonly tags_json: string
  readonly context_json: string
  readonly metadata_json: string
  readonly access_mode: string
  readonly access_control_json: string
  readonly faces_json: string | null
  readonly custom_coordinates_json: string
  readonly regions_json: string
  readonly moderation_json: string
  readonly headers_json: string
  readonly source_json: string | null
  readonly created_at: number
  readonly updated_at: number
  /** Null, `deleted` or `rejected`. */
  readonly placeholder: string | null
  readonly backup_bytes: number
  readonly uploaded_at: number
  readonly last_updated_json: string
  readonly created_by_json: string | null
  readonly uploaded_by_json: string | null
}

/** Versions in the backup storage. Several rows may name one file: a restored version is the same bytes again. */
export interface AssetBackupTable {
  readonly version_id: string
  readonly environment_id: string
  readonly asset_id: string
  readonly version: number
  readonly storage_key: string
  readonly bytes: number
  readonly sha256: string
  /** The rest of what belongs to the file rather than to its name. */
  readonly file_json: string
  readonly uploaded_at: number
}

/** Both directions of each relation are rows. */
export interface AssetRelationTable {
  readonly environment_id: string
  readonly asset_id: string
  readonly related_id: string
}

/** The index of tags; `asset.tags_json` keeps their order. */
export interface AssetTagTable {
  readonly environment_id: string
  readonly resource_type: string
  readonly tag: string
  readonly created_at: number
  readonly asset_id: string
}

/** What else assets are listed by; see `repositories/asset-entries.ts`. */
export interface AssetEntryTable {
  readonly environment_id: string
  readonly resource_type: string
  readonly entry: string
  readonly created_at: number
  readonly asset_id: string
}

/** The root, whose path is empty, has a row as soon as something lies there. */
export interface FolderTable {
  readonly environment_id: string
  readonly path: string
  readonly parent: string
  readonly name: string
  readonly external_id: string
  readonly asset_count: number
  readonly created_at: number
}

export interface DerivedTable {
  readonly id: string
  readonly environment_id: string
  readonly asset_id: string
  readonly version_id: string
  readonly transformation: string
  readonly extension: string
  readonly file_key: string
  readonly storage_key: string
  readonly format: string
  readonly content_type: string
  readonly bytes: number
  readonly width: number | null
  readonly height: number | null
  readonly etag: string
  readonly created_at: number
  readonly last_used_at: number
  readonly units: number
}

/** Which derived rows use which named transformation. */
export interface DerivedNamedTable {
  readonly environment_id: string
  readonly name: string
  readonly derived_id: string
}

export interface AllowedChainTable {
  readonly environment_id: string
  readonly transformation: string
  readonly extension: string
}

export interface UploadPresetTable {
  readonly environment_id: string
  readonly name: string
  readonly unsigned: number
  readonly disallow_public_id: number
  readonly loopback_only: number
  readonly settings_json: string
  readonly created_at: number
}

export interface NamedTransformationTable {
  readonly environment_id: string
  readonly name: string
  readonly transformation: string
  readonly allowed_for_strict: number
  readonly updated_at: number
  readonly extension: string | null
}

export interface CallCountTable {
  readonly environment_id: string
  readonly name: string
  readonly window_starts_at: number
  readonly calls: number
}

export interface UploadSessionTable {
  readonly id: string
  readonly environment_id: string
  readonly upload_id: string
  readonly total_bytes: number | null
  readonly parts_json: string
  readonly received_bytes: number
  readonly created_at: number
  readonly updated_at: number
  readonly result_json: string | null
}

export interface DeleteTokenTable {
  readonly token_hash: string
  readonly environment_id: string
  readonly asset_id: string
  readonly version_id: string
  readonly expires_at: number
}

export interface StockOrderTable {
  readonly environment_id: string
  /** Unique in its environment. */
  readonly id: string
  readonly library: string
  readonly item_id: string
  readonly plan_id: string
  readonly format: string
  readonly ordered_by: string
  readonly created_at: number
  /** Until when the library may still be selling it; null: it was never asked to. */
  readonly asked_until: number | null
  /** Null while it is not known whether it was bought. */
  readonly licence_id: string | null
  readonly download_url: string | null
  readonly asset_id: string | null
  /** Why the file did not become an asset. */
  readonly problem: string | null
}

export interface PendingUploadTable {
  readonly id: string
  readonly environment_id: string
  /** Empty when nothing was received. */
  readonly storage_key: string
  readonly bytes: number
  readonly sha256: string
  readonly request_json: string
  readonly created_at: number
}

export interface GarbageTable {
  readonly storage_key: string
  readonly added_at: number
}

export interface JobTable {
  readonly id: string
  readonly name: string
  readonly payload_json: string
  readonly dedupe_key: string | null
  readonly state: 'waiting' | 'running' | 'failed'
  readonly attempt: number
  /** Waiting: not before; running: end of the lease; failed: when it failed. */
  readonly due_at: number
  readonly created_at: number
  readonly last_error: string | null
}

export interface MetadataFieldTable {
  readonly environment_id: string
  readonly external_id: string
  readonly type: string
  readonly label: string
  readonly mandatory: number
  readonly default_json: string | null
  readonly default_disabled: number
  readonly validation_json: string | null
  readonly restrictions_json: string
  readonly allow_dynamic_list_values: number
  readonly position: number
  readonly created_at: number
  /** The id of a deleted field stays taken. */
  readonly deleted_at: number | null
}

export interface MetadataOptionTable {
  readonly environment_id: string
  readonly field_id: string
  readonly external_id: string
  readonly value: string
  readonly state: string
  readonly position: number
}

export interface MetadataRuleTable {
  readonly environment_id: string
  readonly external_id: string
  readonly field_id: string
  readonly name: string | null
  readonly condition_json: string
  readonly result_json: string
  readonly state: string
  readonly position: number
  readonly created_at: number
}

export interface TriggerTable {
  readonly id: string
  readonly environment_id: string
  readonly uri: string
  readonly event_type: string
  readonly additive: number
  readonly filter_json: string | null
  readonly created_at: number
  readonly updated_at: number
}

export interface NotificationDeliveryTable {
  readonly id: string
  readonly environment_id: string
  readonly trigger_id: string | null
  readonly type: string
  readonly url: string
  readonly body: string
  readonly state: 'pending' | 'dead'
  readonly attempts: number
  readonly last_error: string | null
  readonly created_at: number
  readonly updated_at: number
}

export interface UploadMappingTable {
  readonly environment_id: string
  readonly folder: string
  readonly template: string
  readonly upload_preset_name: string | null
  readonly created_at: number
}

export interface StreamingProfileTable {
  readonly environment_id: string
  readonly name: string
  readonly display_name: string | null
  readonly representations_json: string
  readonly created_at: number
}

export interface UsageDayTable {
  readonly environment_id: string
  /** `2026-11-23`, in UTC. */
  readonly day: string
  readonly counter: string
  readonly amount: number
}

export interface UsageWriterTable {
  readonly writer: string
  readonly batch: number
  readonly day: string
}
