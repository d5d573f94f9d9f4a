/** `/<resource type>/list/<tag>.json`: the public assets with a tag, where the environment allows it. */
import type { Asset, ResourceType } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { AuthorizationError } from '../../errors/request-errors.ts'
import type { Database } from '../../ports/database.ts'
import type { TextAnswer } from './delivery-types.ts'

export interface TagListRequest {
  readonly environment: ProductEnvironment
  readonly resourceType: ResourceType
  /** Perhaps still with `.json`: raw URLs have no extension. */
  readonly tag: string
}

/** @throws AuthorizationError where lists are switched off. */
export async function tagList({ environment, resourceType, tag }: TagListRequest, database: Database, now: number) {
  if (!environment.settings.resourceListEnabled) {
    throw new AuthorizationError('Resource lists are restricted in this product environment')
  }
  const scope = { environmentId: environment.id, resourceType, type: 'upload' }
  const assets = await database.assets.listByTag(scope, tag.replace(/\.json$/, ''))
  const open = assets.filter(
    ({ accessMode, accessControl, placeholder }) =>
      accessMode === 'public' && accessControl.length === 0 && placeholder === null,
  )
  const answer: TextAnswer = {
    kind: 'text',
    contentType: 'application/json; charset=utf-8',
    cacheControl: 'public, max-age=60',
    varied: [],
    warning: null,
    body: JSON.stringify({ resources: open.map(listed), updated_at: new Date(now).toISOString() }),
  }
  return answer
}

function listed({ publicId, version, format, facts, type, createdAt, context, metadata }: Asset) {
  const hasContext = Object.keys(context).length > 0
  const hasMetadata = Object.keys(metadata).length > 0
  return {
    public_id: publicId,
    version,
    format,
    ...(facts === null ? {} : { width: facts.width, height: facts.height }),
    type,
    created_at: new Date(createdAt).toISOString(),
    ...(hasContext ? { context: { custom: context } } : {}),
    ...(hasMetadata ? { metadata } : {}),
  }
}
