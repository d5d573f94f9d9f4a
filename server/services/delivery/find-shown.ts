/** Assets that may stand in an answer, and the default image (`d_…`) that stands in for one that may not. */
import type { Asset, AssetName } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { Database } from '../../ports/database.ts'
import type { Transformation } from '../../transformation/ast.ts'
import type { DerivationsService } from '../derivations/derivations-service.ts'
import { type DefaultImage, defaultImageOf, namedIn } from './chain-facts.ts'

interface Dependencies {
  readonly database: Database
  readonly derivations: Pick<DerivationsService, 'parse'>
}

/** What moderation has rejected is not there. */
export async function findShown(name: AssetName, database: Database): Promise<Asset | null> {
  const asset = await database.assets.find(name)
  return asset?.placeholder === null ? asset : null
}

export async function findDefaultImage(
  chain: Transformation,
  environment: ProductEnvironment,
  dependencies: Dependencies,
): Promise<Asset | null> {
  const image = defaultImageOf(chain) ?? (await namedDefaultImage(chain, environment, dependencies))
  if (image === null) return null
  const { publicId } = image
  const name = { environmentId: environment.id, resourceType: 'image', type: 'upload', publicId } as const
  return findShown(name, dependencies.database)
}

async function namedDefaultImage(
  chain: Transformation,
  environment: ProductEnvironment,
  { database, derivations }: Dependencies,
): Promise<DefaultImage | null> {
  for (const name of namedIn(chain)) {
    const named = await database.namedTransformations.find(environment.id, name)
    const image = named === null ? null : defaultImageOf(derivations.parse(named.transformation))
    if (image !== null) return image
  }
  return null
}
