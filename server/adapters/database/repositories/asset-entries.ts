/**
 * What assets are listed by besides their names: tags, context and moderation. Each row carries the time of its asset's
 * creation, so that a page of a listing is one range of an index. A deleted asset is not found by any of them.
 */
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Asset } from '../../../domain/asset.ts'
import type { Schema } from '../schema.ts'
import { compiledOnce } from './compiled.ts'

/** Keys and values may be longer than an index can hold. */
export function contextEntry(key: string, value?: string): string {
  return hashed('context', key, ...(value === undefined ? [] : [value]))
}

export function moderationEntry(kind: string, status: string): string {
  return hashed('moderation', kind, status)
}

const PLACE = { environment_id: '', resource_type: '', created_at: 0, asset_id: '' }
const insertTag = compiledOnce((db) => db.insertInto('asset_tag').values({ ...PLACE, tag: '' }))
const insertEntry = compiledOnce((db) => db.insertInto('asset_entry').values({ ...PLACE, entry: '' }))
const deleteTags = compiledOnce((db) => db.deleteFrom('asset_tag').where('asset_id', '=', ''))
const deleteOthers = compiledOnce((db) => db.deleteFrom('asset_entry').where('asset_id', '=', ''))

export async function insertEntries(db: Kysely<Schema>, asset: Asset): Promise<void> {
  if (asset.placeholder === 'deleted') return
  const place = [asset.environmentId, asset.resourceType, asset.createdAt, asset.id]
  for (const tag of new Set(asset.tags)) await insertTag(db, [...place, tag])
  for (const entry of entriesOf(asset)) await insertEntry(db, [...place, entry])
}

export async function deleteEntries(db: Kysely<Schema>, { id }: Pick<Asset, 'id'>): Promise<void> {
  await deleteTags(db, [id])
  await deleteOthers(db, [id])
}

/** Whether both are found by the same things, in the same place. */
export function sameEntries(left: Asset, right: Asset): boolean {
  return key(left) === key(right)
}

function key(asset: Asset): string {
  const { environmentId, resourceType, createdAt, tags, placeholder } = asset
  return JSON.stringify([environmentId, resourceType, createdAt, tags, placeholder === 'deleted', entriesOf(asset)])
}

function entriesOf({ context, moderation }: Asset): readonly string[] {
  const entries = [
    ...Object.entries(context).flatMap(([name, value]) => [contextEntry(name), contextEntry(name, value)]),
    ...moderation.map(({ kind, status }) => moderationEntry(kind, status)),
  ]
  return [...new Set(entries)]
}

function hashed(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
