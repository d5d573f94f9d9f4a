/**
 * The full-text table of SQLite (FTS5). Row numbers are handed over as BigInt: Node binds other numbers past 2^31 as
 * floating point, and FTS5 takes a condition on `rowid` with such a number for none at all.
 */
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import type { TextRow } from '../search/text-row.ts'

export async function putSqliteText(db: Kysely<Schema>, { doc, scope, terms, isKnown }: TextRow): Promise<void> {
  if (isKnown) await removeSqliteText(db, doc)
  const text = terms.map((term) => `${scope}.${term}`).join(' ')
  await sql`insert into search_text (rowid, terms) values (${BigInt(doc)}, ${text})`.execute(db)
}

export async function removeSqliteText(db: Kysely<Schema>, doc: number): Promise<void> {
  await db.deleteFrom('search_text').where('rowid', '=', BigInt(doc)).execute()
}
