import { ping } from '../../contract/environment.ts'
import type { Database } from '../../ports/database.ts'
import { type ApiRoutes, route } from '../route.ts'

export function environmentRoutes(routes: ApiRoutes, database: Pick<Database, 'ping'>): void {
  route(routes, ping, async () => {
    await database.ping()
    return { status: 'ok' as const }
  })
}
