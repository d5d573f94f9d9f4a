import type { Kysely } from 'kysely'
import type { AssetRelationRepository } from '../../../ports/repositories/asset-relations.ts'
import type { Schema } from '../schema.ts'

export function assetRelationRepository(db: Kysely<Schema>): AssetRelationRepository {
  return {
    async add(environmentId, assetId, relatedId) {
      await db
        .insertInto('asset_relation')
        .values([
          { environment_id: environmentId, asset_id: assetId, related_id: relatedId },
          { environment_id: environmentId, asset_id: relatedId, related_id: assetId },
        ])
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    async remove(environmentId, assetId, relatedId) {
      const deleted = await db
        .deleteFrom('asset_relation')
        .where('environment_id', '=', environmentId)
        .where('asset_id', 'in', [assetId, relatedId])
        .where('related_id', 'in', [assetId, relatedId])
        .returning('asset_id')
        .execute()
      return deleted.length > 0
    },
    async has(environmentId, assetId, relatedId) {
      const row = await db
        .selectFrom('asset_relation')
        .select('asset_id')
        .where('environment_id', '=', environmentId)
        .where('asset_id', '=', assetId)
        .where('related_id', '=', relatedId)
        .executeTakeFirst()
      return row !== undefined
    },
    async list(environmentId, assetId, { after, limit }) {
      const rows = await db
        .selectFrom('asset_relation')
        .select('related_id')
        .where('environment_id', '=', environmentId)
        .where('asset_id', '=', assetId)
        .where('related_id', '>', after ?? '')
        .orderBy('related_id')
        .limit(limit)
        .execute()
      return rows.map((row) => row.related_id)
    },
    async deleteByAsset(environmentId, assetId) {
      // By the primary key: first the other ends.
      const others = await db
        .selectFrom('asset_relation')
        .select('related_id')
        .where('environment_id', '=', environmentId)
        .where('asset_id', '=', assetId)
        .execute()
      if (others.length === 0) return
      await db
        .deleteFrom('asset_relation')
        .where('environment_id', '=', environmentId)
        .where(
          'asset_id',
          'in',
          others.map((row) => row.related_id),
        )
        .where('related_id', '=', assetId)
        .execute()
      await db
        .deleteFrom('asset_relation')
        .where('environment_id', '=', environmentId)
        .where('asset_id', '=', assetId)
        .execute()
    },
  }
}
