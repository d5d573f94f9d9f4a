/** More indexes of the documents that are searched. */
import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const searchIndexes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createIndex('search_document_display_name')
      .on('search_document')
      .columns(['scope', 'display_name', 'doc'] as never)
      .execute()
    if (db.getExecutor().adapter instanceof PostgresAdapter) return
    // Where counting takes too long, documents of some buckets stand for all (`sqlite/sample.ts`).
    await sql`create index search_document_bucket on search_document (scope, doc % 1000003 % 4096, doc)`.execute(db)
  },
}
