/** The full-text engine of the database that a connection belongs to. */
import { type Kysely, PostgresAdapter } from 'kysely'
import { putPostgresText, removePostgresText } from '../postgres/text-index.ts'
import type { Schema } from '../schema.ts'
import { putSqliteText, removeSqliteText } from '../sqlite/text-index.ts'
import type { TextRow } from './text-row.ts'

export function putText(db: Kysely<Schema>, row: TextRow): Promise<void> {
  return isPostgres(db) ? putPostgresText(db, row) : putSqliteText(db, row)
}

export function removeText(db: Kysely<Schema>, doc: number): Promise<void> {
  return isPostgres(db) ? removePostgresText(db, doc) : removeSqliteText(db, doc)
}

export function isPostgres(db: Kysely<Schema>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}
