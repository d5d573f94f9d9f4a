import type { Kysely } from 'kysely'
import type { Trigger } from '../../../domain/notification.ts'
import type { TriggerRepository } from '../../../ports/repositories/triggers.ts'
import type { Schema, TriggerTable } from '../schema.ts'
import { fromFlag, fromOptionalJson, toFlag, toOptionalJson } from './columns.ts'

export function triggerRepository(db: Kysely<Schema>): TriggerRepository {
  const select = (environmentId: string) =>
    db.selectFrom('trigger').selectAll().where('environment_id', '=', environmentId)
  return {
    async find(environmentId, id) {
      const row = await select(environmentId).where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async list(environmentId) {
      const rows = await select(environmentId).orderBy('created_at').orderBy('id').execute()
      return rows.map(fromRow)
    },
    async listFor(environmentId, type) {
      const rows = await select(environmentId)
        .where('event_type', 'in', [type, 'all'])
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(fromRow)
    },
    async put(trigger) {
      const row = toRow(trigger)
      await db
        .insertInto('trigger')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
    },
    async delete(environmentId, id) {
      const deleted = await db
        .deleteFrom('trigger')
        .where('environment_id', '=', environmentId)
        .where('id', '=', id)
        .returning('id')
        .execute()
      return deleted.length > 0
    },
  }
}

function toRow(trigger: Trigger): TriggerTable {
  return {
    id: trigger.id,
    environment_id: trigger.environmentId,
    uri: trigger.uri,
    event_type: trigger.eventType,
    additive: toFlag(trigger.additive),
    filter_json: toOptionalJson(trigger.filter),
    created_at: trigger.createdAt,
    updated_at: trigger.updatedAt,
  }
}

function fromRow(row: TriggerTable): Trigger {
  return {
    id: row.id,
    environmentId: row.environment_id,
    uri: row.uri,
    eventType: row.event_type as Trigger['eventType'],
    additive: fromFlag(row.additive),
    filter: fromOptionalJson(row.filter_json),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
