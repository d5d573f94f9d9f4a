/**
 * All rows of an environment, found by a rule instead of a list, so that a table which comes later is not forgotten: a
 * row belongs to the environment that its column `environment_id` names, and a file to the rows that name it in a
 * column ending in `storage_key`.
 */
import type { Kysely, TableMetadata } from 'kysely'
import type { EnvironmentContentsRepository } from '../../../ports/repositories/environment-contents.ts'
import type { Schema } from '../schema.ts'
import { removeSomeFromIndex } from '../search/write-index.ts'
import { garbageRepository } from './garbage.ts'

type TenantSchema = Readonly<Record<string, Readonly<Record<string, string | null>> & { environment_id: string }>>

export function environmentContentsRepository(db: Kysely<Schema>): EnvironmentContentsRepository {
  const tenants = db as unknown as Kysely<TenantSchema>
  const garbage = garbageRepository(db)

  /** Rows that name files, `limit` files at a time. Gives how many files were named. */
  async function deleteFileRows(
    table: string,
    column: string,
    environmentId: string,
    options: { readonly limit: number; readonly now: number },
  ): Promise<number> {
    const named = await tenants
      .selectFrom(table)
      .select(column)
      .distinct()
      .where('environment_id', '=', environmentId)
      .where(column, 'is not', null)
      // Of a deleted asset only the backups have files.
      .where(column, '<>', '')
      .limit(options.limit)
      .execute()
    const keys = named.map((row) => row[column]).filter((key) => typeof key === 'string')
    if (keys.length === 0) return 0
    await garbage.add(keys, options.now)
    await tenants.deleteFrom(table).where('environment_id', '=', environmentId).where(column, 'in', keys).execute()
    return keys.length
  }

  return {
    async countAssets(environmentId, atMost) {
      const rows = await db
        .selectFrom('asset')
        .select('id')
        .where('environment_id', '=', environmentId)
        .limit(atMost)
        .execute()
      return rows.length
    },
    async deleteSome(environmentId, options) {
      const isIndexed = await removeSomeFromIndex(db, environmentId, options.limit)
      const tables = (await db.introspection.getTables()).filter(isTenantTable)
      for (const { name, columns } of tables) {
        for (const column of columns.filter(namesFile)) {
          const deleted = await deleteFileRows(name, column.name, environmentId, options)
          if (deleted === options.limit) return true
        }
      }
      if (isIndexed) return true
      for (const { name } of tables) {
        await tenants.deleteFrom(name).where('environment_id', '=', environmentId).execute()
      }
      return false
    },
  }
}

function isTenantTable({ columns, isView }: TableMetadata): boolean {
  return !isView && columns.some(({ name }) => name === 'environment_id')
}

function namesFile({ name }: { readonly name: string }): boolean {
  return name.endsWith('storage_key')
}
