/** Every repository over one connection or transaction. Written once for all dialects. */
import type { Kysely } from 'kysely'
import type { Repositories } from '../../../ports/database.ts'
import type { Schema } from '../schema.ts'
import type { Sealer } from '../sealer.ts'
import { accessKeyRepository } from './access-keys.ts'
import { accountRepository } from './accounts.ts'
import { assetBackupRepository } from './asset-backups.ts'
import { assetListingRepository } from './asset-listings.ts'
import { assetRelationRepository } from './asset-relations.ts'
import { assetRepository } from './assets.ts'
import { attemptRepository } from './attempts.ts'
import { chainRepository } from './chains.ts'
import { collectionRepository } from './collections.ts'
import { countRepository } from './counts.ts'
import { credentialRepository } from './credentials.ts'
import { deleteTokenRepository } from './delete-tokens.ts'
import { derivedRepository } from './derived.ts'
import { environmentContentsRepository } from './environment-contents.ts'
import { environmentRepository } from './environments.ts'
import { folderRepository } from './folders.ts'
import { garbageRepository } from './garbage.ts'
import { jobRepository } from './jobs.ts'
import { metadataFieldRepository } from './metadata-fields.ts'
import { metadataRuleRepository } from './metadata-rules.ts'
import { namedTransformationRepository } from './named-transformations.ts'
import { notificationDeliveryRepository } from './notification-deliveries.ts'
import { pendingUploadRepository } from './pending-uploads.ts'
import { sessionRepository } from './sessions.ts'
import { stockOrderRepository } from './stock-orders.ts'
import { storedFileRepository } from './stored-files.ts'
import { streamingProfileRepository } from './streaming-profiles.ts'
import { triggerRepository } from './triggers.ts'
import { uploadMappingRepository } from './upload-mappings.ts'
import { uploadPresetRepository } from './upload-presets.ts'
import { uploadSessionRepository } from './upload-sessions.ts'
import { usageRepository } from './usage.ts'
import { userGroupRepository } from './user-groups.ts'
import { userTokenRepository } from './user-tokens.ts'
import { userRepository } from './users.ts'
import { widgetSessionRepository } from './widget-sessions.ts'

export function createRepositories(db: Kysely<Schema>, sealer: Sealer): Repositories {
  return {
    environments: environmentRepository(db, sealer),
    accounts: accountRepository(db, sealer),
    users: userRepository(db),
    userGroups: userGroupRepository(db),
    credentials: credentialRepository(db, sealer),
    sessions: sessionRepository(db),
    userTokens: userTokenRepository(db),
    attempts: attemptRepository(db),
    collections: collectionRepository(db),
    widgetSessions: widgetSessionRepository(db),
    environmentContents: environmentContentsRepository(db),
    accessKeys: accessKeyRepository(db, sealer),
    assets: assetRepository(db),
    listings: assetListingRepository(db),
    folders: folderRepository(db),
    backups: assetBackupRepository(db),
    relations: assetRelationRepository(db),
    derived: derivedRepository(db),
    presets: uploadPresetRepository(db),
    namedTransformations: namedTransformationRepository(db),
    chains: chainRepository(db),
    counts: countRepository(db),
    uploadSessions: uploadSessionRepository(db),
    deleteTokens: deleteTokenRepository(db),
    pendingUploads: pendingUploadRepository(db),
    garbage: garbageRepository(db),
    jobs: jobRepository(db),
    metadataFields: metadataFieldRepository(db),
    metadataRules: metadataRuleRepository(db),
    triggers: triggerRepository(db),
    usage: usageRepository(db),
    notificationDeliveries: notificationDeliveryRepository(db),
    uploadMappings: uploadMappingRepository(db),
    streamingProfiles: streamingProfileRepository(db),
    storedFiles: storedFileRepository(db),
    stockOrders: stockOrderRepository(db),
  }
}
