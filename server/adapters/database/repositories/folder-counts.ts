/** Keeps folders, and the numbers of their assets, in step with where assets lie. */
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Asset } from '../../../domain/asset.ts'
import { folderName, folderWithAncestors, parentFolder } from '../../../domain/folder.ts'
import type { Schema } from '../schema.ts'
import { compiledOnce } from './compiled.ts'

type Placed = Pick<Asset, 'id' | 'environmentId' | 'assetFolder' | 'placeholder' | 'updatedAt'>

/** From where it was (null: nowhere) to where it is (null: gone). */
export async function moveInFolders(db: Kysely<Schema>, from: Placed | null, to: Placed | null): Promise<void> {
  const before = from === null || from.placeholder === 'deleted' ? null : from
  const after = to === null || to.placeholder === 'deleted' ? null : to
  if (before?.assetFolder === after?.assetFolder && before?.environmentId === after?.environmentId) return
  if (before !== null) await add(db, before, -1)
  if (after !== null && !(await add(db, after, 1))) {
    await makeFolders(db, after)
    await add(db, after, 1)
  }
}

const addToCount = compiledOnce((db) =>
  db
    .updateTable('folder')
    .set((expression) => ({ asset_count: expression('asset_count', '+', 1) }))
    .where('environment_id', '=', '')
    .where('path', '=', '')
    .returning('path'),
)

/** Whether the folder was there. */
async function add(db: Kysely<Schema>, { environmentId, assetFolder }: Placed, count: 1 | -1): Promise<boolean> {
  const found = await addToCount(db, [count, environmentId, assetFolder])
  return found.length > 0
}

async function makeFolders(db: Kysely<Schema>, { id, environmentId, assetFolder, updatedAt }: Placed): Promise<void> {
  for (const path of folderWithAncestors(assetFolder)) {
    await db
      .insertInto('folder')
      .values({
        environment_id: environmentId,
        path,
        parent: parentFolder(path),
        name: folderName(path),
        external_id: await freeId(db, environmentId, [path, id, String(updatedAt)]),
        asset_count: 0,
        created_at: updatedAt,
      })
      .onConflict((conflict) => conflict.columns(['environment_id', 'path']).doNothing())
      .execute()
  }
}

/** The same for the same parts, unless a folder that was renamed has it already. */
async function freeId(db: Kysely<Schema>, environmentId: string, parts: readonly string[]): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const hash = createHash('sha256').update(JSON.stringify([environmentId, ...parts, attempt]))
    const id = hash.digest('hex').slice(0, 32)
    const taken = await db
      .selectFrom('folder')
      .select('path')
      .where('environment_id', '=', environmentId)
      .where('external_id', '=', id)
      .executeTakeFirst()
    if (taken === undefined) return id
  }
}
