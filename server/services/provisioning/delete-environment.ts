/**
 * Deletes what was in an environment, a piece at a time so that others get their turn. The job is written in the commit
 * that makes the environment invisible, and each piece is a commit of its own: a process that dies goes on where it was.
 */
import type { Job } from '../../ports/queue.ts'
import type { ProvisioningDependencies } from './provisioning-types.ts'

export const DELETE_ENVIRONMENT_JOB = 'delete-environment'
const ROWS_AT_A_TIME = 500
/** What was under way when the environment went may still write a row: renders, counters, fetched files. */
const ONCE_MORE_AFTER_MS = 3_600_000

interface Payload {
  readonly environmentId: string
  readonly isSecondTime?: boolean
}

export function startDeletingEnvironments({
  database,
  queue,
  clock,
  random,
}: Pick<ProvisioningDependencies, 'database' | 'queue' | 'clock' | 'random'>): void {
  queue.work<Payload>(
    DELETE_ENVIRONMENT_JOB,
    async ({ payload: { environmentId, isSecondTime } }: Job<Payload>, signal) => {
      const deleteSome = () =>
        database.transaction(({ environmentContents }) =>
          environmentContents.deleteSome(environmentId, { limit: ROWS_AT_A_TIME, now: clock.now() }),
        )
      while (await deleteSome()) signal.throwIfAborted()
      if (isSecondTime === true) return
      await database.transaction(async ({ environments, jobs }) => {
        await environments.delete(environmentId)
        const now = clock.now()
        const payload: Payload = { environmentId, isSecondTime: true }
        const runAt = now + ONCE_MORE_AFTER_MS
        await jobs.enqueue({
          id: random.hex(32),
          name: DELETE_ENVIRONMENT_JOB,
          payload,
          key: null,
          runAt,
          createdAt: now,
        })
      })
    },
    { concurrency: 1 },
  )
}
