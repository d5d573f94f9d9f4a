/** The part of the composition that keeps things: the data folder with its database, files and keys. */
import { mkdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { readOrCreateKey } from './adapters/database/sealer.ts'
import { openSqlite } from './adapters/database/sqlite/index.ts'
import { fsStorage } from './adapters/storage/fs.ts'
import { type DataFolder, openDataFolder } from './data-folder/data-folder.ts'
import type { Database } from './ports/database.ts'
import type { Storage } from './ports/storage.ts'

export interface Keeping {
  /** Absolute path of the data folder. */
  readonly folder: string
  readonly database: Database
  readonly storage: Storage
  /** Where files are received and made before they are kept; on the volume of the storage. */
  readonly spoolFolder: string
  /** Free share of that volume, 0..1. */
  freeShare(): Promise<number>
  close(): Promise<void>
}

/** @throws DataFolderError */
export async function composeStorage(path: string): Promise<Keeping> {
  const dataFolder = openDataFolder(path)
  try {
    return await openParts(dataFolder)
  } catch (error) {
    dataFolder.close()
    throw error
  }
}

async function openParts(dataFolder: DataFolder): Promise<Keeping> {
  const folder = dataFolder.path
  const spoolFolder = join(folder, 'spool')
  await mkdir(spoolFolder, { recursive: true })
  const storage = await fsStorage({ root: join(folder, 'storage') })
  const secretKey = readOrCreateKey(join(folder, 'secret.key'))
  const database = await openSqlite({ path: join(folder, 'tintype.db'), secretKey })
  return {
    folder,
    database,
    storage,
    spoolFolder,
    async freeShare() {
      const { bavail, blocks } = await statfs(folder)
      return blocks === 0 ? 1 : bavail / blocks
    },
    async close() {
      await database.close()
      dataFolder.close()
    },
  }
}
