/** What the environments of an account used in a calendar month (UTC). */
import type { ProductEnvironment } from './product-environment.ts'
import type { UsageReport } from './usage.ts'

export interface BillingCycle {
  readonly fromDay: string
  /** Today in the present month. */
  readonly toDay: string
  readonly environments: readonly EnvironmentUse[]
}

export interface EnvironmentUse extends Pick<UsageReport, 'counts' | 'transformations' | 'credits'> {
  readonly environment: ProductEnvironment
  /** Stored on the last day. */
  readonly bytes: number
}
