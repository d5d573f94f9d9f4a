import type { Kysely } from 'kysely'
import type { Session } from '../../../domain/sign-in.ts'
import type { SessionRepository } from '../../../ports/repositories/sign-in.ts'
import type { Schema, UserSessionTable } from '../schema.ts'

export function sessionRepository(db: Kysely<Schema>): SessionRepository {
  return {
    async insert(session) {
      await db.insertInto('user_session').values(toRow(session)).execute()
    },
    async findByTokenHash(tokenHash) {
      const row = await db.selectFrom('user_session').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async listByUser(userId) {
      const rows = await db
        .selectFrom('user_session')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map(fromRow)
    },
    async touch(id, now) {
      await db.updateTable('user_session').set({ last_used_at: now }).where('id', '=', id).execute()
    },
    async delete(userId, id) {
      const gone = await db
        .deleteFrom('user_session')
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .returning('id')
        .execute()
      return gone.length > 0
    },
    async deleteByUser(userId, { exceptId } = {}) {
      await db
        .deleteFrom('user_session')
        .where('user_id', '=', userId)
        .where('id', '!=', exceptId ?? '')
        .execute()
    },
    async deleteOld({ usedBefore, createdBefore }) {
      await db
        .deleteFrom('user_session')
        .where((where) => where.or([where('last_used_at', '<', usedBefore), where('created_at', '<', createdBefore)]))
        .execute()
    },
  }
}

function toRow(session: Session): UserSessionTable {
  return {
    id: session.id,
    token_hash: session.tokenHash,
    user_id: session.userId,
    created_at: session.createdAt,
    last_used_at: session.lastUsedAt,
    user_agent: session.userAgent,
    address: session.address,
  }
}

function fromRow(row: UserSessionTable): Session {
  return {
    id: row.id,
    tokenHash: row.token_hash,
    userId: row.user_id,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    userAgent: row.user_agent,
    address: row.address,
  }
}
