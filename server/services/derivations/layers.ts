/**
 * The assets that a chain lays over or under the picture. A layer must be as visible as the picture that shows it: a
 * restricted one appears only for requests that a key has signed, else an unsigned URL would publish it.
 */
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { RemoteUnreachableError } from '../../errors/remote-errors.ts'
import { AuthorizationError } from '../../errors/request-errors.ts'
import type { Database } from '../../ports/database.ts'
import type { PlanInput } from '../../transformation/plan/plan-types.ts'

export type Layer = Extract<PlanInput, { readonly kind: 'layer' }>['layer']

/** Keeps a copy of a remote file as an asset of type `fetch`. */
export interface RemoteCopies {
  obtain(request: RemoteCopyRequest, signal?: AbortSignal): Promise<Asset>
}
export interface RemoteCopyRequest {
  readonly environment: ProductEnvironment
  readonly resourceType: Asset['resourceType']
  /** Absolute, http or https. */
  readonly url: string
}

export interface LayerRequest {
  readonly environment: ProductEnvironment
  readonly layer: Layer
  /** Signed by a key, or asked for by the API. */
  readonly isTrusted: boolean
}

/** Why a layer cannot be had, in words for the client. */
export interface MissingLayer {
  readonly reason: string
}

export function layerKey(layer: Layer): string {
  return JSON.stringify(layer)
}

/** @throws AuthorizationError when the layer may not be shown in this request. */
export async function findLayer(
  { environment, layer, isTrusted }: LayerRequest,
  { database, remoteCopies }: { readonly database: Database; readonly remoteCopies: RemoteCopies },
  signal?: AbortSignal,
): Promise<Asset | MissingLayer> {
  if (layer.kind === 'fetch') {
    try {
      return await remoteCopies.obtain({ environment, resourceType: layer.resourceType, url: layer.url }, signal)
    } catch (error) {
      if (error instanceof RemoteUnreachableError) return { reason: error.reason }
      throw error
    }
  }
  const { resourceType, type, publicId } = layer
  const name = { environmentId: environment.id, resourceType, type: type as Asset['type'], publicId }
  const asset = await database.assets.find(name)
  if (asset === null || asset.placeholder !== null) return { reason: 'it does not exist' }
  if (!isTrusted && isRestricted(asset)) {
    throw new AuthorizationError(`Restricted layers need a signed URL: ${publicId} of type ${type}`)
  }
  return asset
}

function isRestricted(asset: Asset): boolean {
  const isOpenType = asset.type !== 'private' && asset.type !== 'authenticated'
  return !isOpenType || asset.accessMode === 'authenticated' || asset.accessControl.length > 0
}
