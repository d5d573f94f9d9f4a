import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Log } from '../../ports/log.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Random } from '../../ports/random.ts'
import type { Environments } from '../environments/environments.ts'

export interface ProvisioningDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly queue: Queue
  readonly environments: Environments
  /** Finished answers of that environment are decided anew. */
  readonly derivations: { forgetEnvironment(environmentId: string): void }
}

/** After a committed change of an environment or of its keys: nobody goes on with what was true before. */
export function forgetEnvironment(
  environmentId: string,
  { environments, derivations }: Pick<ProvisioningDependencies, 'environments' | 'derivations'>,
): void {
  environments.forget()
  derivations.forgetEnvironment(environmentId)
}
