import type { Kysely } from 'kysely'
import type { WidgetSession } from '../../../domain/widget-session.ts'
import type { WidgetSessionRepository } from '../../../ports/repositories/widget-sessions.ts'
import type { Schema, WidgetSessionTable } from '../schema.ts'

export function widgetSessionRepository(db: Kysely<Schema>): WidgetSessionRepository {
  return {
    async insert(session) {
      await db.insertInto('widget_session').values(toRow(session)).execute()
    },
    async findByTokenHash(environmentId, tokenHash) {
      const row = await db
        .selectFrom('widget_session')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .where('environment_id', '=', environmentId)
        .executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async findById(environmentId, id) {
      const row = await db
        .selectFrom('widget_session')
        .selectAll()
        .where('id', '=', id)
        .where('environment_id', '=', environmentId)
        .executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async extend(environmentId, id, expiresAt) {
      await db
        .updateTable('widget_session')
        .set({ expires_at: expiresAt })
        .where('id', '=', id)
        .where('environment_id', '=', environmentId)
        .execute()
    },
    async delete(environmentId, id) {
      const gone = await db
        .deleteFrom('widget_session')
        .where('id', '=', id)
        .where('environment_id', '=', environmentId)
        .returning('id')
        .execute()
      return gone.length > 0
    },
    async deleteByUser(userId) {
      await db.deleteFrom('widget_session').where('user_id', '=', userId).execute()
    },
    async deleteExpired(now) {
      await db.deleteFrom('widget_session').where('expires_at', '<', now).execute()
    },
  }
}

function toRow(session: WidgetSession): WidgetSessionTable {
  return {
    id: session.id,
    token_hash: session.tokenHash,
    environment_id: session.environmentId,
    user_id: session.userId,
    api_key: session.apiKey,
    username: session.username,
    origin: session.origin,
    signed_in_at: session.signedInAt,
    expires_at: session.expiresAt,
  }
}

function fromRow(row: WidgetSessionTable): WidgetSession {
  return {
    id: row.id,
    tokenHash: row.token_hash,
    environmentId: row.environment_id,
    userId: row.user_id,
    apiKey: row.api_key,
    username: row.username,
    origin: row.origin,
    signedInAt: row.signed_in_at,
    expiresAt: row.expires_at,
  }
}
