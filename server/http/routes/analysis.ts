import { analyzeUri } from '../../contract/analysis.ts'
import { UnsupportedParameterError } from '../../errors/request-errors.ts'
import { type ApiRoutes, route } from '../route.ts'

export function analysisRoutes(routes: ApiRoutes): void {
  route(routes, analyzeUri, async ({ analysis_type: type }) => {
    throw new UnsupportedParameterError(`You don't have an active subscription for ${type}`)
  })
}
