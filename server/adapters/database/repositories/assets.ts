/** Assets, with everything that they are listed and found by: always written together. */
import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Asset, AssetName } from '../../../domain/asset.ts'
import type { AssetRepository } from '../../../ports/repositories/assets.ts'
import type { Schema } from '../schema.ts'
import { putInIndex, removeFromIndex } from '../search/write-index.ts'
import { deleteEntries, insertEntries, sameEntries } from './asset-entries.ts'
import { assetFromRow, assetToValues, BLANK_ROW } from './asset-row.ts'
import { compiledOnce } from './compiled.ts'
import { moveInFolders } from './folder-counts.ts'
import { afterPrefix } from './prefix-range.ts'

const byName = compiledOnce((db) =>
  db
    .selectFrom('asset')
    .selectAll()
    .where('environment_id', '=', '')
    .where('resource_type', '=', '')
    .where('type', '=', '')
    .where('public_id', '=', ''),
)
const byId = compiledOnce((db) =>
  db.selectFrom('asset').selectAll().where('id', '=', '').where('environment_id', '=', ''),
)

const updateRow = compiledOnce((db) =>
  db.updateTable('asset').set(BLANK_ROW).where('id', '=', '').where('environment_id', '=', ''),
)
const insertRow = compiledOnce((db) => db.insertInto('asset').values(BLANK_ROW))

export function assetRepository(db: Kysely<Schema>): AssetRepository {
  const findOrDeleted = async (name: AssetName) => {
    const [row] = await byName(db, [name.environmentId, name.resourceType, name.type, name.publicId])
    return row === undefined ? null : assetFromRow(row)
  }
  const findByIdOrDeleted = async (environmentId: string, id: string) => {
    const [row] = await byId(db, [id, environmentId])
    return row === undefined ? null : assetFromRow(row)
  }
  return {
    find: async (name) => unlessDeleted(await findOrDeleted(name)),
    findById: async (environmentId, id) => unlessDeleted(await findByIdOrDeleted(environmentId, id)),
    findOrDeleted,
    findByIdOrDeleted,
    async findMany(scope, publicIds) {
      if (publicIds.length === 0) return []
      const rows = await db
        .selectFrom('asset')
        .selectAll()
        .where('environment_id', '=', scope.environmentId)
        .where('resource_type', '=', scope.resourceType)
        .where('type', '=', scope.type)
        .where('public_id', 'in', [...publicIds])
        .execute()
      return rows.map(assetFromRow).filter((asset) => asset.placeholder !== 'deleted')
    },
    async listByTag(scope, tag, { limit } = {}) {
      let query = db
        .selectFrom('asset')
        .innerJoin('asset_tag', 'asset_tag.asset_id', 'asset.id')
        .selectAll('asset')
        .where('asset_tag.environment_id', '=', scope.environmentId)
        .where('asset_tag.resource_type', '=', scope.resourceType)
        .where('asset_tag.tag', '=', tag)
      if (scope.type !== undefined) query = query.where('asset.type', '=', scope.type)
      if (limit !== undefined) query = query.limit(limit)
      const rows = await query.orderBy('asset.public_id').execute()
      return rows.map(assetFromRow)
    },
    async findByDisplayName(environmentId, assetFolder, displayName) {
      const row = await db
        .selectFrom('asset')
        .selectAll()
        .where('environment_id', '=', environmentId)
        .where('asset_folder', '=', assetFolder)
        .where('display_name', '=', displayName)
        .where((expression) => isLive(expression))
        .limit(1)
        .executeTakeFirst()
      return row === undefined ? null : assetFromRow(row)
    },
    async findByStorageKey(storageKey) {
      const row = await db.selectFrom('asset').selectAll().where('storage_key', '=', storageKey).executeTakeFirst()
      return row === undefined ? null : assetFromRow(row)
    },
    async listAfter(id, limit) {
      const rows = await db
        .selectFrom('asset')
        .selectAll()
        .where('id', '>', id ?? '')
        .where((expression) => isLive(expression))
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(assetFromRow)
    },
    async listInTree(environmentId, folder, { createdUpTo, limit }) {
      const inside = (expression: ExpressionBuilder<Schema, 'asset'>) =>
        expression.or([
          expression('asset_folder', '=', folder),
          expression.and([
            expression('asset_folder', '>', `${folder}/`),
            expression('asset_folder', '<', afterPrefix(`${folder}/`) ?? ''),
          ]),
        ])
      let query = db
        .selectFrom('asset')
        .selectAll()
        .where('environment_id', '=', environmentId)
        .where((expression) => inside(expression))
      if (createdUpTo !== null) query = query.where('created_at', '<=', createdUpTo)
      return (await query.orderBy('asset_folder').limit(limit).execute()).map(assetFromRow)
    },
    async insert(asset) {
      await insertRow(db, assetToValues(asset))
      await insertEntries(db, asset)
      await moveInFolders(db, null, asset)
      await putInIndex(db, asset)
    },
    async update(asset) {
      const before = await findByIdOrDeleted(asset.environmentId, asset.id)
      if (before === null) return
      await updateRow(db, [...assetToValues(asset), asset.id, asset.environmentId])
      if (!sameEntries(before, asset)) {
        await deleteEntries(db, asset)
        await insertEntries(db, asset)
      }
      await moveInFolders(db, before, asset)
      await putInIndex(db, asset)
    },
    async delete(environmentId, id) {
      const before = await findByIdOrDeleted(environmentId, id)
      if (before === null) return
      await db.deleteFrom('asset').where('id', '=', id).where('environment_id', '=', environmentId).execute()
      await db
        .deleteFrom('collection_asset')
        .where('environment_id', '=', environmentId)
        .where('asset_id', '=', id)
        .execute()
      await deleteEntries(db, before)
      await moveInFolders(db, before, null)
      await removeFromIndex(db, before)
    },
  }
}

function unlessDeleted(asset: Asset | null): Asset | null {
  return asset?.placeholder === 'deleted' ? null : asset
}

function isLive(expression: ExpressionBuilder<Schema, 'asset'>) {
  return expression.or([expression('placeholder', 'is', null), expression('placeholder', '<>', 'deleted')])
}
