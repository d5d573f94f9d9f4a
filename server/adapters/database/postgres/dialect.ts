/**
 * Kysely's PostgreSQL dialect over two pools: statements that only select go to one of the readers, everything else and
 * every transaction to the one connection that writes.
 */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type * as Postgres from 'pg'
import { DatabaseInUseError } from '../../../errors/port-errors.ts'
import { translated } from './translated-errors.ts'

/** Loaded on use: most installations have no PostgreSQL. */
export type PostgresPackage = Pick<typeof Postgres, 'Pool' | 'types'>

export interface PostgresConnections {
  readonly url: string
  readonly readers: number
  readonly lockTimeoutMs: number
  readonly onConnectionLost: (error: Error) => void
}

const CONNECT_TIMEOUT_MS = 10_000
/** A read that takes longer is given up, so that none holds a connection for ever. */
const READ_TIMEOUT_MS = 60_000
const BIGINT = 20
const NUMERIC = 1700
const LOCK_NOT_AVAILABLE = '55P03'

export function postgresDialect(pg: PostgresPackage, options: PostgresConnections): Dialect {
  return {
    createDriver: () => new ReadersAndWriter(pg, options),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
}

class ReadersAndWriter implements Driver {
  readonly #readers: PostgresDriver
  readonly #writer: PostgresDriver

  constructor(pg: PostgresPackage, options: PostgresConnections) {
    const { url, readers, lockTimeoutMs, onConnectionLost } = options
    const shared = {
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      application_name: 'tintype',
      types: { getTypeParser: parserOf(pg) },
    }
    // Without a listener a connection that breaks while it is in use would end the process.
    const watched = (pool: Postgres.Pool) =>
      pool.on('error', onConnectionLost).on('connect', (client) => client.on('error', () => {}))
    const reading = new pg.Pool({ ...shared, max: readers, statement_timeout: READ_TIMEOUT_MS })
    const writing = new pg.Pool({
      ...shared,
      max: 1,
      // Never closed for being idle: the lock would go with it.
      idleTimeoutMillis: 0,
      verify: (client, done) => void lock(client as Postgres.Client, lockTimeoutMs).then(() => done(), done),
    })
    this.#readers = new PostgresDriver({ pool: watched(reading) })
    this.#writer = new PostgresDriver({ pool: watched(writing) })
  }

  async init(): Promise<void> {
    await this.#readers.init()
    await this.#writer.init()
  }

  async acquireConnection(): Promise<RoutedConnection> {
    return new RoutedConnection(this.#readers, this.#writer)
  }

  beginTransaction(connection: RoutedConnection, settings: TransactionSettings): Promise<void> {
    return translated(() => connection.begin(settings))
  }

  commitTransaction(connection: RoutedConnection): Promise<void> {
    return translated(() => this.#writer.commitTransaction(connection.held))
  }

  rollbackTransaction(connection: RoutedConnection): Promise<void> {
    return translated(() => this.#writer.rollbackTransaction(connection.held as never))
  }

  releaseConnection(connection: RoutedConnection): Promise<void> {
    return connection.release()
  }

  async destroy(): Promise<void> {
    await this.#readers.destroy()
    await this.#writer.destroy()
  }
}

class RoutedConnection implements DatabaseConnection {
  readonly #readers: PostgresDriver
  readonly #writer: PostgresDriver
  /** The writing connection, from the beginning of a transaction to its end. */
  #held: DatabaseConnection | null = null

  constructor(readers: PostgresDriver, writer: PostgresDriver) {
    this.#readers = readers
    this.#writer = writer
  }

  get held(): DatabaseConnection {
    if (this.#held === null) throw new Error('No transaction has begun on this connection')
    return this.#held
  }

  async begin(settings: TransactionSettings): Promise<void> {
    this.#held = await this.#writer.acquireConnection()
    await this.#writer.beginTransaction(this.#held, settings)
  }

  async release(): Promise<void> {
    const held = this.#held
    this.#held = null
    if (held !== null) await this.#writer.releaseConnection(held as never)
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return translated(async () => {
      if (this.#held !== null) return this.#held.executeQuery<R>(query)
      const driver = query.query.kind === 'SelectQueryNode' ? this.#readers : this.#writer
      const connection = await driver.acquireConnection()
      try {
        return await connection.executeQuery<R>(query)
      } finally {
        await driver.releaseConnection(connection as never)
      }
    })
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator, and nothing here streams rows.
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Rows are not streamed: repositories read them page by page')
  }
}

/** Counts and sums are within what a number holds exactly. */
function parserOf(pg: PostgresPackage): PostgresPackage['types']['getTypeParser'] {
  return ((oid: number, format: 'text') =>
    oid === BIGINT || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format)) as never
}

/** Locks belong to the session: this one ends with the connection, however the process ends. */
async function lock(client: Postgres.Client, timeoutMs: number): Promise<void> {
  try {
    await client.query(`set lock_timeout = ${Math.max(1, Math.round(timeoutMs))}`)
    await client.query(`select pg_advisory_lock(hashtext('tintype'), hashtext(current_schema()))`)
    await client.query('set lock_timeout = 0')
  } catch (error) {
    if ((error as { code?: unknown }).code === LOCK_NOT_AVAILABLE) throw new DatabaseInUseError({ cause: error })
    throw error
  }
}
