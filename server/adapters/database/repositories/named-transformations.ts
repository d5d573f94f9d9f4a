import type { Kysely } from 'kysely'
import type { NamedTransformation } from '../../../domain/named-transformation.ts'
import type { NamedTransformationRepository } from '../../../ports/repositories/named-transformations.ts'
import type { NamedTransformationTable, Schema } from '../schema.ts'
import { fromFlag, toFlag } from './columns.ts'
import { namedRows } from './named-rows.ts'

export function namedTransformationRepository(db: Kysely<Schema>): NamedTransformationRepository {
  return namedRows(db, 'named_transformation', { of: toRow, read: fromRow })
}

function toRow(transformation: NamedTransformation): NamedTransformationTable {
  return {
    environment_id: transformation.environmentId,
    name: transformation.name,
    transformation: transformation.transformation,
    extension: transformation.extension ?? null,
    allowed_for_strict: toFlag(transformation.allowedForStrict),
    updated_at: transformation.updatedAt,
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
