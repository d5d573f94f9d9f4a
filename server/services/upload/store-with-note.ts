/**
 * Puts an original where its row will look for it. Between the file and the commit of its row, a note in the spool
 * folder names the file, so that the next start removes exactly that one if this process dies in between.
 */
import { join } from 'node:path'
import { type Intent, removeIntent, undoStoring, writeIntent } from './intents.ts'
import type { UploadDependencies } from './upload-types.ts'

export interface Storing<T> {
  /** Names the note; no other one of that name may be under way. */
  readonly note: string
  readonly intent: Intent
  /** Writes the file, and the copy of it. */
  place(): Promise<void>
  /** Commits the row. */
  record(): Promise<T>
  /** Whether the row is there after all: a commit that failed may have been written nevertheless. */
  isRecorded(): Promise<boolean>
}

type Dependencies = Pick<UploadDependencies, 'storage' | 'spool' | 'database' | 'log'>

export async function storeWithNote<T>(storing: Storing<T>, dependencies: Dependencies): Promise<T> {
  const note = join(dependencies.spool.intentFolder, storing.note)
  writeIntent(note, storing.intent)
  try {
    await storing.place()
  } catch (error) {
    await undo(note, storing.intent, dependencies)
    throw error
  }
  try {
    const recorded = await storing.record()
    // A leftover note does no harm: the next start finds the row and keeps the file.
    await removeIntent(note).catch(() => undefined)
    return recorded
  } catch (error) {
    // Not knowing, the note stays, and the next start looks.
    const isRecorded = await storing.isRecorded().catch(() => true)
    if (!isRecorded) await undo(note, storing.intent, dependencies)
    throw error
  }
}

async function undo(note: string, intent: Intent, dependencies: Dependencies): Promise<void> {
  try {
    await undoStoring(intent, dependencies)
    await removeIntent(note)
  } catch (error) {
    // The note stays, and the next start undoes what this could not.
    dependencies.log.error({ error }, 'a stored file could not be removed')
  }
}
