import { getConfig, ping, usage, usageOn } from '../../contract/environment.ts'
import type { Database } from '../../ports/database.ts'
import { isoSeconds } from '../../present/asset.ts'
import { presentUsage } from '../../present/usage.ts'
import { type UsageReportDependencies, usageReport } from '../../services/usage/usage-report.ts'
import { type ApiRoutes, route } from '../route.ts'

export interface EnvironmentRouteDependencies extends UsageReportDependencies {
  readonly database: Database
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
