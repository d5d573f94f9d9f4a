/** Every migration, by the name under which it is recorded. Names sort by date; a released one is never edited. */
import type { Migration } from 'kysely/migration'
import { foundation } from './2026-11-23-foundation.ts'
import { chains } from './2026-11-23-foundation-chains.ts'
import { keyPermissions } from './2026-11-23-key-permissions.ts'

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '2026-11-23-foundation': foundation,
  '2026-11-23-foundation-chains': chains,
  '2026-11-23-key-permissions': keyPermissions,
}
