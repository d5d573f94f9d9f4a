/**
 * Notes of uploads that are about to store their original: one file each in the spool folder, naming the storage key,
 * and for a chunked upload the session whose file it is. Removed once the row of the asset is safe, so that a note which
 * is there after a crash names exactly the file that nobody was promised.
 */
import { createWriteStream, rmSync, writeFileSync } from 'node:fs'
import { readdir, readFile, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { backupKeyOf } from '../../domain/asset-backup.ts'
import { asStorageFull } from '../../errors/want-of-space.ts'
import type { Storage } from '../../ports/storage.ts'
import { removeFile } from './spool.ts'

export interface Intent {
  readonly storageKey: string
  /** Id of the chunked upload whose parts become the original: they were acknowledged. */
  readonly sessionId: string | null
}

export interface IntentFolders {
  readonly intentFolder: string
  readonly chunkFolder: string
}

/** A few bytes that need not be flushed: a round trip through the thread pool costs more than writing them. */
export function writeIntent(path: string, { storageKey, sessionId }: Intent): void {
  try {
    writeFileSync(path, `${storageKey}\n${sessionId ?? ''}\n`, { flag: 'wx' })
  } catch (error) {
    rmSync(path, { force: true })
    throw asStorageFull(error)
  }
}

export function removeIntent(path: string): Promise<void> {
  return removeFile(path)
}

/** All that are complete, with their paths; an incomplete one is from before anything was stored. */
export async function readIntents({
  intentFolder,
}: Pick<IntentFolders, 'intentFolder'>): Promise<readonly { readonly path: string; readonly intent: Intent | null }[]> {
  const paths = (await readdir(intentFolder)).map((name) => join(intentFolder, name))
  // One that is gone by now has become an asset.
  return Promise.all(paths.map(async (path) => ({ path, intent: parse(await readFile(path, 'utf8').catch(() => '')) })))
}

/**
 * Undoes the storing: the parts of a chunked upload go back to where they were, any other file goes, its copy in the
 * backup storage too.
 */
export async function undoStoring(
  { storageKey, sessionId }: Intent,
  { storage, spool }: { readonly storage: Storage; readonly spool: IntentFolders },
): Promise<void> {
  if (sessionId !== null && (await storage.head(storageKey)) !== null) {
    const path = join(spool.chunkFolder, sessionId)
    if (storage.localPath !== undefined) await rename(storage.localPath(storageKey), path)
    else await pipeline((await storage.get(storageKey)).body, createWriteStream(path))
  }
  await storage.delete(storageKey)
  await storage.delete(backupKeyOf(storageKey))
}

/** The session whose file that is; null for any other file. */
export function sessionOfFile(path: string, { chunkFolder }: Pick<IntentFolders, 'chunkFolder'>): string | null {
  return dirname(path) === chunkFolder ? basename(path) : null
}

const FORM = /^((?:backup\/)?\w+\/\w+\/\w+\/original\.\w+)\n(\w*)\n$/

function parse(text: string): Intent | null {
  const [, storageKey, sessionId] = FORM.exec(text) ?? []
  if (storageKey === undefined || sessionId === undefined) return null
  return { storageKey, sessionId: sessionId === '' ? null : sessionId }
}
