/** A page of what a search has found. */
import type { Asset } from '../domain/asset.ts'
import type { PresentContext } from './asset.ts'
import { presentFound, type ShownOfFound } from './search.ts'

interface FoundPage {
  readonly totalCount: number
  readonly isEstimate: boolean
  readonly aggregationsAreEstimates: boolean
  readonly milliseconds: number
  readonly assets: readonly Asset[]
  readonly nextCursor: string | null
  readonly aggregations: Readonly<Record<string, Readonly<Record<string, number>>>> | null
}

export function presentFoundPage(page: FoundPage, shown: ShownOfFound, context: PresentContext) {
  const aggregations = Object.entries(page.aggregations ?? {}).map(([name, counts]) => [name, { ...counts }] as const)
  return {
    total_count: page.totalCount,
    ...(page.isEstimate ? { total_count_is_estimate: true as const } : {}),
    time: page.milliseconds,
    resources: page.assets.map((asset) => presentFound(asset, shown, context)),
    ...(page.nextCursor === null ? {} : { next_cursor: page.nextCursor }),
    ...(page.aggregations === null ? {} : { aggregations: Object.fromEntries(aggregations) }),
    ...(page.aggregationsAreEstimates ? { aggregations_are_estimates: true as const } : {}),
  }
}
