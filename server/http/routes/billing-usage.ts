import { getBillingUsage } from '../../contract/billing-usage.ts'
import { presentBillingUsage } from '../../present/billing-usage.ts'
import { type BillingDependencies, billingUsage } from '../../services/usage/billing-usage.ts'
import { type AccountRoutes, accountRoute } from '../account/account-route.ts'

export function billingUsageRoutes(routes: AccountRoutes, dependencies: BillingDependencies): void {
  accountRoute(routes, getBillingUsage, async ({ year, includeProdenvBreakdown: withBreakdown }, { user }) => {
    const cycles = await billingUsage({ year, environmentIds: user?.environmentIds ?? null }, dependencies)
    return presentBillingUsage(cycles, { withBreakdown })
  })
}
