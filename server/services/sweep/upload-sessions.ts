/** Forgets chunked uploads that nobody has continued for a day, with their parts. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LockTimeoutError } from '../../errors/port-errors.ts'
import { uploadSessionLock } from '../upload/session-lock.ts'
import type { Round, SweepDependencies } from './sweep-dependencies.ts'

export const SESSION_IDLE_MS = 24 * 3_600_000

/** Gives how many sessions were removed. */
export async function sweepUploadSessions(
  { database, locks, spool, clock }: Pick<SweepDependencies, 'database' | 'locks' | 'spool' | 'clock'>,
  { limit, signal }: Round,
): Promise<number> {
  const before = clock.now() - SESSION_IDLE_MS
  const idle = (await database.uploadSessions.listIdleSince(before)).slice(0, limit)
  let removed = 0
  for (const { id, environmentId, uploadId } of idle) {
    if (signal?.aborted === true) break
    const remove = async () => {
      const session = await database.uploadSessions.find(environmentId, uploadId)
      // Continued meanwhile.
      if (session?.id !== id || session.updatedAt >= before) return
      // The row first: parts without a row are removed at the next start, a row without parts would promise them.
      await database.uploadSessions.delete(id)
      await rm(join(spool.chunkFolder, id), { recursive: true, force: true })
      removed += 1
    }
    await locks.withLock(uploadSessionLock(environmentId, uploadId), remove, { waitMs: 0 }).catch((error: unknown) => {
      // A part is arriving: the session is not idle.
      if (!(error instanceof LockTimeoutError)) throw error
    })
  }
  return removed
}
