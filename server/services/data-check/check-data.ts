/**
 * Compares rows and files of a data folder, and reports; changes nothing. May run beside a server: what differs is
 * looked up once more, because it may just have been replaced or deleted.
 *
 *   error    an original or backup copy that is missing, or not what its row says
 *   warning  a file without a row; the server puts such files aside
 *   note     a derived file that is missing or damaged: it is made again when it is asked for
 */
import type { Database } from '../../ports/database.ts'
import type { StoredFile, StoredFileKind } from '../../ports/repositories/stored-files.ts'
import type { Storage } from '../../ports/storage.ts'
import { digestOf } from '../data-backup/local-files.ts'
import { filesOfKind } from '../data-backup/named-files.ts'
import { QUARANTINE } from '../sweep/inspection.ts'
import { isNamed } from '../sweep/named-files.ts'

export interface Discrepancy {
  readonly severity: 'error' | 'warning' | 'note'
  /** Storage key of the file. */
  readonly key: string
  readonly text: string
  readonly repair: string
}

export interface CheckOptions {
  readonly database: Pick<Database, 'storedFiles' | 'assets' | 'derived' | 'backups' | 'pendingUploads' | 'garbage'>
  /** With files on this machine. */
  readonly storage: Storage & { localPath(key: string): string }
  /** Reads every file whole and compares its digest; otherwise only its size is compared. */
  readonly withDigests: boolean
  now(): number
  /** Keys that uploads under way are about to record. */
  arriving(): Promise<ReadonlySet<string>>
}

export interface CheckedData {
  readonly files: Readonly<Record<StoredFileKind, number>>
  readonly quarantined: number
}

const BATCH = 200
/** Rows of derived files are written a moment after their files. */
const YOUNG_MS = 60_000

/** Calls back with each discrepancy as it is found. */
export async function checkData(options: CheckOptions, found: (what: Discrepancy) => void): Promise<CheckedData> {
  const { database } = options
  const files = { original: 0, backup: 0, waiting: 0, derived: 0 }
  for (const kind of ['original', 'backup', 'waiting', 'derived'] as const) {
    for await (const batch of filesOfKind(database, kind, BATCH)) {
      files[kind] += batch.length
      for (const file of batch) {
        const text = await differenceOf(file, options)
        if (text !== null && (await isNamed(database, file.storageKey))) found(rated(kind, file.storageKey, text))
      }
    }
  }
  return { files, quarantined: await checkUnnamed(options, found) }
}

async function differenceOf(
  { storageKey, bytes, digest }: StoredFile,
  { storage, withDigests }: CheckOptions,
): Promise<string | null> {
  const head = await storage.head(storageKey)
  if (head === null) return 'is missing'
  if (head.size !== bytes) return `has ${head.size} bytes instead of ${bytes}`
  if (!withDigests) return null
  try {
    const isSame = (await digestOf(storage.localPath(storageKey), digest.algorithm)) === digest.value
    return isSame ? null : `is damaged: its ${digest.algorithm} is not the one of its row`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'is missing'
    return `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`
  }
}

function rated(kind: StoredFileKind, key: string, text: string): Discrepancy {
  if (kind === 'derived') {
    return { severity: 'note', key, text, repair: 'nothing to do: it is made again when it is asked for' }
  }
  const source = kind === 'original' ? `a backup (files/${key}), or upload the asset again` : 'a backup'
  return { severity: 'error', key, text, repair: `put the file back from ${source}` }
}

/** Gives how many files are in the quarantine. */
async function checkUnnamed(options: CheckOptions, found: (what: Discrepancy) => void): Promise<number> {
  const { database, storage } = options
  let quarantined = 0
  for await (const { key, modifiedAt } of storage.list('')) {
    if (key.startsWith(`${QUARANTINE}/`)) {
      quarantined += 1
      continue
    }
    if (options.now() - modifiedAt.getTime() < YOUNG_MS) continue
    if ((await isNamed(database, key)) || (await database.garbage.has(key))) continue
    // In this order: an upload removes its note only after its row is there.
    if ((await options.arriving()).has(key) || (await isNamed(database, key))) continue
    if ((await storage.head(key)) === null) continue
    const text = 'is named by no row'
    found({ severity: 'warning', key, text, repair: 'a running server removes or puts aside such files within a day' })
  }
  return quarantined
}
