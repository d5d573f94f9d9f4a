/**
 * Node's own SQLite behind the small interface that Kysely's SQLite dialect drives.
 *
 * Statements are prepared once and kept: preparing costs more than running for the short queries here. Transactions
 * begin `immediate`, so that a second process waits at the start (busy time-out) instead of failing in the middle.
 * Driver errors become ours here, and only here.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { UniqueViolationError } from '../../../errors/port-errors.ts'
import { StorageFullError } from '../../../errors/request-errors.ts'

export interface NodeSqliteOptions {
  /** Path of the file, or `:memory:`. */
  readonly path: string
  /** How long to wait for another process' write. */
  readonly busyTimeoutMs: number
  /** Pages of the file that are kept in memory. */
  readonly cacheBytes: number
  readonly readOnly?: boolean
  /** Whether some space was given free on a full disk. */
  readonly freeSpace: () => boolean
}

const KEPT_STATEMENTS = 300

export function openNodeSqlite(options: NodeSqliteOptions): SqliteDatabase {
  const { path, busyTimeoutMs, readOnly = false } = options
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs, readOnly })
  if (!readOnly) database.exec('pragma journal_mode = wal')
  // FULL: a commit is on the disk when it returns, in WAL mode too (NORMAL would lose the last ones with the power).
  database.exec(`
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma temp_store = memory;
    pragma cache_size = -${Math.round(options.cacheBytes / 1024)};
    pragma journal_size_limit = 67108864;
  `)
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      const kept = statements.get(sql)
      if (kept !== undefined) return kept
      const statement = prepare(database, sql, options.freeSpace)
      if (statements.size >= KEPT_STATEMENTS) statements.clear()
      statements.set(sql, statement)
      return statement
    },
  }
}

function prepare(database: DatabaseSync, sql: string, freeSpace: () => boolean): SqliteStatement {
  // SQLite rolls back by itself on some errors (disk full): a second rollback would hide the first error.
  if (sql === 'rollback') return command(() => database.isTransaction && database.exec('rollback'))
  const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql)
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => alone(() => statement.all(...(parameters as SQLInputValue[]))),
    run: (parameters) => alone(() => statement.run(...(parameters as SQLInputValue[]))),
    iterate: (parameters) => iterateFresh(statement, parameters),
  }

  /** A statement that is a transaction of its own is tried again here; for others the whole transaction is. */
  function alone<T>(run: () => T): T {
    const isOwnTransaction = !database.isTransaction
    for (;;) {
      try {
        return translated(run)
      } catch (error) {
        if (!(isOwnTransaction && error instanceof StorageFullError && freeSpace())) throw error
      }
    }
  }
}

function command(run: () => unknown): SqliteStatement {
  return {
    reader: false,
    all: () => [],
    run: () => {
      translated(run)
      return { changes: 0, lastInsertRowid: 0 }
    },
    iterate: () => [].values(),
  }
}

/** A kept statement has one cursor only, so rows are taken out before they are handed on. */
function iterateFresh(statement: StatementSync, parameters: readonly unknown[]): IterableIterator<unknown> {
  return translated(() => statement.all(...(parameters as SQLInputValue[]))).values()
}

const SQLITE_FULL = 13
/** The index of the log could not grow. */
const SQLITE_IOERR_SHMSIZE = 4874
const SQLITE_CONSTRAINT_PRIMARYKEY = 1555
const SQLITE_CONSTRAINT_UNIQUE = 2067

/** Runs it, and makes the driver's errors ours. */
export function translated<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    const code = (error as { errcode?: number }).errcode
    if (code === SQLITE_CONSTRAINT_UNIQUE || code === SQLITE_CONSTRAINT_PRIMARYKEY) {
      throw new UniqueViolationError({ cause: error })
    }
    if (code === SQLITE_FULL || code === SQLITE_IOERR_SHMSIZE) throw new StorageFullError({ cause: error })
    throw error
  }
}
