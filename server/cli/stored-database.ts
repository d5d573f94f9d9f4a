/**
 * The database of a server that was started before, for commands that look into it or change it. A running server does
 * not mind, except on PostgreSQL, where one process works on a database at a time.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openPostgres } from '../adapters/database/postgres/index.ts'
import { readOrCreateKey } from '../adapters/database/sealer.ts'
import { openSqlite } from '../adapters/database/sqlite/index.ts'
import type { Config } from '../config/settings.ts'
import type { Database } from '../ports/database.ts'
import { StartError } from './start-error.ts'

type Where = Pick<Config, 'data' | 'databaseUrl'>

/** @throws StartError when no server was ever started there */
export async function withStoredDatabase<T>(config: Where, work: (database: Database) => Promise<T>): Promise<T> {
  const folder = resolve(config.data)
  const database = await open(folder, config.databaseUrl)
  if (database === null) {
    throw new StartError(
      `There is no server in ${folder} yet: start it once with "tintype serve", or name its folder with --data`,
    )
  }
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

async function open(folder: string, databaseUrl: string | undefined): Promise<Database | null> {
  const [path, keyPath] = [join(folder, 'tintype.db'), join(folder, 'secret.key')]
  if (!existsSync(keyPath)) return null
  if (databaseUrl !== undefined) return openPostgres({ url: databaseUrl, secretKey: readOrCreateKey(keyPath) })
  return existsSync(path) ? openSqlite({ path, secretKey: readOrCreateKey(keyPath) }) : null
}
