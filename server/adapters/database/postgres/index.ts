/**
 * A PostgreSQL database. One connection writes and a few read: transactions are serialised as in the embedded database,
 * those of one moment are flushed together, and a commit is durable when its promise resolves.
 *
 * The writing connection holds an advisory lock, so one server works on a database at a time; a second one is refused.
 */
import { Kysely, sql } from 'kysely'
import { DatabaseUnavailableError } from '../../../errors/port-errors.ts'
import type { Database } from '../../../ports/database.ts'
import { groupCommit } from '../group-commit.ts'
import { migrate } from '../migrate.ts'
import { createRepositories } from '../repositories/index.ts'
import type { Schema } from '../schema.ts'
import { createSealer } from '../sealer.ts'
import { fillIndex } from '../search/fill-index.ts'
import { withAssets } from '../search/found.ts'
import { byteOrderedText } from './byte-ordered-text.ts'
import { type PostgresPackage, postgresDialect } from './dialect.ts'
import { searchPostgres } from './search.ts'

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string
  /** 32 bytes: encrypts API secrets in the tables. See `readOrCreateKey`. */
  readonly secretKey: Uint8Array
  /** Connections that read at the same time. Default 8. */
  readonly readers?: number
  /** How long to wait for another server to let go of the database. Default 3 s. */
  readonly lockTimeoutMs?: number
  /** Told about connections that broke while nobody used them. */
  readonly onConnectionLost?: (error: Error) => void
}

/** Opens (and creates or upgrades) the tables. @throws NewerSchemaError | DatabaseInUseError | DatabaseUnavailableError */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const pg = await loadDriver()
  const dialect = postgresDialect(pg, {
    url: options.url,
    readers: options.readers ?? 8,
    lockTimeoutMs: options.lockTimeoutMs ?? 3_000,
    onConnectionLost: options.onConnectionLost ?? (() => {}),
  })
  const db = new Kysely<Schema>({ dialect })
  try {
    // Connects, and takes the lock, before anything else can want to clean up after a failure.
    await sql`select 1`.execute(db)
    await migrate(db.withPlugin(byteOrderedText))
    await fillIndex(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  const sealer = createSealer(options.secretKey)
  const group = groupCommit(db)
  return {
    ...createRepositories(db, sealer),
    transaction: (work) => group.run((transaction) => work(createRepositories(transaction, sealer))),
    search: async (query) => withAssets(db, query, await searchPostgres(db, query)),
    async ping() {
      // By the writing connection: without it, and without its lock, nothing works.
      await sql`select 1`.execute(db)
    },
    async close() {
      await group.idle()
      await db.destroy()
    },
  }
}

async function loadDriver(): Promise<PostgresPackage> {
  try {
    return (await import('pg')).default
  } catch (error) {
    throw new DatabaseUnavailableError('The package pg is not installed; PostgreSQL needs it: npm install pg', {
      cause: error,
    })
  }
}
