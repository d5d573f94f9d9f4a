/** Assets and folders as searches show them. */
import type { FoundAssetJson } from '../contract/search.ts'
import type { Actor, Asset } from '../domain/asset.ts'
import type { Folder } from '../domain/folder.ts'
import { searchColumns } from '../search-language/document.ts'
import { assetAddress, isoSeconds, type PresentContext, presentFolder, presentRule } from './asset.ts'
import { presentFolderRow } from './folder.ts'
import { presentThumbnail } from './thumbnail.ts'

type Extra =
  | 'context'
  | 'tags'
  | 'image_metadata'
  | 'image_analysis'
  | 'metadata'
  | 'quality_analysis'
  | 'accessibility_analysis'

export interface ShownOfFound {
  readonly withField?: readonly Extra[] | undefined
  /** Wire names: then nothing else but what every answer has. */
  readonly fields?: readonly string[] | undefined
}

type Presented = Partial<FoundAssetJson> & Pick<FoundAssetJson, 'asset_id' | 'public_id'>

const ALWAYS = [
  'thumbnail_url',
  'public_id',
  'asset_id',
  'asset_folder',
  'folder',
  'created_at',
  'status',
  'type',
  'resource_type',
]

export function presentFound(
  asset: Asset,
  { withField = [], fields }: ShownOfFound,
  context: PresentContext,
): Presented {
  const plain = presentPlain(asset, context)
  const named = fields?.map((name) => name.split('.')[0] as string)
  const extras = presentExtras(asset, new Set(named ?? withField))
  if (named === undefined) return { ...plain, ...extras }
  const kept = new Set([...ALWAYS, ...named])
  const { asset_id, public_id } = plain
  const shown = Object.entries(plain).filter(([name]) => kept.has(name))
  return { ...Object.fromEntries(shown), ...extras, asset_id, public_id }
}

/** With everything that searches show, and those extras. */
export function presentWhole(asset: Asset, names: readonly Extra[], context: PresentContext): FoundAssetJson {
  return { ...presentPlain(asset, context), ...presentExtras(asset, new Set(names)) }
}

export function presentFoundFolder(folder: Folder) {
  const { name, path, external_id } = presentFolderRow(folder)
  return { name, path, created_at: isoSeconds(folder.createdAt), external_id }
}

function presentPlain(asset: Asset, context: PresentContext): FoundAssetJson {
  const { url, secureUrl } = assetAddress(asset, context)
  const columns = searchColumns(asset)
  const known = (value: number) => (value < 0 ? null : value)
  const lastUpdated = Object.entries(asset.lastUpdated).map(([name, at]) => [updatedName(name), isoSeconds(at)])
  const verdict = asset.moderation.at(-1)
  return {
    asset_id: asset.id,
    public_id: asset.publicId,
    ...presentFolder(asset, context.environment),
    filename: columns.filename,
    ...(asset.format === null ? {} : { format: asset.format }),
    version: asset.version,
    resource_type: asset.resourceType,
    type: asset.type,
    created_at: isoSeconds(asset.createdAt),
    uploaded_at: isoSeconds(asset.uploadedAt),
    bytes: asset.bytes,
    backup_bytes: asset.backupBytes,
    width: known(columns.width),
    height: known(columns.height),
    aspect_ratio: known(columns.aspect_ratio),
    pixels: known(columns.pixels),
    ...(columns.pages < 0 ? {} : { pages: columns.pages }),
    ...(columns.duration < 0 ? {} : { duration: columns.duration }),
    url,
    secure_url: secureUrl,
    ...presentThumbnail(asset, context),
    status: asset.placeholder === 'rejected' ? 'rejected' : 'active',
    access_mode: asset.accessMode,
    access_control: asset.accessControl.length === 0 ? null : asset.accessControl.map(presentRule),
    etag: asset.etag,
    ...(asset.createdBy === null ? {} : { created_by: presentActor(asset.createdBy) }),
    ...(asset.uploadedBy === null ? {} : { uploaded_by: presentActor(asset.uploadedBy) }),
    ...(lastUpdated.length === 0 ? {} : { last_updated: Object.fromEntries(lastUpdated) }),
    ...(verdict === undefined ? {} : { moderation_kind: verdict.kind, moderation_status: verdict.status }),
  }
}

function presentActor({ accessKey, uploadPreset, user }: Actor): Record<string, string> {
  return {
    ...(accessKey === undefined ? {} : { access_key: accessKey }),
    ...(uploadPreset === undefined ? {} : { upload_preset: uploadPreset }),
    ...(user === undefined ? {} : { user }),
  }
}

function updatedName(name: string): string {
  return `${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_updated_at`
}

function presentExtras(asset: Asset, names: ReadonlySet<string>): Partial<FoundAssetJson> {
  const { analysis } = asset
  const metadata = analysis.image_metadata ?? analysis.media_metadata
  return {
    ...(names.has('tags') ? { tags: [...asset.tags] } : {}),
    ...(names.has('context') && Object.keys(asset.context).length > 0 ? { context: { ...asset.context } } : {}),
    ...(names.has('metadata') && Object.keys(asset.metadata).length > 0 ? { metadata: { ...asset.metadata } } : {}),
    ...(names.has('image_metadata') && isRecord(metadata) ? { image_metadata: { ...metadata } } : {}),
    ...(names.has('image_analysis') ? { image_analysis: presentAnalysis(asset) } : {}),
    ...(names.has('quality_analysis') && isRecord(analysis.quality_analysis)
      ? { quality_analysis: { ...analysis.quality_analysis } }
      : {}),
    ...(names.has('accessibility_analysis') && isRecord(analysis.accessibility_analysis)
      ? { accessibility_analysis: { ...analysis.accessibility_analysis } }
      : {}),
  }
}

function presentAnalysis({ analysis, faces, facts }: Asset): Record<string, unknown> {
  const { phash, grayscale, colors, illustration_score } = analysis
  return {
    ...(faces === null ? {} : { face_count: faces.length, faces: faces.map(boxOf) }),
    ...(phash === undefined ? {} : { phash }),
    ...(grayscale === undefined ? {} : { grayscale }),
    ...(facts === null ? {} : { transparent: facts.hasAlpha }),
    ...(Array.isArray(colors) ? { colors: Object.fromEntries(colors as [string, number][]) } : {}),
    ...(illustration_score === undefined ? {} : { illustration_score }),
  }
}

function boxOf({ left, top, width, height }: NonNullable<Asset['faces']>[number]): readonly number[] {
  return [left, top, width, height]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
