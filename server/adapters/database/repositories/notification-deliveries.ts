import type { Kysely } from 'kysely'
import type { NotificationDelivery } from '../../../domain/notification.ts'
import type { NotificationDeliveryRepository } from '../../../ports/repositories/notification-deliveries.ts'
import type { NotificationDeliveryTable, Schema } from '../schema.ts'

export function notificationDeliveryRepository(db: Kysely<Schema>): NotificationDeliveryRepository {
  const find = async (id: string) => {
    const row = await db.selectFrom('notification_delivery').selectAll().where('id', '=', id).executeTakeFirst()
    return row === undefined ? null : fromRow(row)
  }
  return {
    findById: find,
    async insert(delivery) {
      await db.insertInto('notification_delivery').values(toRow(delivery)).execute()
    },
    async update(delivery) {
      await db.updateTable('notification_delivery').set(toRow(delivery)).where('id', '=', delivery.id).execute()
    },
    async delete(id) {
      await db.deleteFrom('notification_delivery').where('id', '=', id).execute()
    },
    async listDead(environmentId, { after, limit }) {
      const last = after === null ? null : await find(after)
      let query = db
        .selectFrom('notification_delivery')
        .selectAll()
        .where('environment_id', '=', environmentId)
        .where('state', '=', 'dead')
      if (last !== null) {
        query = query.where(({ eb, or, and }) =>
          or([
            eb('updated_at', '<', last.updatedAt),
            and([eb('updated_at', '=', last.updatedAt), eb('id', '<', last.id)]),
          ]),
        )
      }
      const rows = await query.orderBy('updated_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
      return rows.map(fromRow)
    },
    async deleteDead(before) {
      await db
        .deleteFrom('notification_delivery')
        .where('state', '=', 'dead')
        .where('updated_at', '<', before)
        .execute()
    },
  }
}

function toRow(delivery: NotificationDelivery): NotificationDeliveryTable {
  return {
    id: delivery.id,
    environment_id: delivery.environmentId,
    trigger_id: delivery.triggerId,
    type: delivery.type,
    url: delivery.url,
    body: delivery.body,
    state: delivery.state,
    attempts: delivery.attempts,
    last_error: delivery.lastError,
    created_at: delivery.createdAt,
    updated_at: delivery.updatedAt,
  }
}

function fromRow(row: NotificationDeliveryTable): NotificationDelivery {
  return {
    id: row.id,
    environmentId: row.environment_id,
    triggerId: row.trigger_id,
    type: row.type as NotificationDelivery['type'],
    url: row.url,
    body: row.body,
    state: row.state,
    attempts: row.attempts,
    lastError: row.last_error,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
