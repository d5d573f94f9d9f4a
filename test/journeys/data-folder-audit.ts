/** Compares the rows and the files of a data folder, reading both directly, beside the running server. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'

export interface OriginalRow {
  readonly publicId: string
  readonly resourceType: string
  readonly storageKey: string
  readonly bytes: number
  readonly sha256: string
}

export interface DataFolderAudit {
  readonly originals: readonly OriginalRow[]
  /** Backed-up versions. */
  readonly copies: readonly OriginalRow[]
  /** Storage keys of derived rows. */
  readonly derived: readonly string[]
  /** Stored files that are to be deleted. */
  readonly garbage: readonly string[]
  readonly sessions: readonly string[]
  /** Stored files by key, quarantine and drafts included. */
  readonly files: readonly string[]
  /** Files in the spool folder, relative to it. */
  readonly spool: readonly string[]
}

export async function auditDataFolder(folder: string): Promise<DataFolderAudit> {
  const database = new DatabaseSync(join(folder, 'tintype.db'), { readOnly: true, timeout: 10_000 })
  try {
    const all = (sql: string) => database.prepare(sql).all() as Record<string, unknown>[]
    return {
      originals: all(
        "select public_id, resource_type, storage_key, bytes, sha256 from asset where storage_key <> ''",
      ).map(originalRow),
      copies: all(
        `select public_id, resource_type, b.storage_key, b.bytes, b.sha256
          from asset_backup b join asset on asset.id = b.asset_id`,
      ).map(originalRow),
      derived: all('select distinct storage_key from derived').map((row) => String(row.storage_key)),
      garbage: all('select storage_key from garbage').map((row) => String(row.storage_key)),
      sessions: all('select id from upload_session where result_json is null').map((row) => String(row.id)),
      files: [...(await filesBelow(join(folder, 'storage'))), ...(await filesBelow(join(folder, 'backup'), 'backup'))],
      spool: await filesBelow(join(folder, 'spool')),
    }
  } finally {
    database.close()
  }
}

function originalRow(row: Readonly<Record<string, unknown>>): OriginalRow {
  return {
    publicId: String(row.public_id),
    resourceType: String(row.resource_type),
    storageKey: String(row.storage_key),
    bytes: Number(row.bytes),
    sha256: String(row.sha256),
  }
}

/** Rows whose file is missing, short or different: each as a line that says so. */
export async function damagedOriginals(folder: string, originals: readonly OriginalRow[]): Promise<readonly string[]> {
  const damaged: string[] = []
  for (const { publicId, storageKey, bytes, sha256 } of originals) {
    const path = join(folder, storageKey.startsWith('backup/') ? 'backup' : 'storage', storageKey)
    const size = (await stat(path).catch(() => null))?.size
    if (size !== bytes) damaged.push(`${publicId}: ${size ?? 'no'} bytes, expected ${bytes}`)
    else if ((await sha256Of(path)) !== sha256) damaged.push(`${publicId}: other bytes`)
  }
  return damaged
}

/** Makes every stored file look as old as that. */
export async function ageStoredFiles(folder: string, milliseconds: number): Promise<void> {
  const time = new Date(Date.now() - milliseconds)
  for (const key of await filesBelow(join(folder, 'storage'))) await utimes(join(folder, 'storage', key), time, time)
}

/** Relative to the folder. What goes away meanwhile is not there. */
async function filesBelow(folder: string, prefix = ''): Promise<readonly string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => [])
  const found: string[] = []
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const path = join(prefix, entry.name)
    if (entry.isDirectory()) found.push(...(await filesBelow(folder, path)))
    else found.push(path)
  }
  return found
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
