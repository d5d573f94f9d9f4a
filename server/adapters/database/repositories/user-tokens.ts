import type { Kysely } from 'kysely'
import type { TokenPurpose, UserToken } from '../../../domain/sign-in.ts'
import type { UserTokenRepository } from '../../../ports/repositories/sign-in.ts'
import type { Schema, UserTokenTable } from '../schema.ts'

export function userTokenRepository(db: Kysely<Schema>): UserTokenRepository {
  return {
    async insert({ tokenHash, userId, purpose, expiresAt }) {
      const row = { token_hash: tokenHash, user_id: userId, purpose, expires_at: expiresAt }
      await db.insertInto('user_token').values(row).execute()
    },
    async find(tokenHash) {
      const row = await db.selectFrom('user_token').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async take(tokenHash) {
      const row = await db
        .deleteFrom('user_token')
        .where('token_hash', '=', tokenHash)
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async deleteByUser(userId, purpose) {
      await db.deleteFrom('user_token').where('user_id', '=', userId).where('purpose', '=', purpose).execute()
    },
    async deleteExpired(now) {
      await db.deleteFrom('user_token').where('expires_at', '<=', now).execute()
    },
  }
}

function fromRow(row: UserTokenTable): UserToken {
  return {
    tokenHash: row.token_hash,
    userId: row.user_id,
    purpose: row.purpose as TokenPurpose,
    expiresAt: row.expires_at,
  }
}
