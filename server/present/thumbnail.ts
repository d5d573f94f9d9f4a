/**
 * A small picture for who is signed in to a widget: of what an unsigned address would not show. Everything else widgets
 * address themselves, in the width that they need.
 */
import type { Asset } from '../domain/asset.ts'
import type { EnvironmentSettings } from '../domain/product-environment.ts'
import { AUTH_TOKEN_NAME } from '../security/auth-token.ts'
import { buildDeliveryPath, signableText } from '../transformation/build-url.ts'
import type { PresentContext } from './asset.ts'

const CHAINS = { image: 'c_limit,h_480,w_480/f_auto,q_auto', video: 'c_limit,h_480,w_480/q_auto' } as const

export function presentThumbnail(asset: Asset, context: PresentContext): { readonly thumbnail_url?: string } {
  const { environment, thumbnails } = context
  const { resourceType, type, publicId, version } = asset
  if (thumbnails === undefined || resourceType === 'raw' || asset.video?.is_audio === true) return {}
  if (!isWithheld(asset, environment.settings)) return {}
  const source =
    type === 'fetch'
      ? ({ kind: 'remote', url: publicId } as const)
      : ({ kind: 'asset', publicId, extension: 'jpg' } as const)
  const transformation = CHAINS[resourceType]
  const parts = { cloud: environment.cloudName, resourceType, type, transformation, version, source }
  const path = buildDeliveryPath({ ...parts, signature: context.signAddress(signableText(parts)) })
  if (asset.accessControl.length === 0) return { thumbnail_url: `${thumbnails.base}${path}` }
  const token = thumbnails.token(path)
  return token === null ? {} : { thumbnail_url: `${thumbnails.base}${path}?${AUTH_TOKEN_NAME}=${token}` }
}

function isWithheld({ type, accessMode, accessControl }: Asset, settings: EnvironmentSettings): boolean {
  return (
    type === 'private' ||
    type === 'authenticated' ||
    accessMode === 'authenticated' ||
    accessControl.length > 0 ||
    settings.strictTransformations ||
    settings.restrictedFileTypes.length > 0 ||
    settings.restrictedMediaTypes.includes(type)
  )
}
