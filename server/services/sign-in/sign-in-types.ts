import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { IdentityProvider } from '../../ports/identity-provider.ts'
import type { Log } from '../../ports/log.ts'
import type { Mailer } from '../../ports/mailer.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Random } from '../../ports/random.ts'
import type { PasswordCost } from '../../security/password.ts'

export interface SignInDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly queue: Queue
  readonly mailer: Mailer
  /** Null: people sign in by password only. */
  readonly identityProvider: IdentityProvider | null
  /**
   * Where people reach the Console: origin and path prefix, without a slash at the end. Never taken from a request: who
   * asks for a reset would decide where its link leads.
   */
  readonly consoleUrl: string
  /** Undefined: what protects people; see `security/password.ts`. */
  readonly passwordCost?: PasswordCost | undefined
}

/** Where somebody signs in from. */
export interface Client {
  readonly address: string
  readonly userAgent: string
}
