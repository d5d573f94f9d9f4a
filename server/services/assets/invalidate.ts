/** Makes what delivery URLs show anew: what was derived for exactly that URL is deleted, what lies in memory forgotten. */
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { TintypeError } from '../../errors/base.ts'
import { parseDeliveryUrl } from '../../transformation/grammar/url.ts'
import { storedPublicId } from '../../transformation/grammar/url-source.ts'
import type { AssetDependencies } from './asset-types.ts'
import { deleteDerivedOf } from './delete-derived.ts'

/** Whether the URL is one of an asset of that environment. */
export async function invalidateUrl(
  url: string,
  environment: ProductEnvironment,
  dependencies: AssetDependencies,
): Promise<boolean> {
  const target = targetOf(url)
  const parsed = target === null ? null : parsedOrNull(target)
  if (parsed === null || parsed.cloud !== environment.cloudName) return false
  const { source, resourceType, type, transformation } = parsed
  const publicId = source.kind === 'asset' ? storedPublicId(source, resourceType) : source.url
  const storedType = (type === 'public' ? 'upload' : type) as Asset['type']
  const name = { environmentId: environment.id, resourceType, type: storedType, publicId }
  const asset = await dependencies.database.assets.find(name)
  if (asset === null) return false
  const extension = source.kind === 'asset' ? (source.extension ?? '') : ''
  await deleteDerivedOf(asset, [{ transformation, extension }], dependencies)
  dependencies.derivations.forget(asset)
  return true
}

function targetOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { pathname, search } = new URL(url)
  return pathname + search
}

function parsedOrNull(target: string) {
  try {
    return parseDeliveryUrl(target)
  } catch (error) {
    if (error instanceof TintypeError) return null
    throw error
  }
}
