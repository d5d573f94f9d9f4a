/** The parts of a data folder, opened beside a server that may be running on it: nothing in it is changed. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readOrCreateKey } from '../adapters/database/sealer.ts'
import { openSqlite } from '../adapters/database/sqlite/index.ts'
import { fsStorage } from '../adapters/storage/fs.ts'
import { routedStorage } from '../adapters/storage/routed.ts'
import type { Config } from '../config/settings.ts'
import { BACKUP_FOLDER } from '../domain/asset-backup.ts'
import type { Database } from '../ports/database.ts'
import type { Storage } from '../ports/storage.ts'
import { StartError } from './start-error.ts'

export interface DataFiles {
  readonly folder: string
  readonly databasePath: string
  readonly secretKeyPath: string
}

/** @throws StartError when there is no data folder of a server with an embedded database */
export function dataFilesOf({ data, databaseUrl }: Pick<Config, 'data' | 'databaseUrl'>): DataFiles {
  const folder = resolve(data)
  refusePostgres(databaseUrl)
  const files = { folder, databasePath: join(folder, 'tintype.db'), secretKeyPath: join(folder, 'secret.key') }
  if (!existsSync(files.databasePath)) {
    throw new StartError(`There is no server in ${folder} yet: name its data folder with --data`)
  }
  if (!existsSync(files.secretKeyPath)) {
    throw new StartError(`The database in ${folder} has lost its key: restore secret.key from a backup`)
  }
  return files
}

export function refusePostgres(databaseUrl: string | undefined): void {
  if (databaseUrl === undefined) return
  throw new StartError(
    'Only data folders with the embedded database can be backed up and restored; for PostgreSQL use pg_dump, and copy secret.key, storage and backup copies after it',
  )
}

export async function withDatabaseBeside(
  { databasePath, secretKeyPath }: DataFiles,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const database = await openSqlite({ path: databasePath, secretKey: readOrCreateKey(secretKeyPath), readOnly: true })
  try {
    await work(database)
  } finally {
    await database.close()
  }
}

export type LocalStorage = Storage & { localPath(key: string): string }

/** As the server composes it. */
export async function openStorageBeside({
  data,
  backupDir,
}: Pick<Config, 'data' | 'backupDir'>): Promise<LocalStorage> {
  const folder = resolve(data)
  const main = await fsStorage({ root: join(folder, 'storage'), isBeside: true })
  const copies = await fsStorage({ root: resolve(backupDir ?? join(folder, 'backup')), isBeside: true })
  const storage = routedStorage(main, BACKUP_FOLDER, copies)
  return { ...storage, localPath: (key) => storage.localPath?.(key) ?? '' }
}
