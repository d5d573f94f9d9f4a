/**
 * Keeps the data folder tidy. At the start, what a dead process left behind is removed before anything else happens;
 * afterwards a little is done in each round, so that requests hardly notice: deleting files of replaced and deleted
 * assets, forgetting abandoned chunked uploads, used-up tokens and outdated derived rows, and once a day a comparison
 * of rows and files.
 */
import { sweepGarbage } from './garbage.ts'
import { inspect } from './inspection.ts'
import { removeSpoolLeftovers } from './spool-leftovers.ts'
import { sweepStaleDerived } from './stale-derived.ts'
import type { SweepDependencies } from './sweep-dependencies.ts'
import { sweepUploadSessions } from './upload-sessions.ts'
import { keepUsageTotals } from './usage-totals.ts'

export interface Sweeper {
  /** Stops; resolves when the step under way has ended. */
  close(): Promise<void>
}

/** Rows or files looked at by one step of one round. */
const LIMIT = 200
/** How long a delivery that has read its row may take to open the file. */
const GRACE_MS = 60_000
const PAUSE_MS = 60_000
const PAUSE_WHILE_BUSY_MS = 500
const TOTALS_EVERY_MS = 3_600_000
const INSPECT_EVERY_MS = 24 * 3_600_000
const FAILED_JOBS_KEPT_MS = 30 * 24 * 3_600_000

/** Resolves when uploads may begin. */
export async function startSweeper(dependencies: SweepDependencies): Promise<Sweeper> {
  await removeSpoolLeftovers(dependencies)
  const stop = new AbortController()
  const running = sweepUntilStopped(dependencies, stop.signal)
  return {
    async close() {
      stop.abort()
      await running
    },
  }
}

async function sweepUntilStopped(dependencies: SweepDependencies, signal: AbortSignal): Promise<void> {
  const { clock, log } = dependencies
  const { steps, end } = createSteps(dependencies, signal)
  while (!signal.aborted) {
    let isBusy = false
    for (const step of steps) {
      if (signal.aborted) break
      try {
        isBusy = (await step()) || isBusy
      } catch (error) {
        log.error({ error }, 'a sweep of the data folder failed, it will be tried again')
      }
    }
    await clock.sleep(isBusy ? PAUSE_WHILE_BUSY_MS : PAUSE_MS, signal).catch(() => undefined)
  }
  await end()
}

interface Steps {
  /** Each does a bounded piece of work and gives whether there is more to do at once. */
  readonly steps: readonly (() => Promise<boolean>)[]
  end(): Promise<void>
}

function createSteps(dependencies: SweepDependencies, signal: AbortSignal): Steps {
  const { clock, database } = dependencies
  const round = { limit: LIMIT, signal }
  const startedAt = clock.now()
  let derivedAfter: string | null = null
  let inspection: AsyncGenerator<void, void> | null = null
  let inspectAt = startedAt
  let totalsAt = startedAt
  const steps = [
    // Nobody of this process can be reading what was garbage before it started.
    () => sweepGarbage(dependencies, { ...round, before: Math.max(startedAt, clock.now() - GRACE_MS) }),
    async () => (await sweepUploadSessions(dependencies, round)) === LIMIT,
    async () => {
      await database.deleteTokens.deleteExpired(clock.now())
      await database.jobs.deleteFailed(clock.now() - FAILED_JOBS_KEPT_MS)
      await database.notificationDeliveries.deleteDead(clock.now() - FAILED_JOBS_KEPT_MS)
      return false
    },
    async () => {
      if (clock.now() < totalsAt) return false
      await keepUsageTotals(dependencies)
      totalsAt = clock.now() + TOTALS_EVERY_MS
      return false
    },
    async () => {
      derivedAfter = await sweepStaleDerived(dependencies, { ...round, after: derivedAfter })
      return derivedAfter !== null
    },
    async () => {
      if (clock.now() < inspectAt) return false
      inspection ??= inspect(dependencies, round)
      if ((await inspection.next()).done !== true) return true
      inspection = null
      inspectAt = clock.now() + INSPECT_EVERY_MS
      return false
    },
  ]
  return { steps, end: async () => void (await inspection?.return()) }
}
