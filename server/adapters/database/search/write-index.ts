/**
 * Keeps the search index in step with the assets: called by their repository, in the transaction that changes them. What
 * did not change is not written again.
 */
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Asset } from '../../../domain/asset.ts'
import {
  NUMBER_COLUMNS,
  type SearchColumns,
  type SearchDocument,
  searchDocument,
  TEXT_COLUMNS,
} from '../../../search-language/document.ts'
import { compiledOnce } from '../repositories/compiled.ts'
import type { Schema } from '../schema.ts'
import { firstDocOf, secondOf } from './doc.ts'
import type { SearchDocumentTable } from './schema.ts'
import { putText, removeText } from './text-index.ts'

const scopeOf = compiledOnce((db) => db.selectFrom('search_scope').select('number').where('environment_id', '=', ''))
const lastScope = compiledOnce((db) => db.selectFrom('search_scope').select((eb) => eb.fn.max('number').as('number')))
const lastUsedScope = compiledOnce((db) =>
  db.selectFrom('search_document').select((eb) => eb.fn.max('scope').as('number')),
)
const rowOf = compiledOnce((db) => db.selectFrom('search_document').selectAll().where('asset_id', '=', ''))
const lastDoc = compiledOnce((db) =>
  db
    .selectFrom('search_document')
    .select('doc')
    .where('doc', '>=', 0)
    .where('doc', '<', 0)
    .orderBy('doc', 'desc')
    .limit(1),
)

const COLUMNS = [...NUMBER_COLUMNS, ...TEXT_COLUMNS]
const BLANK_COLUMNS = Object.fromEntries(COLUMNS.map((name) => [name, ''])) as never as SearchColumns
const BLANK_ROW = { doc: 0, scope: 0, asset_id: '', digest: '', ...BLANK_COLUMNS }
const insertDocument = compiledOnce((db) => db.insertInto('search_document').values(BLANK_ROW))
const updateDocument = compiledOnce((db) =>
  db
    .updateTable('search_document')
    .set({ digest: '', ...BLANK_COLUMNS })
    .where('doc', '=', 0),
)
const insertNumber = compiledOnce((db) =>
  db.insertInto('search_number').values({ scope: 0, field: '', value: 0, doc: 0 }),
)
const deleteNumbers = compiledOnce((db) => db.deleteFrom('search_number').where('doc', '=', 0))
const addToCount = compiledOnce((db) =>
  db
    .insertInto('search_count')
    .values({ scope: 0, resource_type: '', type: '', format: '', assets: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['scope', 'resource_type', 'type', 'format'])
        .doUpdateSet(({ ref, val, eb }) => ({ assets: eb(ref('search_count.assets'), '+', val(0)) })),
    ),
)

export async function putInIndex(db: Kysely<Schema>, asset: Asset): Promise<void> {
  // A deleted asset keeps its row for its backups; it is not found.
  if (asset.placeholder === 'deleted') return removeFromIndex(db, asset)
  const document = searchDocument(asset)
  const digest = digestOf(document)
  const [known] = await rowOf(db, [asset.id])
  const scope = known?.scope ?? (await scopeFor(db, asset.environmentId))
  if (known?.digest === digest) return
  const keepsPlace = known !== undefined && secondOf(known.doc) === document.columns.created_at
  if (known !== undefined && !keepsPlace) await removeRow(db, known)
  const doc = keepsPlace ? known.doc : await nextDoc(db, document.columns.created_at)
  const { columns } = document
  const values = COLUMNS.map((name) => columns[name])
  if (keepsPlace) {
    await updateDocument(db, [digest, ...values, doc])
    await deleteNumbers(db, [doc])
  } else await insertDocument(db, [doc, scope, asset.id, digest, ...values])
  for (const { field, value } of document.numbers) await insertNumber(db, [scope, field, value, doc])
  await putText(db, { doc, scope, terms: document.terms, isKnown: keepsPlace })
  if (!keepsPlace) await count(db, { ...columns, scope }, 1)
  else if (kindOf(known) !== kindOf(columns)) {
    await count(db, known, -1)
    await count(db, { ...columns, scope }, 1)
  }
}

export async function removeFromIndex(
  db: Kysely<Schema>,
  { id, environmentId }: Pick<Asset, 'id' | 'environmentId'>,
): Promise<void> {
  const [known] = await rowOf(db, [id])
  if (known === undefined) return
  const [scope] = await scopeOf(db, [environmentId])
  if (scope?.number === known.scope) await removeRow(db, known)
}

/** Some of what an environment has there, whatever became of its assets. Gives whether there may be more. */
export async function removeSomeFromIndex(db: Kysely<Schema>, environmentId: string, limit: number): Promise<boolean> {
  const [scope] = await scopeOf(db, [environmentId])
  if (scope === undefined) return false
  const rows = await db
    .selectFrom('search_document')
    .selectAll()
    .where('scope', '=', scope.number)
    .limit(limit)
    .execute()
  for (const row of rows) await removeRow(db, row)
  if (rows.length === limit) return true
  await db.deleteFrom('search_count').where('scope', '=', scope.number).execute()
  return false
}

async function removeRow(db: Kysely<Schema>, row: SearchDocumentTable): Promise<void> {
  await db.deleteFrom('search_document').where('doc', '=', row.doc).execute()
  await deleteNumbers(db, [row.doc])
  await removeText(db, row.doc)
  await count(db, row, -1)
}

async function scopeFor(db: Kysely<Schema>, environmentId: string): Promise<number> {
  const [known] = await scopeOf(db, [environmentId])
  if (known !== undefined) return known.number
  const [last] = await lastScope(db, [])
  // What was left behind by an environment must never become another's.
  const [lastUsed] = await lastUsedScope(db, [])
  const number = Math.max(last?.number ?? 0, lastUsed?.number ?? 0) + 1
  await db.insertInto('search_scope').values({ number, environment_id: environmentId }).execute()
  return number
}

async function nextDoc(db: Kysely<Schema>, second: number): Promise<number> {
  const [first, end] = [firstDocOf(second), firstDocOf(second + 1)]
  const [last] = await lastDoc(db, [first, end, 1])
  const next = last === undefined ? first : last.doc + 1
  // Two million assets in one second: the next one lends its numbers.
  return next < end ? next : nextDoc(db, second + 1)
}

async function count(db: Kysely<Schema>, row: Kind & { readonly scope: number }, change: 1 | -1): Promise<void> {
  const { scope, resource_type, type, format } = row
  await addToCount(db, [scope, resource_type, type, format, change, change])
}

type Kind = Pick<SearchColumns, 'resource_type' | 'type' | 'format'>

function kindOf({ resource_type, type, format }: Kind): string {
  return `${resource_type}/${type}/${format}`
}

function digestOf(document: SearchDocument): string {
  return createHash('sha1').update(JSON.stringify(document)).digest('base64')
}
