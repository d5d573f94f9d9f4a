/**
 * The tables of the search index. They are filled where the database is opened (`search/fill.ts`), because what they hold
 * follows from the assets and changes with the releases.
 */
import { type ColumnDataType, type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const NUMBERS = [
  'uploaded_at',
  'updated_at',
  'bytes',
  'width',
  'height',
  'pixels',
  'pages',
  'duration',
  'aspect_ratio',
] as const
const TEXTS = ['public_id', 'filename', 'display_name', 'asset_folder', 'format', 'resource_type', 'type'] as const
const INDEXED = ['uploaded_at', 'updated_at', 'bytes', 'width', 'height', 'duration', 'public_id'] as const

export const search: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createDocuments(db)
    await createNumbers(db)
    await createCounts(db)
    if (db.getExecutor().adapter instanceof PostgresAdapter) await createVectors(db)
    else await createFullText(db)
    await db.schema
      .createTable('search_state')
      .addColumn('document_version', 'integer', (column) => column.notNull())
      .execute()
  },
}

async function createDocuments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('search_scope')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('environment_id', 'text', (column) => column.notNull().unique())
    .execute()
  let documents = db.schema
    .createTable('search_document')
    // In SQLite only the type `integer` makes the key the row's own number.
    .addColumn('doc', wide(db), (column) => column.primaryKey())
    .addColumn('scope', 'integer', (column) => column.notNull())
    .addColumn('asset_id', 'text', (column) => column.notNull().unique())
    .addColumn('digest', 'text', (column) => column.notNull())
  for (const name of NUMBERS) documents = documents.addColumn(name, 'double precision', (column) => column.notNull())
  for (const name of TEXTS) documents = documents.addColumn(name, 'text', (column) => column.notNull())
  await documents.execute()
  await db.schema
    .createIndex('search_document_created')
    .on('search_document')
    .columns(['scope', 'doc'] as never)
    .execute()
  for (const name of INDEXED) {
    await db.schema
      .createIndex(`search_document_${name}`)
      .on('search_document')
      .columns(['scope', name, 'doc'] as never)
      .execute()
  }
}

async function createNumbers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('search_number')
    .addColumn('scope', 'integer', (column) => column.notNull())
    .addColumn('field', 'text', (column) => column.notNull())
    .addColumn('value', 'double precision', (column) => column.notNull())
    .addColumn('doc', wide(db), (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('search_number_value')
    .on('search_number')
    .columns(['scope', 'field', 'value', 'doc'])
    .execute()
  await db.schema.createIndex('search_number_doc').on('search_number').columns(['doc', 'field', 'value']).execute()
}

async function createCounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('search_count')
    .addColumn('scope', 'integer', (column) => column.notNull())
    .addColumn('resource_type', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('assets', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('search_count_key', ['scope', 'resource_type', 'type', 'format'])
    .execute()
}

async function createFullText(db: Kysely<unknown>): Promise<void> {
  // Nothing but the terms is kept, and of those only which row has them: positions would triple the index.
  const tokenizer = sql.lit(`ascii tokenchars '-_./@+,%#~:=*'`)
  await sql`create virtual table search_text using fts5(
    terms, content = '', contentless_delete = 1, detail = 'none', tokenize = ${tokenizer}
  )`.execute(db)
}

async function createVectors(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('search_text')
    .addColumn('doc', 'bigint', (column) => column.primaryKey())
    .addColumn('terms', sql`tsvector`, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('search_text_terms').on('search_text').using('gin').column('terms').execute()
}

function wide(db: Kysely<unknown>): ColumnDataType {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'bigint' : 'integer'
}
