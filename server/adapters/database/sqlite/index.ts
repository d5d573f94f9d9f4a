/**
 * The embedded database: one SQLite file, one connection that writes, in this process. Writes are serialised, those of
 * one moment are flushed together; a commit is durable when its promise resolves. Searches have threads of their own.
 */
import { Kysely, SqliteDialect, sql } from 'kysely'
import type { Database } from '../../../ports/database.ts'
import { groupCommit } from '../group-commit.ts'
import { assertCurrentSchema, migrate } from '../migrate.ts'
import { createRepositories } from '../repositories/index.ts'
import type { Schema } from '../schema.ts'
import { createSealer } from '../sealer.ts'
import { fillIndex } from '../search/fill-index.ts'
import { withAssets } from '../search/found.ts'
import { openNodeSqlite } from './node-sqlite.ts'
import { searchSqlite } from './search.ts'
import { searchThreads } from './search-threads.ts'

export interface SqliteOptions {
  /** Path of the database file, whose folder exists; `:memory:` for tests. */
  readonly path: string
  /** 32 bytes: encrypts API secrets in the file. See `readOrCreateKey`. */
  readonly secretKey: Uint8Array
  /** Default 10 s. */
  readonly busyTimeoutMs?: number
  /** Pages of the file that are kept in memory. Default 16 MiB. */
  readonly cacheBytes?: number
  /** Reads only, beside a server that writes; default false. */
  readonly readOnly?: boolean
  /** Asked when the disk is full: whether it gave some space free, and writing may be tried again. Must not wait. */
  readonly freeSpace?: () => boolean
  /** How long a search may take. Default 10 s. */
  readonly searchTimeLimitMs?: number
}

const IN_MEMORY = ':memory:'
const SEARCH_THREADS = 2
const SEARCH_CACHE_BYTES = 16 * 1024 ** 2
const MOST_WAITING_SEARCHES = 200

/** Opens (and creates or upgrades) the database. @throws NewerSchemaError | OlderSchemaError (only when read only) */
export async function openSqlite(options: SqliteOptions): Promise<Database> {
  const { path, busyTimeoutMs = 10_000, cacheBytes = 16 * 1024 ** 2 } = options
  const { readOnly = false, freeSpace = () => false } = options
  const connection = openNodeSqlite({ path, busyTimeoutMs, cacheBytes, readOnly, freeSpace })
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) })
  try {
    if (readOnly) await assertCurrentSchema(db)
    else {
      await migrate(db)
      await fillIndex(db)
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
  const sealer = createSealer(options.secretKey)
  const group = groupCommit(db, freeSpace)
  // What lies in memory no other connection can see; tests and the emulator have little of it.
  const threads =
    path === IN_MEMORY
      ? null
      : searchThreads({
          path,
          busyTimeoutMs,
          cacheBytes: SEARCH_CACHE_BYTES,
          threads: SEARCH_THREADS,
          timeLimitMs: options.searchTimeLimitMs ?? 10_000,
          mostWaiting: MOST_WAITING_SEARCHES,
        })
  return {
    ...createRepositories(db, sealer),
    transaction: (work) => group.run((transaction) => work(createRepositories(transaction, sealer))),
    async search(query, { signal } = {}) {
      const found = threads === null ? await searchSqlite(db, query) : await threads.search(query, signal)
      return withAssets(db, query, found)
    },
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    async close() {
      await threads?.close()
      await group.idle()
      await db.destroy()
    },
  }
}
