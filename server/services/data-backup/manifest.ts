/**
 * What a backup consists of. The manifest is written last: a folder without one is not a backup.
 *
 *   manifest.json   this
 *   tintype.db      the database at one moment
 *   secret.key      opens the secrets in it
 *   files.jsonl     a line for each file: key, bytes, sha256
 *   files/<key>     originals and backup copies
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError } from './backup-error.ts'

export const MANIFEST = 'manifest.json'
export const FILE_LIST = 'files.jsonl'
export const FILES = 'files'
export const DATABASE = 'tintype.db'
export const SECRET_KEY = 'secret.key'

export interface PartDigest {
  readonly bytes: number
  readonly sha256: string
}

export interface Manifest {
  readonly kind: 'tintype-backup'
  readonly format: 1
  /** ISO 8601: everything that was acknowledged before is in it. */
  readonly begunAt: string
  readonly finishedAt: string
  /** Of the release that made it. */
  readonly version: string
  readonly parts: Readonly<Record<typeof DATABASE | typeof SECRET_KEY | typeof FILE_LIST, PartDigest>>
  readonly files: number
  readonly bytes: number
  /** Keys of files that rows named, but that were not there, or not as long as their row says. */
  readonly missing: readonly string[]
}

export interface BackedUpFile {
  readonly key: string
  readonly bytes: number
  readonly sha256: string
}

/** @throws BackupError when the folder is no complete backup */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    throw new BackupError(`${folder} is not a complete backup: it has no ${MANIFEST}`)
  })
  const manifest = parsed(text)
  if (manifest?.kind !== 'tintype-backup') throw new BackupError(`${join(folder, MANIFEST)} is damaged, or no manifest`)
  if (manifest.format !== 1) {
    throw new BackupError(`${folder} was made by a newer release (format ${String(manifest.format)}): use that`)
  }
  return manifest
}

function parsed(text: string): Manifest | null {
  try {
    return JSON.parse(text) as Manifest
  } catch {
    return null
  }
}
