/** How requests name an asset: by its name, or by its id, which are both texts of their own to a client. */
import type { Asset, AssetName } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { type AssetChange, isReached } from './asset-types.ts'

/** A name, or an asset id. */
export type AssetReference = AssetName | string

export interface NamedInBody extends Pick<AssetName, 'resourceType' | 'type'> {
  readonly assetId?: string | undefined
  readonly publicId?: string | undefined
}

/** @throws InvalidParameterError when the body names no asset, or two */
export function referenceOf(
  { assetId, publicId, resourceType, type }: NamedInBody,
  environment: ProductEnvironment,
): AssetReference {
  if (assetId !== undefined && publicId !== undefined) {
    throw new InvalidParameterError('Parameters asset_id and public_id are both given: expected one of them')
  }
  if (assetId !== undefined) return assetId
  if (publicId === undefined) throw new InvalidParameterError('Missing required parameter - asset_id or public_id')
  return { environmentId: environment.id, resourceType, type, publicId }
}

/** A live asset. @throws NotFoundError */
export async function locateAsset(
  reference: AssetReference,
  environment: ProductEnvironment,
  { database, within }: { readonly database: Pick<Repositories, 'assets'> } & Pick<AssetChange, 'within'>,
): Promise<Asset> {
  const isId = typeof reference === 'string'
  const found = isId ? await database.assets.findById(environment.id, reference) : await database.assets.find(reference)
  if (found !== null && isReached(found, within)) return found
  const shown = isId ? reference : reference.publicId
  throw new NotFoundError(`Resource not found - ${shown.slice(0, 300)}`)
}
