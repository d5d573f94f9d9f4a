import type { KeyPermissions } from '../../domain/access-key.ts'
import type { Role, User } from '../../domain/user.ts'
import type { WidgetSession } from '../../domain/widget-session.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import type { Environments } from '../environments/environments.ts'

export interface WidgetSessionDependencies {
  readonly database: Database
  readonly environments: Environments
  readonly clock: Clock
  /** By which the timestamps of clients are judged; default: `clock`. */
  readonly clientClock?: Clock | undefined
  readonly random: Random
}

/** Who uses a widget, and what they may do there: looked up anew for each request. */
export interface Visitor {
  readonly session: WidgetSession
  /** Null: a guest. */
  readonly user: User | null
  readonly role: Role
  /** All of them must allow an operation. */
  readonly grants: readonly KeyPermissions[]
  /** Of the key that vouched for them. */
  readonly folderPrefix: string | null
}

export interface StartedVisit {
  readonly token: string
  readonly visitor: Visitor
}
