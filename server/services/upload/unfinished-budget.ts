/**
 * How much unfinished chunked uploads may hold: bytes and number in one environment, bytes in all of them. Parts that
 * are being put in their place count already, so that many at a time cannot exceed it together.
 */
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Database } from '../../ports/database.ts'
import type { Locks } from '../../ports/locks.ts'

export interface UnfinishedLimits {
  /** Unfinished uploads of one environment. */
  readonly mostSessions: number
  /** Bytes of the parts of those. */
  readonly mostSessionBytes: number
  /** The same over all environments. */
  readonly mostBytesOfAll: number
}

export interface PartSize {
  readonly environmentId: string
  readonly bytes: number
  /** It begins an upload. */
  readonly isFirst: boolean
}

export interface UnfinishedBudget {
  /** Runs `keep`, which makes a part count in the database. @throws InvalidParameterError */
  spend<T>(part: PartSize, keep: () => Promise<T>): Promise<T>
}

const LOCK = 'unfinished-uploads'

export function createUnfinishedBudget(
  limits: UnfinishedLimits,
  { database, locks }: { readonly database: Pick<Database, 'uploadSessions'>; readonly locks: Locks },
): UnfinishedBudget {
  const beingKept = new Set<PartSize>()

  async function admit(part: PartSize): Promise<void> {
    // Those that are kept meanwhile are counted twice rather than not at all.
    const others = [...beingKept]
    const ofSame = others.filter(({ environmentId }) => environmentId === part.environmentId)
    const kept = await database.uploadSessions.unfinished(part.environmentId)
    const sessions = kept.sessions + ofSame.filter(({ isFirst }) => isFirst).length
    if (part.isFirst && sessions >= limits.mostSessions) {
      throw new InvalidParameterError(`Too many unfinished uploads: at most ${limits.mostSessions}`)
    }
    if (kept.bytes + sum(ofSame) + part.bytes > limits.mostSessionBytes) throw tooMuch(limits.mostSessionBytes, '')
    if (kept.bytesOfAll + sum(others) + part.bytes > limits.mostBytesOfAll) {
      throw tooMuch(limits.mostBytesOfAll, ' on this server')
    }
    beingKept.add(part)
  }

  return {
    async spend(part, keep) {
      await locks.withLock(LOCK, () => admit(part))
      try {
        return await keep()
      } finally {
        beingKept.delete(part)
      }
    },
  }
}

function sum(parts: readonly PartSize[]): number {
  return parts.reduce((total, { bytes }) => total + bytes, 0)
}

function tooMuch(most: number, where: string): InvalidParameterError {
  return new InvalidParameterError(
    `Unfinished uploads hold too much: at most ${most} bytes${where}. Complete those under way, or wait: each is forgotten 24 hours after its last part`,
  )
}
