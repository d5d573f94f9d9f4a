import type { Kysely } from 'kysely'
import type { NamedTransformation } from '../../../domain/named-transformation.ts'
import type { NamedTransformationRepository } from '../../../ports/repositories/named-transformations.ts'
import type { NamedTransformationTable, Schema } from '../schema.ts'
import { fromFlag, toFlag } from './columns.ts'

export function namedTransformationRepository(db: Kysely<Schema>): NamedTransformationRepository {
  const select = (environmentId: string) =>
    db.selectFrom('named_transformation').selectAll().where('environment_id', '=', environmentId)
  return {
    async find(environmentId, name) {
      const row = await select(environmentId).where('name', '=', name).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async list(environmentId) {
      const rows = await select(environmentId).orderBy('name').execute()
      return rows.map(fromRow)
    },
    async put(transformation) {
      const row: NamedTransformationTable = {
        environment_id: transformation.environmentId,
        name: transformation.name,
        transformation: transformation.transformation,
        extension: transformation.extension ?? null,
        allowed_for_strict: toFlag(transformation.allowedForStrict),
        updated_at: transformation.updatedAt,
      }
      await db
        .insertInto('named_transformation')
        .values(row)
        .onConflict((conflict) => conflict.columns(['environment_id', 'name']).doUpdateSet(row))
        .execute()
    },
    async delete(environmentId, name) {
      const deleted = await db
        .deleteFrom('named_transformation')
        .where('environment_id', '=', environmentId)
        .where('name', '=', name)
        .returning('name')
        .execute()
      return deleted.length > 0
    },
  }
}

function fromRow(row: NamedTransformationTable): NamedTransformation {
  return {
    environmentId: row.environment_id,
    name: row.name,
    transformation: row.transformation,
    ...(row.extension === null ? {} : { extension: row.extension }),
    allowedForStrict: fromFlag(row.allowed_for_strict),
    updatedAt: row.updated_at,
  }
}
