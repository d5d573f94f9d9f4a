/** What every database driver must do: one file per repository in `contract/`. `open` gives an empty one. */
import { describe } from 'vitest'
import type { Database } from '../../../../server/ports/database.ts'
import { describeAccessKeys } from './contract/access-keys.ts'
import { describeAssetBackups } from './contract/asset-backups.ts'
import { describeAssetRelations } from './contract/asset-relations.ts'
import { describeAssets } from './contract/assets.ts'
import { describeChains } from './contract/chains.ts'
import { describeCollections } from './contract/collections.ts'
import { describeCounts } from './contract/counts.ts'
import { describeDerived } from './contract/derived.ts'
import { describeEnvironments } from './contract/environments.ts'
import { describeFolders } from './contract/folders.ts'
import { describeListings } from './contract/listings.ts'
import { describeMappings } from './contract/mappings.ts'
import { describeMetadata } from './contract/metadata.ts'
import { describeNotifications } from './contract/notifications.ts'
import { describePresets } from './contract/presets.ts'
import { describeSearch } from './contract/search.ts'
import { describeStockOrders } from './contract/stock-orders.ts'
import { describeStoredFiles } from './contract/stored-files.ts'
import { describeTransactions } from './contract/transactions.ts'
import { describeUploads } from './contract/uploads.ts'
import { describeUsage } from './contract/usage.ts'
import { describeUsers } from './contract/users.ts'
import { describeWidgetSessions } from './contract/widget-sessions.ts'

export function describeDatabase(name: string, open: () => Promise<Database>): void {
  describe(`database contract: ${name}`, () => {
    for (const describePart of [
      describeTransactions,
      describeEnvironments,
      describeAccessKeys,
      describeAssets,
      describeAssetBackups,
      describeAssetRelations,
      describeListings,
      describeFolders,
      describeDerived,
      describeCounts,
      describeChains,
      describePresets,
      describeNotifications,
      describeMetadata,
      describeMappings,
      describeUploads,
      describeSearch,
      describeUsage,
      describeUsers,
      describeStoredFiles,
      describeWidgetSessions,
      describeCollections,
      describeStockOrders,
    ])
      describePart(open)
  })
}
