/** Data folders with rows in them before a server starts there: environments and keys that no request made. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOrCreateKey } from '../../server/adapters/database/sealer.ts'
import { openSqlite } from '../../server/adapters/database/sqlite/index.ts'
import { type AccessKey, UNLIMITED } from '../../server/domain/access-key.ts'
import { DEFAULT_SETTINGS } from '../../server/domain/default-settings.ts'
import type { ProductEnvironment } from '../../server/domain/product-environment.ts'
import type { Database } from '../../server/ports/database.ts'

/** A new folder, filled by `fill`. */
export async function preparedFolder(fill: (database: Database) => Promise<void>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-prepared-'))
  await withDatabaseOf(folder, fill)
  return folder
}

/** The database of a folder; also of a running server, whose memory of environments and keys does not change by that. */
export async function withDatabaseOf<T>(folder: string, work: (database: Database) => Promise<T>): Promise<T> {
  const secretKey = readOrCreateKey(join(folder, 'secret.key'))
  const database = await openSqlite({ path: join(folder, 'tintype.db'), secretKey })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

export function environmentRow(cloudName: string, changes: Partial<ProductEnvironment> = {}): ProductEnvironment {
  return {
    id: cloudName.padEnd(32, '0').slice(0, 32),
    name: cloudName,
    cloudName,
    enabled: true,
    settings: DEFAULT_SETTINGS,
    description: null,
    customAttributes: null,
    createdAt: 1,
    updatedAt: 1,
    ...changes,
  }
}

export function accessKeyRow(
  environment: ProductEnvironment,
  changes: Partial<AccessKey> & { apiKey: string },
): AccessKey {
  return {
    id: `key-${changes.apiKey}`,
    environmentId: environment.id,
    name: changes.apiKey,
    apiSecret: `secret-of-${changes.apiKey}`,
    enabled: true,
    isRoot: false,
    dedicatedFor: null,
    permissions: UNLIMITED,
    folderPrefix: null,
    createdAt: 1,
    updatedAt: 1,
    ...changes,
  }
}
