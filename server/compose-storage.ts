/** The part of the composition that keeps things: the data folder with its database, files and keys. */
import { existsSync } from 'node:fs'
import { mkdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { openPostgres } from './adapters/database/postgres/index.ts'
import { readOrCreateKey } from './adapters/database/sealer.ts'
import { openSqlite } from './adapters/database/sqlite/index.ts'
import { fsStorage } from './adapters/storage/fs.ts'
import { routedStorage } from './adapters/storage/routed.ts'
import { isHeldByBackup } from './data-folder/backup-hold.ts'
import type { DataFolder } from './data-folder/data-folder.ts'
import { DataFolderError } from './data-folder/data-folder-error.ts'
import { openReserve } from './data-folder/reserve.ts'
import { BACKUP_FOLDER } from './domain/asset-backup.ts'
import type { Database } from './ports/database.ts'
import type { Room } from './ports/room.ts'
import type { Storage } from './ports/storage.ts'
import { storageWithHold } from './services/data-backup/storage-with-hold.ts'
import { type DeferredRowsOptions, deferDerivedRows } from './services/derivations/deferred-rows.ts'
import { createRoom, type ManagedRoom } from './services/room/create-room.ts'
import { storageWithRoom } from './services/room/with-room.ts'

export interface Keeping {
  readonly database: Database
  readonly storage: Storage
  readonly room: ManagedRoom
  /** Where files are received and made before they are kept; on the volume of the storage. */
  readonly spoolFolder: string
  /** Free share of that volume, 0..1. */
  freeShare(): Promise<number>
  close(): Promise<void>
}

export interface KeepingOptions extends DeferredRowsOptions {
  /** Of a PostgreSQL database; else a file in the data folder. */
  readonly databaseUrl: string | undefined
  /** Absolute path; null: in the data folder. */
  readonly backupFolder: string | null
  /** Size of the file that is given free on a full disk. */
  readonly reserveBytes: number
}

/** In an open data folder, which is closed with it. @throws DataFolderError */
export async function composeStorage(dataFolder: DataFolder, options: KeepingOptions): Promise<Keeping> {
  const folder = dataFolder.path
  const spoolFolder = join(folder, 'spool')
  await mkdir(spoolFolder, { recursive: true })
  const files = await fsStorage({ root: join(folder, 'storage') })
  const backups = await fsStorage({ root: options.backupFolder ?? join(folder, 'backup') })
  const room = createRoom({
    ...options,
    reserve: openReserve(folder, options.reserveBytes),
    async freeBytes() {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
  })
  const opened = await openDatabase(folder, room, options).catch(async (error: unknown) => {
    await room.close()
    throw error
  })
  const database = deferDerivedRows(opened, options)
  return {
    database,
    storage: storageWithHold(storageWithRoom(routedStorage(files, BACKUP_FOLDER, backups), room), () =>
      isHeldByBackup(folder),
    ),
    room,
    spoolFolder,
    async freeShare() {
      const { bavail, blocks } = await statfs(folder)
      return blocks === 0 ? 1 : bavail / blocks
    },
    async close() {
      await room.close()
      await database.close()
      dataFolder.close()
    },
  }
}

const SQLITE_CORRUPT = 11
const SQLITE_NOT_A_DATABASE = 26

async function openDatabase(folder: string, room: Room, { databaseUrl, log }: KeepingOptions): Promise<Database> {
  const path = join(folder, 'tintype.db')
  const keyPath = join(folder, 'secret.key')
  if (databaseUrl !== undefined) {
    return openPostgres({
      url: databaseUrl,
      secretKey: readOrCreateKey(keyPath),
      onConnectionLost: (error) => log.warn({ error }, 'a connection to the database was lost'),
    })
  }
  // The key is made before the database: one without the other was lost, and a new key would not open the secrets.
  if (existsSync(path) && !existsSync(keyPath)) {
    throw new DataFolderError(`The database ${path} has lost its key: restore ${keyPath} from a backup`)
  }
  try {
    return await openSqlite({ path, secretKey: readOrCreateKey(keyPath), freeSpace: () => room.draw() })
  } catch (error) {
    const code = (error as { errcode?: number }).errcode
    if (code !== SQLITE_CORRUPT && code !== SQLITE_NOT_A_DATABASE) throw error
    throw new DataFolderError(`The database ${path} is damaged: restore it from a backup`, { cause: error })
  }
}
