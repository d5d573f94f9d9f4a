/** A connection that only reads, for threads beside the one that writes: it sees what was committed when it begins. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely'
import type { Schema } from '../schema.ts'

export interface ReadOnlyOptions {
  /** Path of a database file that is open for writing in this process. */
  readonly path: string
  readonly cacheBytes: number
  readonly busyTimeoutMs: number
}

export interface ReadOnlySqlite {
  /** One state of the database for everything that is read. */
  snapshot<T>(read: (db: Kysely<Schema>) => Promise<T>): Promise<T>
}

const KEPT_STATEMENTS = 100

export function openReadOnly({ path, cacheBytes, busyTimeoutMs }: ReadOnlyOptions): ReadOnlySqlite {
  const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs })
  database.exec(`
    pragma temp_store = memory;
    pragma cache_size = -${Math.round(cacheBytes / 1024)};
  `)
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: kept(database) }) })
  return {
    async snapshot(read) {
      database.exec('begin')
      try {
        return await read(db)
      } finally {
        database.exec('rollback')
      }
    },
  }
}

function kept(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, StatementSync>()
  const statementOf = (sql: string) => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    if (statements.size >= KEPT_STATEMENTS) statements.clear()
    const statement = database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const read = (sql: string, parameters: readonly unknown[]) =>
    statementOf(sql).all(...(parameters as readonly SQLInputValue[]))
  return {
    close: () => database.close(),
    prepare: (sql) => ({
      reader: true,
      all: (parameters) => read(sql, parameters),
      iterate: (parameters) => read(sql, parameters).values(),
      run() {
        throw new Error('This connection only reads')
      },
    }),
  }
}
