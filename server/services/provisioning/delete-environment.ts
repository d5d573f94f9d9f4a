/**
 * Deletes what was in an environment, a piece at a time so that others get their turn. The job is written in the commit
 * that makes the environment invisible, and each piece is a commit of its own: a process that dies goes on where it was.
 */
import type { Job } from '../../ports/queue.ts'
import type { ProvisioningDependencies } from './provisioning-types.ts'

export const DELETE_ENVIRONMENT_JOB = 'delete-environment'
const ROWS_AT_A_TIME = 500

export function startDeletingEnvironments({
  database,
  queue,
  clock,
}: Pick<ProvisioningDependencies, 'database' | 'queue' | 'clock'>): void {
  queue.work<{ readonly environmentId: string }>(
    DELETE_ENVIRONMENT_JOB,
    async ({ payload: { environmentId } }: Job<{ readonly environmentId: string }>, signal) => {
      const deleteSome = () =>
        database.transaction(({ environmentContents }) =>
          environmentContents.deleteSome(environmentId, { limit: ROWS_AT_A_TIME, now: clock.now() }),
        )
      while (await deleteSome()) signal.throwIfAborted()
      await database.environments.delete(environmentId)
    },
    { concurrency: 1 },
  )
}
