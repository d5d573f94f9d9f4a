/**
 * Every migration, by the name under which it is recorded, which is the order in which they run on an empty
 * database: what changes the first tables sorts behind them. One that was recorded is never edited.
 */
import type { Migration } from 'kysely/migration'
import { callCounts } from './2026-11-23-call-counts.ts'
import { foundation } from './2026-11-23-foundation.ts'
import { chains } from './2026-11-23-foundation-chains.ts'
import { assetStates } from './2026-11-23-foundation-states.ts'
import { keyPermissions } from './2026-11-23-key-permissions.ts'
import { listings } from './2026-11-23-listings.ts'
import { mappings } from './2026-11-23-mappings.ts'
import { metadata } from './2026-11-23-metadata.ts'
import { notifications } from './2026-11-23-notifications.ts'
import { pendingUploads } from './2026-11-23-pending-uploads.ts'
import { provisioning } from './2026-11-23-provisioning.ts'
import { provisioningDescription } from './2026-11-23-provisioning-description.ts'
import { search } from './2026-11-23-search.ts'
import { searchIndexes } from './2026-11-23-search-indexes.ts'
import { stockOrders } from './2026-11-23-stock-orders.ts'
import { stockOrderStates } from './2026-11-23-stock-orders-states.ts'
import { uploadSessionBytes } from './2026-11-23-upload-session-bytes.ts'
import { usage } from './2026-11-23-usage.ts'
import { users } from './2026-11-23-users.ts'
import { widgetSessions } from './2026-11-23-widget-sessions.ts'
import { collections } from './2026-11-23-widgets-collections.ts'

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '2026-11-23-foundation': foundation,
  '2026-11-23-foundation-chains': chains,
  '2026-11-23-key-permissions': keyPermissions,
  '2026-11-23-call-counts': callCounts,
  '2026-11-23-foundation-states': assetStates,
  '2026-11-23-upload-session-bytes': uploadSessionBytes,
  '2026-11-23-listings': listings,
  '2026-11-23-metadata': metadata,
  '2026-11-23-mappings': mappings,
  '2026-11-23-provisioning': provisioning,
  '2026-11-23-notifications': notifications,
  '2026-11-23-users': users,
  '2026-11-23-search': search,
  '2026-11-23-usage': usage,
  '2026-11-23-search-indexes': searchIndexes,
  '2026-11-23-pending-uploads': pendingUploads,
  '2026-11-23-provisioning-description': provisioningDescription,
  '2026-11-23-widget-sessions': widgetSessions,
  '2026-11-23-widgets-collections': collections,
  '2026-11-23-stock-orders': stockOrders,
  '2026-11-23-stock-orders-states': stockOrderStates,
}
