import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Collection, CollectionPlace } from '../../../domain/collection.ts'
import type { CollectionRepository } from '../../../ports/repositories/collections.ts'
import type { CollectionTable, Schema } from '../schema.ts'
import { liesIn } from './folder-range.ts'

export function collectionRepository(db: Kysely<Schema>): CollectionRepository {
  const placesOf = (environmentId: string, id: string) =>
    db.selectFrom('collection_asset').where('environment_id', '=', environmentId).where('collection_id', '=', id)
  const live = (environmentId: string) =>
    db
      .selectFrom('collection_asset')
      .innerJoin('asset', 'asset.id', 'collection_asset.asset_id')
      .where('collection_asset.environment_id', '=', environmentId)
      .where('asset.environment_id', '=', environmentId)
      .where(isLive)

  return {
    async insert(collection) {
      await db.insertInto('collection').values(toRow(collection)).execute()
    },
    async find(environmentId, id) {
      const row = await db
        .selectFrom('collection')
        .selectAll()
        .where('environment_id', '=', environmentId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async list(environmentId, folder) {
      const rows = await db.selectFrom('collection').selectAll().where('environment_id', '=', environmentId).execute()
      const counts = await live(environmentId)
        .$if(folder !== null, (query) => query.where(liesIn(folder ?? '')))
        .select(['collection_asset.collection_id', db.fn.countAll<number>().as('assets')])
        .groupBy('collection_asset.collection_id')
        .execute()
      const byId = new Map(counts.map((row) => [row.collection_id, Number(row.assets)]))
      return rows.map((row) => ({ ...fromRow(row), assetCount: byId.get(row.id) ?? 0 }))
    },
    async folders(environmentId, id) {
      const rows = await live(environmentId)
        .select('asset.asset_folder')
        .distinct()
        .where('collection_asset.collection_id', '=', id)
        .execute()
      return rows.map((row) => row.asset_folder)
    },
    async size(environmentId, id) {
      const row = await placesOf(environmentId, id).select(db.fn.countAll<number>().as('assets')).executeTakeFirst()
      return Number(row?.assets ?? 0)
    },
    async count(environmentId) {
      const row = await db
        .selectFrom('collection')
        .select(db.fn.countAll<number>().as('collections'))
        .where('environment_id', '=', environmentId)
        .executeTakeFirst()
      return Number(row?.collections ?? 0)
    },
    async update(collection) {
      await db
        .updateTable('collection')
        .set(toRow(collection))
        .where('environment_id', '=', collection.environmentId)
        .where('id', '=', collection.id)
        .execute()
    },
    async delete(environmentId, id) {
      await db
        .deleteFrom('collection_asset')
        .where('environment_id', '=', environmentId)
        .where('collection_id', '=', id)
        .execute()
      const gone = await db
        .deleteFrom('collection')
        .where('environment_id', '=', environmentId)
        .where('id', '=', id)
        .returning('id')
        .execute()
      return gone.length > 0
    },
    async places(environmentId, id, { folder, after, limit }) {
      let query = live(environmentId)
        .$if(folder !== null, (all) => all.where(liesIn(folder ?? '')))
        .select(['collection_asset.asset_id', 'collection_asset.position'])
        .where('collection_asset.collection_id', '=', id)
      if (after !== null) query = query.where(isBehind(after))
      const rows = await query
        .orderBy('collection_asset.position')
        .orderBy('collection_asset.asset_id')
        .limit(limit)
        .execute()
      return rows.map((row) => ({ assetId: row.asset_id, position: row.position }))
    },
    async positionOf(environmentId, id, assetId) {
      const row = await placesOf(environmentId, id)
        .select('position')
        .where('asset_id', '=', assetId)
        .executeTakeFirst()
      return row?.position ?? null
    },
    async lastPosition(environmentId, id) {
      const row = await placesOf(environmentId, id)
        .select('position')
        .orderBy('position', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.position ?? null
    },
    async makeRoom(environmentId, id, { from, by }) {
      await db
        .updateTable('collection_asset')
        .set((set) => ({ position: set('position', '+', by) }))
        .where('environment_id', '=', environmentId)
        .where('collection_id', '=', id)
        .where('position', '>=', from)
        .execute()
    },
    async put(environmentId, id, places) {
      if (places.length === 0) return
      const rows = places.map(({ assetId, position }) => ({
        environment_id: environmentId,
        collection_id: id,
        asset_id: assetId,
        position,
      }))
      await db
        .insertInto('collection_asset')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(['environment_id', 'collection_id', 'asset_id'])
            .doUpdateSet((set) => ({ position: set.ref('excluded.position') })),
        )
        .execute()
    },
    async remove(environmentId, id, assetIds) {
      if (assetIds.length === 0) return []
      const gone = await db
        .deleteFrom('collection_asset')
        .where('environment_id', '=', environmentId)
        .where('collection_id', '=', id)
        .where('asset_id', 'in', [...assetIds])
        .returning('asset_id')
        .execute()
      return gone.map((row) => row.asset_id)
    },
  }
}

type Joined = ExpressionBuilder<Schema, 'asset' | 'collection_asset'>

/** Deleted assets whose backups are kept have rows. */
function isLive(where: Joined) {
  return where.or([where('asset.placeholder', 'is', null), where('asset.placeholder', '<>', 'deleted')])
}

function isBehind({ position, assetId }: CollectionPlace) {
  return (where: Joined) =>
    where.or([
      where('collection_asset.position', '>', position),
      where.and([where('collection_asset.position', '=', position), where('collection_asset.asset_id', '>', assetId)]),
    ])
}

function toRow(collection: Collection): CollectionTable {
  return {
    environment_id: collection.environmentId,
    id: collection.id,
    name: collection.name,
    description: collection.description,
    created_at: collection.createdAt,
    updated_at: collection.updatedAt,
  }
}

function fromRow(row: CollectionTable): Collection {
  return {
    id: row.id,
    environmentId: row.environment_id,
    name: row.name,
    description: row.description,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
