/** Brings a database to this release's schema, and refuses one that a newer release has written. */
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { NewerSchemaError, OlderSchemaError } from '../../errors/port-errors.ts'
import { MIGRATIONS } from './migrations/index.ts'

/** @throws NewerSchemaError */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  await refuseNewerSchema(db as unknown as Kysely<MigrationSchema>)
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    // Two that were written side by side may arrive in either order.
    allowUnorderedMigrations: true,
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

/** For readers, who change nothing. @throws NewerSchemaError | OlderSchemaError */
export async function assertCurrentSchema<T>(db: Kysely<T>): Promise<void> {
  await refuseNewerSchema(db as unknown as Kysely<MigrationSchema>)
  const applied = await appliedMigrations(db as unknown as Kysely<MigrationSchema>)
  if (applied.length < Object.keys(MIGRATIONS).length) throw new OlderSchemaError()
}

interface MigrationSchema {
  readonly kysely_migration: { readonly name: string }
}

async function refuseNewerSchema(db: Kysely<MigrationSchema>): Promise<void> {
  const unknown = (await appliedMigrations(db)).find((name) => MIGRATIONS[name] === undefined)
  if (unknown !== undefined) throw new NewerSchemaError(unknown)
}

async function appliedMigrations(db: Kysely<MigrationSchema>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  return (await db.selectFrom('kysely_migration').select('name').execute()).map(({ name }) => name)
}
