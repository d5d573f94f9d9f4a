/** Assets by one selector of an archive, page by page. */
import type { Asset, AssetName, ResourceType, StoredType } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import { searchAssets } from '../search/search-assets.ts'

export interface FindScope {
  readonly environment: ProductEnvironment
  readonly resourceTypes: readonly ResourceType[]
  readonly type: StoredType
  readonly within: string | null
  /** More than so many are no use to the caller. */
  readonly most: number
  readonly signal: AbortSignal
}

export interface FindDependencies {
  readonly database: Database
  readonly clock: Clock
}

export type AssetFinder = AsyncIterable<readonly Asset[]>

const PAGE = 500

/** All assets of those names that are there. */
export async function findNamed(
  environmentId: string,
  names: readonly Pick<AssetName, 'resourceType' | 'type' | 'publicId'>[],
  { database }: FindDependencies,
): Promise<readonly Asset[]> {
  const groups = Map.groupBy(names, ({ resourceType, type }) => `${resourceType}/${type}`)
  const found: Asset[] = []
  for (const group of groups.values()) {
    const [{ resourceType, type } = { resourceType: 'image', type: 'upload' } as const] = group
    const scope = { environmentId, resourceType, type }
    found.push(
      ...(await database.listings.byPublicIds(
        scope,
        group.map(({ publicId }) => publicId),
      )),
    )
  }
  return found
}

export async function* findTagged(tag: string, scope: FindScope, { database }: FindDependencies): AssetFinder {
  for (const resourceType of scope.resourceTypes) {
    const listing = { environmentId: scope.environment.id, resourceType }
    let after: { readonly createdAt: number; readonly id: string } | null = null
    for (;;) {
      scope.signal.throwIfAborted()
      const page: readonly Asset[] = await database.listings.byTag(listing, tag, {
        direction: 'asc',
        after,
        limit: PAGE,
      })
      yield page.filter(({ type }) => type === scope.type)
      const last = page.at(-1)
      if (last === undefined || page.length < PAGE) break
      after = last
    }
  }
}

export async function* findBeginning(prefix: string, scope: FindScope, { database }: FindDependencies): AssetFinder {
  for (const resourceType of scope.resourceTypes) {
    const listing = { environmentId: scope.environment.id, resourceType, type: scope.type }
    let after: { readonly publicId: string; readonly id: string } | null = null
    for (;;) {
      scope.signal.throwIfAborted()
      const page: readonly Asset[] = await database.listings.byPrefix(listing, prefix, {
        direction: 'asc',
        after,
        limit: PAGE,
      })
      yield page
      const last = page.at(-1)
      if (last === undefined || page.length < PAGE) break
      after = last
    }
  }
}

/** In a folder and in those below it. */
export async function* findInFolder(folder: string, scope: FindScope, { database }: FindDependencies): AssetFinder {
  const { environment, most } = scope
  const assets = await database.assets.listInTree(environment.id, folder, { createdUpTo: null, limit: most + 1 })
  // What is beyond the limit is refused, not left out.
  if (assets.length > most) throw new InvalidParameterError(tooManyText(most))
  yield assets.filter((asset) => isOfKind(asset, scope))
}

export async function* findMatching(expression: string, scope: FindScope, dependencies: FindDependencies): AssetFinder {
  const { environment, within: folder, signal } = scope
  let nextCursor: string | undefined
  do {
    const request = { expression, maxResults: PAGE, nextCursor }
    const page = await searchAssets(request, { environment, folder, signal }, dependencies)
    yield page.assets.filter((asset) => isOfKind(asset, scope))
    nextCursor = page.nextCursor ?? undefined
  } while (nextCursor !== undefined)
}

export function tooManyText(most: number): string {
  return `Too many assets: an archive holds at most ${most}`
}

function isOfKind({ resourceType, type }: Asset, scope: FindScope): boolean {
  return scope.resourceTypes.includes(resourceType) && type === scope.type
}
