import { getConfig, ping, usage, usageOn } from '../../contract/environment.ts'
import { isoSeconds } from '../../present/asset.ts'
import { presentUsage } from '../../present/usage.ts'
import type { Usage, UsageDependencies } from '../../services/usage/create-usage.ts'
import { usageReport } from '../../services/usage/usage-report.ts'
import { type ApiRoutes, route } from '../route.ts'

export interface EnvironmentRouteDependencies extends Pick<UsageDependencies, 'database' | 'clock'> {
  readonly usage: Usage
}

export function environmentRoutes(routes: ApiRoutes, dependencies: EnvironmentRouteDependencies): void {
  route(routes, ping, async () => {
    await dependencies.database.ping()
    return { status: 'ok' as const }
  })
  route(routes, getConfig, async ({ settings }, { environment }) => ({
    cloud_name: environment.cloudName,
    created_at: isoSeconds(environment.createdAt),
    ...(settings ? { settings: { folder_mode: environment.settings.folderMode } } : {}),
  }))
  route(routes, usage, async ({ date }, { environment }) =>
    presentUsage(await usageReport(environment, date, dependencies), environment),
  )
  route(routes, usageOn, async ({ date }, { environment }) =>
    presentUsage(await usageReport(environment, date, dependencies), environment),
  )
}
