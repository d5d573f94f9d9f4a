import type { Kysely } from 'kysely'
import type { DeleteTokenRepository } from '../../../ports/repositories/delete-tokens.ts'
import type { Schema } from '../schema.ts'

export function deleteTokenRepository(db: Kysely<Schema>): DeleteTokenRepository {
  return {
    async insert(token) {
      await db
        .insertInto('delete_token')
        .values({
          token_hash: token.tokenHash,
          environment_id: token.environmentId,
          asset_id: token.assetId,
          version_id: token.versionId,
          expires_at: token.expiresAt,
        })
        .execute()
    },
    async take(environmentId, tokenHash) {
      const row = await db
        .deleteFrom('delete_token')
        .where('environment_id', '=', environmentId)
        .where('token_hash', '=', tokenHash)
        .returningAll()
        .executeTakeFirst()
      if (row === undefined) return null
      return {
        environmentId: row.environment_id,
        assetId: row.asset_id,
        versionId: row.version_id,
        expiresAt: row.expires_at,
      }
    },
    async deleteExpired(now) {
      await db.deleteFrom('delete_token').where('expires_at', '<=', now).execute()
    },
  }
}
