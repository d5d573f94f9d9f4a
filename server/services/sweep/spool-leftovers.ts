/**
 * What a process that died left in the spool folder. To be run before the first request: afterwards files there belong
 * to uploads under way. Parts of chunked uploads stay until their session expires.
 */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backupKeyOf } from '../../domain/asset-backup.ts'
import { readIntents, removeIntent, undoStoring } from '../upload/intents.ts'
import { isNamed } from './named-files.ts'
import type { SweepDependencies } from './sweep-dependencies.ts'

type Dependencies = Pick<SweepDependencies, 'database' | 'storage' | 'spool' | 'log'>

export async function removeSpoolLeftovers(dependencies: Dependencies): Promise<void> {
  const { spool, log } = dependencies
  const unfinished = await removeUnacknowledged(dependencies)
  const chunks = await removeUnknownChunks(dependencies)
  const kept = new Set([spool.chunkFolder, spool.intentFolder])
  let files = 0
  for (const path of await entriesOf(spool.folder)) {
    if (kept.has(path)) continue
    await rm(path, { recursive: true, force: true })
    files += 1
  }
  if (files + chunks + unfinished === 0) return
  log.info({ files, chunks, unfinished }, 'removed what uploads left behind when the server was stopped')
}

/**
 * An intent that is still there names the file of an upload that was not acknowledged, unless the server died between
 * the commit and the removal of the intent: then a row names the file. Parts of a chunked upload were acknowledged one by
 * one: they go back.
 */
async function removeUnacknowledged({ database, storage, spool }: Dependencies): Promise<number> {
  const unfinished = (await database.uploadSessions.list()).filter(({ result }) => result === null)
  const sessions = new Set(unfinished.map(({ id }) => id))
  let removed = 0
  for (const { path, intent } of await readIntents(spool)) {
    // An asset that was replaced since may still have its backup.
    const keys = intent === null ? [] : [intent.storageKey, backupKeyOf(intent.storageKey)]
    const isKept = (await Promise.all(keys.map((key) => isNamed(database, key)))).includes(true)
    if (intent !== null && !isKept) {
      if ((await storage.head(intent.storageKey)) !== null) removed += 1
      const isContinued = intent.sessionId !== null && sessions.has(intent.sessionId)
      await undoStoring(isContinued ? intent : { ...intent, sessionId: null }, { storage, spool })
    }
    await removeIntent(path)
  }
  return removed
}

async function removeUnknownChunks({ database, spool }: Dependencies): Promise<number> {
  const known = new Set((await database.uploadSessions.list()).map((session) => join(spool.chunkFolder, session.id)))
  const unknown = (await entriesOf(spool.chunkFolder)).filter((path) => !known.has(path))
  for (const path of unknown) await rm(path, { recursive: true, force: true })
  return unknown.length
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).map((name) => join(folder, name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
