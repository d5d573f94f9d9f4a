/** An archive that was stored, as the API shows it: the raw asset, and what is in it. */
import type { ArchiveJson } from '../contract/archives.ts'
import type { Asset } from '../domain/asset.ts'
import { type PresentContext, presentUpload, type UploadExtras } from './asset.ts'

export interface PresentedArchive {
  readonly asset: Asset
  readonly resources: number
  readonly files: number
  /** Only where what is missing was allowed to be. */
  readonly missing: MissingFromArchive | null
}

export interface MissingFromArchive {
  readonly missingPublicIds: readonly string[]
  readonly emptyTags: readonly string[]
  readonly emptyPrefixes: readonly string[]
  readonly emptyFolders: readonly string[]
}

export function presentArchive(
  { asset, resources, files, missing }: PresentedArchive,
  context: PresentContext,
  extras: UploadExtras = {},
): ArchiveJson {
  return {
    ...presentUpload(asset, context, extras),
    resource_count: resources,
    file_count: files,
    ...(missing === null
      ? {}
      : {
          missing_public_ids: [...missing.missingPublicIds],
          empty_tags: [...missing.emptyTags],
          empty_prefixes: [...missing.emptyPrefixes],
          empty_asset_folders: [...missing.emptyFolders],
        }),
  }
}
