/** Terms in PostgreSQL: a `tsvector` that is made of them as they are, without its parsers and dictionaries. */
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import type { TextRow } from '../search/text-row.ts'

export async function putPostgresText(db: Kysely<Schema>, { doc, scope, terms }: TextRow): Promise<void> {
  const scoped = terms.map((term) => `${scope}.${term}`)
  const vector = sql`array_to_tsvector(${scoped}::text[])`
  await db
    .insertInto('search_text')
    .values({ doc, terms: vector } as never)
    .onConflict((conflict) => conflict.column('doc').doUpdateSet({ terms: vector }))
    .execute()
}

export async function removePostgresText(db: Kysely<Schema>, doc: number): Promise<void> {
  await db.deleteFrom('search_text').where('doc', '=', doc).execute()
}
