/** Assets page by page, in every way in which the Admin API lists them. */
import type { Asset, ResourceType } from '../../domain/asset.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Database } from '../../ports/database.ts'
import type {
  AssetListingRepository,
  Direction,
  NamePlace,
  TimePage,
  TimePlace,
} from '../../ports/repositories/asset-listings.ts'
import { type BoundCursor, boundCursor } from './bound-cursor.ts'

export interface AssetPage {
  readonly assets: readonly Asset[]
  /** Null on the last page. */
  readonly nextCursor: string | null
}

export interface AssetPageRequest {
  readonly environmentId: string
  readonly maxResults: number
  readonly nextCursor?: string | undefined
  /** Default: newest first; by name, from the start. */
  readonly direction?: Direction | undefined
}

export interface ResourceListRequest extends AssetPageRequest {
  readonly resourceType: ResourceType
  /** Default: all types. */
  readonly type?: string | undefined
  readonly prefix?: string | undefined
  readonly publicIds?: readonly string[] | undefined
  /** Milliseconds since 1970. */
  readonly startAt?: number | undefined
}

export interface AssetLists {
  /** By prefix, by names, or by time. @throws InvalidParameterError for a combination that has no meaning */
  list(request: ResourceListRequest): Promise<AssetPage>
  listByTag(
    request: AssetPageRequest & { readonly resourceType: ResourceType; readonly tag: string },
  ): Promise<AssetPage>
  /** Absent value: any. */
  listByContext(
    request: AssetPageRequest & {
      readonly resourceType: ResourceType
      readonly key: string
      readonly value?: string | undefined
    },
  ): Promise<AssetPage>
  listByModeration(
    request: AssetPageRequest & {
      readonly resourceType: ResourceType
      readonly kind: string
      readonly status: string
    },
  ): Promise<AssetPage>
  listByIds(environmentId: string, ids: readonly string[]): Promise<readonly Asset[]>
  listByFolder(
    request: AssetPageRequest & { readonly folder: string },
  ): Promise<AssetPage & { readonly totalCount: number }>
  listTags(
    request: Omit<AssetPageRequest, 'direction'> & {
      readonly resourceType: ResourceType
      readonly prefix?: string | undefined
      /** Only of assets there and below; null: of all. */
      readonly folder: string | null
    },
  ): Promise<{ readonly tags: readonly string[]; readonly nextCursor: string | null }>
}

export function createAssetLists({ listings, folders }: Pick<Database, 'listings' | 'folders'>): AssetLists {
  return {
    async list(request) {
      const { environmentId, resourceType, type, prefix, publicIds, startAt } = request
      assertMeaningful(request)
      const scope = { environmentId, resourceType, type }
      if (publicIds !== undefined) {
        return { assets: await listings.byPublicIds(scope, publicIds), nextCursor: null }
      }
      if (prefix !== undefined) return listByPrefix(listings, request, prefix)
      const query = ['time', scope, startAt ?? null]
      return pageByTime(request, query, (page) => listings.byTime(scope, { ...page, since: startAt }))
    },
    listByTag: (request) => {
      const { environmentId, resourceType, tag } = request
      const scope = { environmentId, resourceType }
      return pageByTime(request, ['tag', scope, tag], (page) => listings.byTag(scope, tag, page))
    },
    listByContext: (request) => {
      const { environmentId, resourceType, key, value } = request
      const scope = { environmentId, resourceType }
      return pageByTime(request, ['context', scope, key, value ?? null], (page) =>
        listings.byContext(scope, { key, value }, page),
      )
    },
    listByModeration: (request) => {
      const { environmentId, resourceType, kind, status } = request
      const scope = { environmentId, resourceType }
      return pageByTime(request, ['moderation', scope, kind, status], (page) =>
        listings.byModeration(scope, { kind, status }, page),
      )
    },
    listByIds: (environmentId, ids) => listings.byIds(environmentId, ids),
    async listByFolder(request) {
      const { environmentId, folder } = request
      const page = await pageByTime(request, ['folder', environmentId, folder], (range) =>
        listings.inFolder(environmentId, folder, range),
      )
      const found = await folders.find(environmentId, folder)
      return { ...page, totalCount: found?.assetCount ?? 0 }
    },
    async listTags({ environmentId, resourceType, prefix = '', folder, maxResults, nextCursor }) {
      const scope = { environmentId, resourceType }
      const cursor = boundCursor(['tags', scope, prefix, folder], 1)
      const [after = null] = cursor.read(nextCursor) ?? []
      const found = await listings.tags(scope, { prefix, folder, after, limit: maxResults + 1 })
      const tags = found.slice(0, maxResults)
      return { tags, nextCursor: found.length > maxResults ? cursor.write(tags.at(-1) ?? '') : null }
    },
  }
}

function assertMeaningful({ prefix, publicIds, startAt, nextCursor }: ResourceListRequest): void {
  const without = (name: string, other: string) =>
    new InvalidParameterError(`Parameter ${name} cannot be used together with ${other}`)
  if (startAt !== undefined && prefix !== undefined) throw without('start_at', 'prefix')
  if (startAt !== undefined && publicIds !== undefined) throw without('start_at', 'public_ids')
  if (prefix !== undefined && publicIds !== undefined) throw without('prefix', 'public_ids')
  if (nextCursor !== undefined && publicIds !== undefined) throw without('next_cursor', 'public_ids')
}

async function listByPrefix(
  listings: AssetListingRepository,
  { environmentId, resourceType, type, maxResults, nextCursor, direction = 'asc' }: ResourceListRequest,
  prefix: string,
): Promise<AssetPage> {
  const scope = { environmentId, resourceType, type }
  const cursor = boundCursor(['prefix', scope, prefix, direction], 2)
  const after = namePlace(cursor.read(nextCursor))
  const found = await listings.byPrefix(scope, prefix, { direction, after, limit: maxResults + 1 })
  return cut(found, maxResults, ({ publicId, id }) => cursor.write(publicId, id))
}

async function pageByTime(
  { maxResults, nextCursor, direction = 'desc' }: AssetPageRequest,
  query: readonly unknown[],
  read: (page: TimePage) => Promise<readonly Asset[]>,
): Promise<AssetPage> {
  const cursor = boundCursor([query, direction], 2)
  const after = timePlace(cursor, nextCursor)
  const found = await read({ direction, after, limit: maxResults + 1 })
  return cut(found, maxResults, ({ createdAt, id }) => cursor.write(String(createdAt), id))
}

/** One more than asked for tells whether there is another page. */
function cut(found: readonly Asset[], maxResults: number, write: (last: Asset) => string): AssetPage {
  const assets = found.slice(0, maxResults)
  const last = assets.at(-1)
  return { assets, nextCursor: found.length > maxResults && last !== undefined ? write(last) : null }
}

function timePlace(cursor: BoundCursor, text: string | undefined): TimePlace | null {
  const key = cursor.read(text)
  if (key === null) return null
  const [createdAt = '', id = ''] = key
  if (Number.isSafeInteger(Number(createdAt))) return { createdAt: Number(createdAt), id }
  throw new InvalidParameterError('Invalid value for parameter next_cursor: expected one from an earlier answer')
}

function namePlace(key: readonly string[] | null): NamePlace | null {
  if (key === null) return null
  const [publicId = '', id = ''] = key
  return { publicId, id }
}
