import { BILLING_METRICS, type BillingUsageJson } from '../contract/billing-usage.ts'
import type { BillingCycle, EnvironmentUse } from '../domain/billing-usage.ts'
import { credits } from '../domain/usage.ts'

const AMOUNTS: Readonly<Record<(typeof BILLING_METRICS)[number], (use: EnvironmentUse) => number>> = {
  transformations: ({ transformations }) => transformations,
  storage: ({ bytes }) => bytes,
  bandwidth: ({ counts }) => counts.bandwidth,
  requests: ({ counts }) => counts.requests,
  credits: ({ transformations, counts, bytes }) => credits(transformations, counts.bandwidth + bytes),
}

export function presentBillingUsage(
  cycles: readonly BillingCycle[],
  { withBreakdown }: { readonly withBreakdown: boolean },
): BillingUsageJson {
  return {
    plan_name: 'Self-hosted',
    metric_usage: BILLING_METRICS.map((metric) => ({
      metric,
      cycles: cycles.map(({ fromDay, toDay, environments }) => {
        const parts = environments.map((use) => ({
          id: use.environment.id,
          cloud_name: use.environment.cloudName,
          usage: AMOUNTS[metric](use),
        }))
        return {
          from_day: fromDay,
          to_day: toDay,
          usage: sum(parts.map(({ usage }) => usage)),
          ...(withBreakdown ? { product_environment_breakdown: parts } : {}),
        }
      }),
    })),
  }
}

/** Credits have two decimals. */
function sum(amounts: readonly number[]): number {
  return Math.round(amounts.reduce((total, amount) => total + amount, 0) * 100) / 100
}
