/**
 * The asset that a URL asks for: stored, fetched as its folder's mapping says, copied from its origin, or the default
 * image of its chain.
 */
import type { Asset, AssetName } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { TintypeError } from '../../errors/base.ts'
import { RemoteUnreachableError } from '../../errors/remote-errors.ts'
import type { Database } from '../../ports/database.ts'
import type { Transformation } from '../../transformation/ast.ts'
import type { DeliveryUrl } from '../../transformation/grammar/url.ts'
import { storedPublicId } from '../../transformation/grammar/url-source.ts'
import type { DerivationsService } from '../derivations/derivations-service.ts'
import type { RemoteCopies } from '../derivations/layers.ts'
import type { AutoUploads } from '../mappings/auto-uploads.ts'
import { nameOfMany } from '../pictures/name-of-many.ts'
import { findDefaultImage } from './find-shown.ts'
import { isPictureOfMany } from './pictures-of-many.ts'
import { unavailableType } from './unavailable-types.ts'

/** The URL with its chain, and what to say when its asset is missing. */
export interface Asked {
  readonly url: DeliveryUrl
  readonly transformation: Transformation
  readonly absence: TintypeError
}

export interface Located {
  readonly asset: Asset
  /** Why a default image stands in. */
  readonly warning: string | null
}

interface LocatorDependencies {
  readonly database: Database
  readonly derivations: Pick<DerivationsService, 'parse'>
  readonly remoteCopies: RemoteCopies
  readonly autoUploads: AutoUploads
}

export type Locate = (asked: Asked, environment: ProductEnvironment, signal: AbortSignal) => Promise<Located>

export function locator({ database, derivations, remoteCopies, autoUploads }: LocatorDependencies): Locate {
  return async (asked, environment, signal) => {
    const found = await findSource(asked, environment, signal)
    if (!isError(found)) return { asset: found, warning: null }
    const placeholder = await findDefaultImage(asked.transformation, environment, { database, derivations })
    if (placeholder === null || asked.url.resourceType !== 'image') throw found
    return { asset: placeholder, warning: found.message }
  }

  /** The asset, or why there is none. */
  async function findSource(
    { url, absence }: Asked,
    environment: ProductEnvironment,
    signal: AbortSignal,
  ): Promise<Asset | TintypeError> {
    const { source, resourceType } = url
    const unavailable = unavailableType(url.type, source.kind === 'asset' ? source.publicId : source.url)
    if (unavailable !== null) return unavailable
    if (source.kind === 'remote') {
      try {
        return await remoteCopies.obtain({ environment, resourceType, url: source.url }, signal)
      } catch (error) {
        if (error instanceof RemoteUnreachableError) return error
        throw error
      }
    }
    const type = (url.type === 'public' ? 'upload' : url.type) as AssetName['type']
    const stored = storedPublicId(source, resourceType)
    // Of these the chain is a part of the name: it was carried out when they were made.
    const publicId = isPictureOfMany(type) ? nameOfMany(url.transformation, stored) : stored
    const name = { environmentId: environment.id, resourceType, type, publicId }
    const known = await database.assets.find(name)
    // What moderation has rejected is not there, and does not come back by itself.
    if (known !== null) return known.placeholder === null ? known : absence
    const wanted = source.extension === null ? source.publicId : `${source.publicId}.${source.extension}`
    return (await autoUploads.obtain(name, wanted, environment, signal)) ?? absence
  }
}

function isError(found: Asset | TintypeError): found is TintypeError {
  return found instanceof Error
}
