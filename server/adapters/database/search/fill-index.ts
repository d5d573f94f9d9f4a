/**
 * Makes the index anew where it is missing, or was made by other rules than those of this release. Page by page, each in a
 * transaction; until the last one the old version stays written, so that a start that was interrupted begins again.
 */
import { type Kysely, sql } from 'kysely'
import { assetFromRow } from '../repositories/asset-row.ts'
import type { Schema } from '../schema.ts'
import { isPostgres } from './text-index.ts'
import { putInIndex } from './write-index.ts'

/** To be raised with every change of what `searchDocument` gives. */
const DOCUMENT_VERSION = 3
const PAGE = 500

export async function fillIndex(db: Kysely<Schema>): Promise<void> {
  const state = await db.selectFrom('search_state').select('document_version').executeTakeFirst()
  if (state?.document_version === DOCUMENT_VERSION) return
  await empty(db)
  let after = ''
  for (;;) {
    const last = await db.transaction().execute((transaction) => fillPage(transaction, after))
    if (last === null) break
    after = last
  }
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('search_state').execute()
    await transaction.insertInto('search_state').values({ document_version: DOCUMENT_VERSION }).execute()
  })
}

async function fillPage(db: Kysely<Schema>, after: string): Promise<string | null> {
  const rows = await db.selectFrom('asset').selectAll().where('id', '>', after).orderBy('id').limit(PAGE).execute()
  for (const row of rows) await putInIndex(db, assetFromRow(row))
  return rows.at(-1)?.id ?? null
}

async function empty(db: Kysely<Schema>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const table of ['search_document', 'search_number', 'search_count'] as const) {
      await transaction.deleteFrom(table).execute()
    }
    if (isPostgres(db)) await transaction.deleteFrom('search_text').execute()
    else await sql`insert into search_text (search_text) values ('delete-all')`.execute(transaction)
  })
}
