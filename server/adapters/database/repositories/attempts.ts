import type { Kysely } from 'kysely'
import type { AttemptRepository } from '../../../ports/repositories/sign-in.ts'
import type { Schema } from '../schema.ts'

export function attemptRepository(db: Kysely<Schema>): AttemptRepository {
  return {
    async find(key) {
      const row = await db.selectFrom('sign_in_attempt').selectAll().where('attempt_key', '=', key).executeTakeFirst()
      return row === undefined ? null : { key: row.attempt_key, count: row.tries, expiresAt: row.expires_at }
    },
    async put({ key, count, expiresAt }) {
      const row = { attempt_key: key, tries: count, expires_at: expiresAt }
      await db
        .insertInto('sign_in_attempt')
        .values(row)
        .onConflict((conflict) => conflict.column('attempt_key').doUpdateSet(row))
        .execute()
    },
    async delete(keys) {
      if (keys.length === 0) return
      await db
        .deleteFrom('sign_in_attempt')
        .where('attempt_key', 'in', [...keys])
        .execute()
    },
    async deleteExpired(now) {
      await db.deleteFrom('sign_in_attempt').where('expires_at', '<=', now).execute()
    },
  }
}
