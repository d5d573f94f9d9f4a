/** One asset with everything about it, as the Admin API shows it. */
import type { ResourceDetailsJson, ResourceJson, VersionJson } from '../contract/resource-json.ts'
import type { Asset, LastUpdated } from '../domain/asset.ts'
import type { AssetBackup } from '../domain/asset-backup.ts'
import type { Derived } from '../domain/derived.ts'
import { isoSeconds, type PresentContext, presentCoordinates, presentModeration } from './asset.ts'
import { presentDerived } from './derived.ts'
import { presentResource } from './resource.ts'

export interface ShownDetails {
  readonly asset: Asset
  readonly derived: readonly Derived[]
  readonly derivedCursor: string | null
  readonly versions: readonly AssetBackup[] | null
  readonly related: readonly Asset[] | null
  readonly relatedCursor: string | null
}

export interface DetailsExtras {
  /** Results of analyses that are shown. */
  readonly results: ReadonlySet<string>
  readonly coordinates: boolean
}

export function presentDetails(
  { asset, derived, derivedCursor, versions, related, relatedCursor }: ShownDetails,
  context: PresentContext,
  { results, coordinates }: DetailsExtras,
): ResourceDetailsJson {
  return {
    ...presentResource(asset, context, { tags: true, context: true, metadata: true }),
    version_id: asset.versionId,
    etag: asset.etag,
    ...(asset.resourceType === 'raw' ? {} : { pages: asset.resourceType === 'video' ? 0 : (asset.facts?.pages ?? 1) }),
    ...(asset.originalFilename === null ? {} : { original_filename: asset.originalFilename }),
    ...(asset.video === null ? {} : asset.video),
    ...(asset.moderation.length === 0 ? {} : { moderation: asset.moderation.map(presentModeration) }),
    ...presentActors(asset),
    last_updated: presentTimes(asset),
    ...Object.fromEntries(Object.entries(asset.analysis).filter(([name]) => results.has(name))),
    ...presentMarks(asset, { faces: results.has('faces'), coordinates }),
    derived: derived.map((row) => presentDerived(asset, row, context)),
    ...(derivedCursor === null ? {} : { next_cursor: derivedCursor, derived_next_cursor: derivedCursor }),
    ...(versions === null ? {} : { versions: presentVersions(asset, versions) }),
    ...(related === null ? {} : { related_assets: related.map((one): ResourceJson => presentResource(one, context)) }),
    ...(relatedCursor === null ? {} : { related_next_cursor: relatedCursor }),
  }
}

function presentMarks(asset: Asset, asked: { readonly faces: boolean; readonly coordinates: boolean }) {
  const { faces, coordinates, regions } = presentCoordinates(asset)
  return {
    ...(asked.faces && faces !== undefined ? { faces } : {}),
    ...(asked.coordinates && coordinates !== undefined ? { coordinates } : {}),
    ...(regions === undefined ? {} : { regions }),
  }
}

function presentActors({ createdBy, uploadedBy }: Asset) {
  return {
    ...(createdBy === null ? {} : { created_by: presentActor(createdBy) }),
    ...(uploadedBy === null ? {} : { uploaded_by: presentActor(uploadedBy) }),
  }
}

function presentActor({ accessKey, uploadPreset, user }: NonNullable<Asset['createdBy']>): Record<string, string> {
  return {
    ...(accessKey === undefined ? {} : { access_key: accessKey }),
    ...(uploadPreset === undefined ? {} : { upload_preset: uploadPreset }),
    ...(user === undefined ? {} : { user }),
  }
}

const TIME_NAMES: readonly (readonly [keyof LastUpdated, string])[] = [
  ['accessControl', 'access_control_updated_at'],
  ['context', 'context_updated_at'],
  ['metadata', 'metadata_updated_at'],
  ['publicId', 'public_id_updated_at'],
  ['tags', 'tags_updated_at'],
]

function presentTimes({ lastUpdated, updatedAt }: Asset): Record<string, string> {
  const times = TIME_NAMES.flatMap(([aspect, name]) => {
    const time = lastUpdated[aspect]
    return time === undefined ? [] : [[name, isoSeconds(time)] as const]
  })
  return { ...Object.fromEntries(times), updated_at: isoSeconds(updatedAt) }
}

/** The current version is among them, restorable or not. */
function presentVersions(asset: Asset, backups: readonly AssetBackup[]): VersionJson[] {
  const kept = backups.map((backup) => ({
    version_id: backup.versionId,
    version: backup.version,
    ...(backup.file.format === null ? {} : { format: backup.file.format }),
    size: backup.bytes,
    time: isoSeconds(backup.uploadedAt),
    restorable: true,
  }))
  if (asset.placeholder === 'deleted' || kept.some(({ version_id }) => version_id === asset.versionId)) return kept
  const current = {
    version_id: asset.versionId,
    version: asset.version,
    ...(asset.format === null ? {} : { format: asset.format }),
    size: asset.bytes,
    time: isoSeconds(asset.uploadedAt),
    restorable: false,
  }
  return [current, ...kept]
}
