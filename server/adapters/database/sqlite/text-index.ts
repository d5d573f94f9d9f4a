/**
 * The full-text table of SQLite (FTS5). Row numbers are handed over as BigInt: Node binds other numbers past 2^31 as
 * floating point, and FTS5 takes a condition on `rowid` with such a number for none at all.
 */
import { type Kysely, sql } from 'kysely'
import { compiledOnce } from '../repositories/compiled.ts'
import type { Schema } from '../schema.ts'
import type { TextRow } from '../search/text-row.ts'

const insertTerms = compiledOnce((db) => ({
  compile: () => sql<never>`insert into search_text (rowid, terms) values (${0n}, ${''})`.compile(db),
}))

export async function putSqliteText(db: Kysely<Schema>, { doc, scope, terms, isKnown }: TextRow): Promise<void> {
  if (isKnown) await removeSqliteText(db, doc)
  const text = terms.map((term) => `${scope}.${term}`).join(' ')
  await insertTerms(db, [BigInt(doc), text])
}

export async function removeSqliteText(db: Kysely<Schema>, doc: number): Promise<void> {
  await db.deleteFrom('search_text').where('rowid', '=', BigInt(doc)).execute()
}
