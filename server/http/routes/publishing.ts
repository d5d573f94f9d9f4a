import { publishResources, updateAccessMode } from '../../contract/publishing.ts'
import type { PresentContext } from '../../present/asset.ts'
import { presentResource } from '../../present/resource.ts'
import type { AssetDependencies } from '../../services/assets/asset-types.ts'
import * as publishing from '../../services/assets/publish.ts'
import { readSelector } from '../../services/assets/selection.ts'
import { type ApiRoutes, route } from '../route.ts'

const SELECTORS = ['public_ids', 'prefix', 'tag'] as const

export function publishingRoutes(routes: ApiRoutes, assets: AssetDependencies): void {
  route(
    routes,
    publishResources,
    async ({ resourceType, type, ...input }, { environment, signal, present, notify }) => {
      const scope = { environmentId: environment.id, resourceType, type }
      const request = { ...input, scope, selector: readSelector(input, SELECTORS), signal }
      const outcome = await publishing.publish(request, { ...assets, notify })
      return { published: presentChanged(outcome, present), ...presentRest(outcome) }
    },
  )
  route(
    routes,
    updateAccessMode,
    async ({ resourceType, type, ...input }, { environment, signal, present, notify }) => {
      const scope = { environmentId: environment.id, resourceType, type }
      const request = { ...input, scope, selector: readSelector(input, SELECTORS), signal }
      const outcome = await publishing.updateAccessMode(request, { ...assets, notify })
      return { updated: presentChanged(outcome, present), ...presentRest(outcome) }
    },
  )
}

function presentChanged({ changed }: publishing.ManyOutcome, context: PresentContext) {
  return changed.map((asset) => presentResource(asset, context))
}

function presentRest({ failed, nextCursor }: publishing.ManyOutcome) {
  return {
    failed: failed.map(({ publicId, reason }) => ({ public_id: publicId, message: reason })),
    ...(nextCursor === null ? {} : { next_cursor: nextCursor }),
  }
}
