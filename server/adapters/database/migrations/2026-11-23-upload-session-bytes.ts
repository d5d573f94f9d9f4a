/** What unfinished chunked uploads hold, so that it can be bounded without reading every part. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const uploadSessionBytes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('upload_session')
      .addColumn('received_bytes', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createIndex('upload_session_unfinished')
      .on('upload_session')
      .columns(['environment_id', 'received_bytes'])
      .where('result_json' as never, 'is', null)
      .execute()
  },
}
