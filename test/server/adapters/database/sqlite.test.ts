import { readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readOrCreateKey } from '../../../../server/adapters/database/sealer.ts'
import { openSqlite } from '../../../../server/adapters/database/sqlite/index.ts'
import { NewerSchemaError } from '../../../../server/errors/port-errors.ts'
import { describeDatabase } from './contract.ts'
import { anAccessKey, anAsset } from './rows.ts'

const SERVER_TABLES = new Set([
  ...['account', 'account_user', 'environment', 'garbage', 'job', 'sign_in_attempt', 'user_credential', 'user_group'],
  ...['user_group_member', 'user_session', 'user_token', 'call_count', 'usage_writer'],
])
const secretKey = new Uint8Array(32).fill(7)

describeDatabase('sqlite', () => openSqlite({ path: ':memory:', secretKey }))

describe('openSqlite', () => {
  let folder: string
  let path: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tintype-sqlite-'))
    path = join(folder, 'tintype.sqlite')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('finds everything again after it was closed', async () => {
    const first = await openSqlite({ path, secretKey })
    await first.assets.insert(anAsset())
    await first.close()

    const second = await openSqlite({ path, secretKey })

    expect(await second.assets.find(anAsset())).toEqual(anAsset())
    await second.close()
  })

  it('keeps API secrets unreadable in its files', async () => {
    const database = await openSqlite({ path, secretKey })
    await database.accessKeys.insert(anAccessKey({ apiKey: 'the-api-key', apiSecret: 'the-api-secret' }))
    await database.accounts.put({
      accountId: 'the-account',
      provisioningApiKey: 'the-key',
      provisioningApiSecret: 'the-provisioning-secret',
      createdAt: 1,
    })

    const written = ['', '-wal'].map((suffix) => readFileSync(path + suffix, 'latin1')).join('')

    expect(written).toContain('the-api-key')
    expect(written).not.toContain('the-api-secret')
    expect(written).toContain('the-account')
    expect(written).not.toContain('the-provisioning-secret')
    await database.close()
  })

  it('names the environment in each table that belongs to one, because it is deleted by that', async () => {
    const database = await openSqlite({ path, secretKey })
    await database.close()
    const raw = new DatabaseSync(path)
    const rows = raw
      .prepare("select m.name as name from sqlite_master m where m.type = 'table' and m.sql not like '%virtual%'")
      .all() as { readonly name: string }[]
    const columnsOf = (table: string) =>
      (raw.prepare('select name from pragma_table_info(?)').all(table) as { readonly name: string }[]).map(
        ({ name }) => name,
      )

    const without = rows.map(({ name }) => name).filter((name) => !columnsOf(name).includes('environment_id'))
    raw.close()

    // Those of the whole server. A new table that belongs to an environment must have the column. The search index has a
    // number for it instead, and a test of its own.
    expect(without.filter((name) => !/^(sqlite|kysely|search)_/.test(name) && !SERVER_TABLES.has(name))).toEqual([])
  })

  it('refuses data that a newer release has written', async () => {
    const database = await openSqlite({ path, secretKey })
    await database.close()
    const raw = new DatabaseSync(path)
    raw.exec(`insert into kysely_migration values ('2099-01-01-future', '2099-01-01')`)
    raw.close()

    await expect(openSqlite({ path, secretKey })).rejects.toThrow(NewerSchemaError)
  })

  it('commits together what is asked for at the same moment, before any of the promises resolves', async () => {
    const database = await openSqlite({ path, secretKey })
    const reader = new DatabaseSync(path)
    const visible = () => Number(reader.prepare('select count(*) as rows from garbage').get()?.rows)
    const seen: number[] = []

    await Promise.all(
      Array.from({ length: 10 }, async (_, number) => {
        await database.transaction((tables) => tables.garbage.add([`k${number}`], 1))
        seen.push(visible())
      }),
    )

    expect(seen).toEqual(Array(10).fill(10))
    reader.close()
    await database.close()
  })

  it('commits with full synchronisation in WAL mode', async () => {
    const database = await openSqlite({ path, secretKey })

    const raw = new DatabaseSync(path)
    expect(raw.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
    raw.close()
    await database.close()
  })
})

describe('readOrCreateKey', () => {
  it('makes a key that only the owner can read, once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tintype-key-'))
    const path = join(folder, 'secret.key')

    const key = readOrCreateKey(path)

    expect(key).toHaveLength(32)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(Buffer.from(readOrCreateKey(path)).equals(Buffer.from(key))).toBe(true)
    await rm(folder, { recursive: true })
  })
})
