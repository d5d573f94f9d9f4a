import type { AccessKeyRepository } from './repositories/access-keys.ts'
import type { AccountRepository } from './repositories/accounts.ts'
import type { AssetBackupRepository } from './repositories/asset-backups.ts'
import type { AssetListingRepository } from './repositories/asset-listings.ts'
import type { AssetRelationRepository } from './repositories/asset-relations.ts'
import type { AssetRepository } from './repositories/assets.ts'
import type { ChainRepository } from './repositories/chains.ts'
import type { CollectionRepository } from './repositories/collections.ts'
import type { CountRepository } from './repositories/counts.ts'
import type { DeleteTokenRepository } from './repositories/delete-tokens.ts'
import type { DerivedRepository } from './repositories/derived.ts'
import type { EnvironmentContentsRepository } from './repositories/environment-contents.ts'
import type { EnvironmentRepository } from './repositories/environments.ts'
import type { FolderRepository } from './repositories/folders.ts'
import type { GarbageRepository } from './repositories/garbage.ts'
import type { JobRepository } from './repositories/jobs.ts'
import type { MetadataFieldRepository } from './repositories/metadata-fields.ts'
import type { MetadataRuleRepository } from './repositories/metadata-rules.ts'
import type { NamedTransformationRepository } from './repositories/named-transformations.ts'
import type { NotificationDeliveryRepository } from './repositories/notification-deliveries.ts'
import type { PendingUploadRepository } from './repositories/pending-uploads.ts'
import type {
  AttemptRepository,
  CredentialRepository,
  SessionRepository,
  UserTokenRepository,
} from './repositories/sign-in.ts'
import type { StockOrderRepository } from './repositories/stock-orders.ts'
import type { StoredFileRepository } from './repositories/stored-files.ts'
import type { StreamingProfileRepository } from './repositories/streaming-profiles.ts'
import type { TriggerRepository } from './repositories/triggers.ts'
import type { UploadMappingRepository } from './repositories/upload-mappings.ts'
import type { UploadPresetRepository } from './repositories/upload-presets.ts'
import type { UploadSessionRepository } from './repositories/upload-sessions.ts'
import type { UsageRepository } from './repositories/usage.ts'
import type { UserGroupRepository } from './repositories/user-groups.ts'
import type { UserRepository } from './repositories/users.ts'
import type { WidgetSessionRepository } from './repositories/widget-sessions.ts'
import type { Search } from './search.ts'

/**
 * Rows, and nothing else: no rule of the domain lives behind this port. Everything is scoped to an environment.
 * When `transaction` resolves, its writes survive a crash; when it rejects, there are none.
 * Every driver passes `test/server/adapters/database/contract.ts`.
 */
export interface Database extends Repositories, Search {
  /**
   * Must not wait for anything but the repositories it is given: writes of other requests wait meanwhile. Several may be
   * committed together; one that rejects takes none of the others with it.
   */
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>
  /** Resolves when the database answers. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface Repositories {
  readonly accounts: AccountRepository
  readonly users: UserRepository
  readonly userGroups: UserGroupRepository
  readonly credentials: CredentialRepository
  readonly sessions: SessionRepository
  readonly userTokens: UserTokenRepository
  readonly attempts: AttemptRepository
  readonly collections: CollectionRepository
  readonly widgetSessions: WidgetSessionRepository
  readonly environments: EnvironmentRepository
  readonly environmentContents: EnvironmentContentsRepository
  readonly accessKeys: AccessKeyRepository
  readonly assets: AssetRepository
  readonly listings: AssetListingRepository
  readonly folders: FolderRepository
  readonly backups: AssetBackupRepository
  readonly relations: AssetRelationRepository
  readonly derived: DerivedRepository
  readonly presets: UploadPresetRepository
  readonly namedTransformations: NamedTransformationRepository
  readonly chains: ChainRepository
  readonly counts: CountRepository
  readonly uploadSessions: UploadSessionRepository
  readonly deleteTokens: DeleteTokenRepository
  readonly pendingUploads: PendingUploadRepository
  readonly garbage: GarbageRepository
  readonly jobs: JobRepository
  readonly metadataFields: MetadataFieldRepository
  readonly metadataRules: MetadataRuleRepository
  readonly triggers: TriggerRepository
  readonly usage: UsageRepository
  readonly notificationDeliveries: NotificationDeliveryRepository
  readonly uploadMappings: UploadMappingRepository
  readonly streamingProfiles: StreamingProfileRepository
  readonly storedFiles: StoredFileRepository
  readonly stockOrders: StockOrderRepository
}
