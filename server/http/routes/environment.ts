import { getConfig, ping } from '../../contract/environment.ts'
import type { Database } from '../../ports/database.ts'
import { isoSeconds } from '../../present/asset.ts'
import { type ApiRoutes, route } from '../route.ts'

export function environmentRoutes(routes: ApiRoutes, database: Pick<Database, 'ping'>): void {
  route(routes, ping, async () => {
    await database.ping()
    return { status: 'ok' as const }
  })
  route(routes, getConfig, async ({ settings }, { environment }) => ({
    cloud_name: environment.cloudName,
    created_at: isoSeconds(environment.createdAt),
    ...(settings ? { settings: { folder_mode: environment.settings.folderMode } } : {}),
  }))
}
