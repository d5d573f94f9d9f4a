import type { Kysely } from 'kysely'
import type { MetadataRule } from '../../../domain/metadata-rule.ts'
import type { MetadataRuleRepository } from '../../../ports/repositories/metadata-rules.ts'
import type { MetadataRuleTable, Schema } from '../schema.ts'
import { fromJson, toJson } from './columns.ts'

export function metadataRuleRepository(db: Kysely<Schema>): MetadataRuleRepository {
  const select = (environmentId: string) =>
    db.selectFrom('metadata_rule').selectAll().where('environment_id', '=', environmentId)
  return {
    async find(environmentId, externalId) {
      const row = await select(environmentId).where('external_id', '=', externalId).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async list(environmentId) {
      const rows = await select(environmentId).orderBy('field_id').orderBy('position').orderBy('external_id').execute()
      return rows.map(fromRow)
    },
    async put(rule) {
      const row = toRow(rule)
      await db
        .insertInto('metadata_rule')
        .values(row)
        .onConflict((conflict) => conflict.columns(['environment_id', 'external_id']).doUpdateSet(row))
        .execute()
    },
    async delete(environmentId, externalId) {
      const deleted = await db
        .deleteFrom('metadata_rule')
        .where('environment_id', '=', environmentId)
        .where('external_id', '=', externalId)
        .returning('external_id')
        .execute()
      return deleted.length > 0
    },
  }
}

function toRow(rule: MetadataRule): MetadataRuleTable {
  return {
    environment_id: rule.environmentId,
    external_id: rule.externalId,
    field_id: rule.fieldId,
    name: rule.name,
    condition_json: toJson(rule.condition),
    result_json: toJson(rule.result),
    state: rule.state,
    position: rule.position,
    created_at: rule.createdAt,
  }
}

function fromRow(row: MetadataRuleTable): MetadataRule {
  return {
    environmentId: row.environment_id,
    externalId: row.external_id,
    fieldId: row.field_id,
    name: row.name,
    condition: fromJson(row.condition_json),
    result: fromJson(row.result_json),
    state: row.state as MetadataRule['state'],
    position: row.position,
    createdAt: row.created_at,
  }
}
