/** The parameters of an archive: who asks for what, under which names. */

import type { ArchiveInput } from '../contract/archives.ts'
import { InvalidParameterError } from '../errors/request-errors.ts'
import type { Random } from '../ports/random.ts'
import type { ArchiveRequest, ArchiveTarget, ArchiveWish } from '../services/archives/archive-types.ts'
import type { ApiRequest } from './api-request.ts'
import { folderOf } from './middleware/principal.ts'

/** What all operations that make archives have in common. */
export type ArchiveParameters = Omit<ArchiveInput, 'mode' | 'async' | 'targetTags' | 'targetAssetFolder'>

/** What an address says that names a tag alone. */
export const PLAIN = {
  targetFormat: 'zip',
  flattenFolders: false,
  flattenTransformations: false,
  skipTransformationName: false,
  useOriginalFilename: false,
  allowMissing: false,
  keepDerived: false,
} as const

/** @throws InvalidParameterError when nothing is selected */
export function archiveRequest(
  input: ArchiveParameters,
  { environment, principal, signal }: ApiRequest,
): ArchiveRequest {
  const { resourceType, type, flattenFolders, flattenTransformations, skipTransformationName } = input
  const { useOriginalFilename, allowMissing, keepDerived } = input
  const wish: ArchiveWish = {
    format: input.targetFormat,
    resourceTypes: resourceType === 'all' || resourceType === 'auto' ? ['image', 'video', 'raw'] : [resourceType],
    type,
    publicIds: input.publicIds ?? [],
    fullyQualifiedPublicIds: input.fullyQualifiedPublicIds ?? [],
    tags: input.tags ?? [],
    prefixes: input.prefixes ?? [],
    assetFolders: input.assetFolders ?? [],
    searchExpression: input.searchExpression ?? null,
    transformations: input.transformations ?? null,
    allowMissing,
    flattenFolders,
    flattenTransformations,
    skipTransformationName,
    useOriginalFilename,
    keepDerived,
    within: folderOf(principal),
  }
  assertSelective(wish)
  return { environment, wish, signal }
}

/** What is broad must be said. */
function assertSelective(wish: ArchiveWish): void {
  const { publicIds, fullyQualifiedPublicIds, tags, prefixes, assetFolders, searchExpression } = wish
  const lists = [publicIds, fullyQualifiedPublicIds, tags, prefixes, assetFolders]
  if (searchExpression !== null || lists.some((list) => list.length > 0)) return
  throw new InvalidParameterError(
    'Missing required parameter - one of public_ids, fully_qualified_public_ids, tags, prefixes, asset_folders, search_expression',
  )
}

/** Of a download. */
export function filenameOf({ targetFilename, targetPublicId, targetFormat }: ArchiveParameters): string {
  const name = targetFilename ?? targetPublicId?.split('/').at(-1) ?? 'archive'
  return withExtension(name, targetFormat)
}

/** A raw file's public id holds its extension. */
export function targetOf(
  { targetPublicId, targetFormat, targetTags, targetAssetFolder }: ArchiveInput,
  random: Random,
): ArchiveTarget {
  return {
    publicId: withExtension(targetPublicId ?? random.alphanumeric(20), targetFormat),
    tags: targetTags ?? [],
    assetFolder: targetAssetFolder ?? null,
  }
}

function withExtension(name: string, extension: string): string {
  return name.toLowerCase().endsWith(`.${extension}`) ? name : `${name}.${extension}`
}
