import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPostgres } from '../../../../server/adapters/database/postgres/index.ts'
import {
  DatabaseInUseError,
  DatabaseUnavailableError,
  NewerSchemaError,
} from '../../../../server/errors/port-errors.ts'
import { InvalidParameterError } from '../../../../server/errors/request-errors.ts'
import type { Database } from '../../../../server/ports/database.ts'
import { startPostgres, type TestPostgres } from '../../../support/postgres.ts'
import { describeDatabase } from './contract.ts'
import { anAsset } from './rows.ts'

const secretKey = new Uint8Array(32).fill(7)
let server: TestPostgres
/** A database with all tables and no rows. */
let empty: string
const opened: Database[] = []

interface Shared {
  readonly url: string
  wipe(): Promise<void>
  close(): Promise<void>
}
let shared: Shared | undefined

beforeAll(async () => {
  server = await startPostgres()
  empty = await server.create()
  await (await openPostgres({ url: empty, secretKey })).close()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()))
})
afterAll(async () => {
  await shared?.close()
  await server?.close()
})

async function open(url: string): Promise<Database> {
  const database = await openPostgres({ url, secretKey, readers: 4, lockTimeoutMs: 200 })
  opened.push(database)
  return database
}

/** The same one again without its rows, which is quicker than a copy; a copy while it is in use. */
describeDatabase('postgres', async () => {
  if (opened.length > 0) return open(await server.copy(empty))
  shared ??= await shareable(await server.copy(empty))
  await shared.wipe()
  return open(shared.url)
})

async function shareable(url: string): Promise<Shared> {
  const pg = (await import('pg')).default
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where relkind = 'r' and nspname = current_schema() and relname not like 'kysely_%'`,
  )
  // What a migration wrote is not there in an empty database of ours: nothing reads it but the migration after it.
  const statement = rows.map(({ name }) => `delete from "${name}"`).join(';')
  return { url, wipe: async () => void (await client.query(statement)), close: () => client.end() }
}

describe('openPostgres', () => {
  it('refuses a database that another server uses, and takes it when that one has gone', async () => {
    const url = await server.copy(empty)
    const first = await open(url)

    await expect(openPostgres({ url, secretKey, lockTimeoutMs: 50 })).rejects.toThrow(DatabaseInUseError)
    await first.close()

    await expect(open(url)).resolves.toBeDefined()
  })

  it('refuses data that a newer release has written', async () => {
    const url = await server.create()
    await (await openPostgres({ url, secretKey })).close()
    const pg = (await import('pg')).default
    const client = new pg.Client(url)
    await client.connect()
    await client.query(`insert into kysely_migration values ('2099-01-01-future', '2099-01-01')`)
    await client.end()

    await expect(openPostgres({ url, secretKey })).rejects.toThrow(NewerSchemaError)
  })

  it('compares text by bytes whatever the locale of the database', async () => {
    const database = await open(await server.copy(empty))
    for (const id of ['b', 'A', 'a', 'B', 'ä', 'Z']) await database.assets.insert(anAsset({ id, publicId: id }))

    const ids = (await database.assets.listAfter(null, 10)).map((asset) => asset.id)

    expect(ids).toEqual(['A', 'B', 'Z', 'a', 'b', 'ä'])
  })

  it('says what cannot be stored instead of failing inside', async () => {
    const database = await open(await server.copy(empty))
    const long = Array.from({ length: 4000 }, (_, number) => (number * 7919).toString(36)).join('')

    await expect(database.assets.insert(anAsset({ publicId: 'a\0b' }))).rejects.toThrow(InvalidParameterError)
    await expect(database.assets.insert(anAsset({ publicId: long }))).rejects.toThrow(InvalidParameterError)
  })

  it('says clearly that nobody answers', async () => {
    const nobody = 'postgres://127.0.0.1:1/nothing'

    await expect(openPostgres({ url: nobody, secretKey })).rejects.toThrow(DatabaseUnavailableError)
  })

  it('goes on after its connections were cut', async () => {
    const database = await open(await server.copy(empty))
    await database.assets.insert(anAsset())

    await server.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tintype'`)
    await database.transaction((tables) => tables.garbage.add(['k'], 1)).catch(() => {})
    await database.ping().catch(() => {})

    await database.transaction((tables) => tables.garbage.add(['k2'], 1))
    expect(await database.garbage.has('k2')).toBe(true)
    expect(await database.assets.findById('env', 'asset')).toEqual(anAsset())
  })
})

describe('a server that stops', () => {
  it('gives a clear error while it is gone, and works again after it came back', async () => {
    const database = await open(await server.copy(empty))
    await database.assets.insert(anAsset())

    await server.kill()
    await expect(database.assets.findById('env', 'asset')).rejects.toThrow(DatabaseUnavailableError)
    await expect(database.transaction((tables) => tables.garbage.add(['k'], 1))).rejects.toThrow(
      DatabaseUnavailableError,
    )
    await server.start()

    await database.transaction((tables) => tables.garbage.add(['k2'], 1))
    expect(await database.assets.findById('env', 'asset')).toEqual(anAsset())
  })
})
