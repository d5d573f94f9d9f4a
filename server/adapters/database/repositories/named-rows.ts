/** What is kept by its name within an environment: found, listed by name, put in whole, deleted. */
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

interface Named {
  readonly environment_id: string
  readonly name: string
}

export interface NamedRows<Entity> {
  find(environmentId: string, name: string): Promise<Entity | null>
  /** By name. */
  list(environmentId: string): Promise<readonly Entity[]>
  put(entity: Entity): Promise<void>
  /** @returns whether there was one */
  delete(environmentId: string, name: string): Promise<boolean>
}

type NamedTable = { [T in keyof Schema]: Schema[T] extends Named ? T : never }[keyof Schema]

/** @param table whose key is `environment_id` and `name` */
export function namedRows<Table extends NamedTable, Entity>(
  schema: Kysely<Schema>,
  table: Table,
  rows: { readonly of: (entity: Entity) => Schema[Table] & Named; readonly read: (row: Schema[Table]) => Entity },
): NamedRows<Entity> {
  // Kysely types no query over a table that is a parameter: these are of that table, seen as its key only.
  const db = schema as unknown as Kysely<Readonly<Record<'named', Named>>>
  const named = table as unknown as 'named'
  const read = (row: Named) => rows.read(row as Schema[Table])
  const select = (environmentId: string) => db.selectFrom(named).selectAll().where('environment_id', '=', environmentId)
  return {
    async find(environmentId, name) {
      const row = await select(environmentId).where('name', '=', name).executeTakeFirst()
      return row === undefined ? null : read(row)
    },
    async list(environmentId) {
      return (await select(environmentId).orderBy('name').execute()).map(read)
    },
    async put(entity) {
      const row: Named = rows.of(entity)
      await db
        .insertInto(named)
        .values(row)
        .onConflict((conflict) => conflict.columns(['environment_id', 'name']).doUpdateSet(row))
        .execute()
    },
    async delete(environmentId, name) {
      const deleted = await db
        .deleteFrom(named)
        .where('environment_id', '=', environmentId)
        .where('name', '=', name)
        .returning('name')
        .execute()
      return deleted.length > 0
    },
  }
}
