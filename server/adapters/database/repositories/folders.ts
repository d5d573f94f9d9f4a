import type { Kysely } from 'kysely'
import { type Folder, folderName, parentFolder } from '../../../domain/folder.ts'
import type { FolderRepository } from '../../../ports/repositories/folders.ts'
import type { FolderTable, Schema } from '../schema.ts'
import { afterPrefix } from './prefix-range.ts'

export function folderRepository(db: Kysely<Schema>): FolderRepository {
  const select = (environmentId: string) =>
    db.selectFrom('folder').selectAll().where('environment_id', '=', environmentId)
  const insert = async (row: FolderTable) => {
    await db
      .insertInto('folder')
      .values(row)
      .onConflict((conflict) => conflict.columns(['environment_id', 'path']).doNothing())
      .execute()
  }
  const find = async (environmentId: string, path: string) => {
    const row = await select(environmentId).where('path', '=', path).executeTakeFirst()
    return row === undefined ? null : fromRow(row)
  }
  const listTree = async (environmentId: string, path: string) => {
    const own = await find(environmentId, path)
    const below = await select(environmentId)
      .where('path', '>', path === '' ? '' : `${path}/`)
      .$if(path !== '', (query) => query.where('path', '<', afterPrefix(`${path}/`) as string))
      .orderBy('path')
      .execute()
    return [...(own === null ? [] : [own]), ...below.map(fromRow)]
  }
  return {
    find,
    insert: (folder) => insert(toRow({ ...folder, assetCount: 0 })),
    async list(environmentId, parent, { after, limit }) {
      const rows = await select(environmentId)
        .where('parent', '=', parent)
        // The root is its own parent.
        .where('path', '>', after ?? '')
        .orderBy('path')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },
    async listAll(environmentId, { after, limit }) {
      const rows = await select(environmentId).where('path', '>', after).orderBy('path').limit(limit).execute()
      return rows.map(fromRow)
    },
    async count(environmentId, parent) {
      const { count } = await db
        .selectFrom('folder')
        .select((expression) => expression.fn.countAll<number>().as('count'))
        .where('environment_id', '=', environmentId)
        .where('parent', '=', parent)
        .where('path', '>', '')
        .executeTakeFirstOrThrow()
      return count
    },
    listTree,
    async deleteTree(environmentId, path) {
      const paths = (await listTree(environmentId, path)).map((folder) => folder.path)
      for (let start = 0; start < paths.length; start += MOST_PARAMETERS) {
        await db
          .deleteFrom('folder')
          .where('environment_id', '=', environmentId)
          .where('path', 'in', paths.slice(start, start + MOST_PARAMETERS))
          .execute()
      }
      return paths
    },
    async moveIdentity(environmentId, { from, to, externalId }) {
      const folder = await find(environmentId, from)
      if (folder === null) return
      await db
        .updateTable('folder')
        .set({ external_id: externalId })
        .where('environment_id', '=', environmentId)
        .where('path', '=', from)
        .execute()
      await insert(toRow({ ...folder, path: to, assetCount: 0 }))
    },
  }
}

const MOST_PARAMETERS = 1_000

function toRow(folder: Folder): FolderTable {
  return {
    environment_id: folder.environmentId,
    path: folder.path,
    parent: parentFolder(folder.path),
    name: folderName(folder.path),
    external_id: folder.externalId,
    asset_count: folder.assetCount,
    created_at: folder.createdAt,
  }
}

function fromRow(row: FolderTable): Folder {
  return {
    environmentId: row.environment_id,
    path: row.path,
    externalId: row.external_id,
    assetCount: row.asset_count,
    createdAt: row.created_at,
  }
}
