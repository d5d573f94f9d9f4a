/**
 * What people are writing about an asset, and what of it is a change. Pure.
 *
 * Tags, context, areas and regions replace all of the former on the server, so each is sent whole, and only when it differs;
 * of structured metadata only the fields that differ are sent.
 */
import { type Area, coordinatesOf } from '../../kit/geometry/area.ts'
import type { AssetChanges, AssetDetails, Point } from '../api/asset-actions.ts'
import { contextOf } from '../api/library-asset.ts'

/** A named part of the picture; a polygon is kept as it is, because here only boxes are drawn. */
export interface Region {
  readonly name: string
  readonly area: Area | undefined
  readonly points: readonly Point[]
}

export interface Draft {
  readonly displayName: string
  readonly publicId: string
  readonly alt: string
  readonly isDecorative: boolean
  readonly caption: string
  readonly tags: readonly string[]
  /** Text as typed; a list for sets. */
  readonly metadata: Readonly<Record<string, string | readonly string[]>>
  readonly focus: Area | undefined
  readonly regions: readonly Region[]
}

export function draftOf(asset: AssetDetails): Draft {
  const { alt = '', caption = '', decorative } = contextOf(asset)
  const [box] = asset.coordinates?.custom ?? []
  return {
    displayName: asset.display_name ?? '',
    publicId: asset.public_id,
    alt,
    isDecorative: decorative === 'true',
    caption,
    tags: asset.tags ?? [],
    metadata: Object.fromEntries(
      Object.entries(asset.metadata ?? {}).map(([id, value]) => [
        id,
        Array.isArray(value) ? value.map(String) : String(value ?? ''),
      ]),
    ),
    focus: box && { x: box[0], y: box[1], width: box[2], height: box[3] },
    regions: Object.entries(asset.regions ?? {}).map(([name, points]) => ({ name, area: areaOf(points), points })),
  }
}

/** What differs, as the API takes it; without the public ID, which is renamed by a call of its own. */
export function changesOf(asset: AssetDetails, draft: Draft): AssetChanges {
  const before = draftOf(asset)
  const { metadata } = draft
  const changedFields = Object.keys(metadata).filter((id) => !isSame(metadata[id], before.metadata[id] ?? ''))
  return {
    ...(draft.displayName === before.displayName ? {} : { display_name: draft.displayName }),
    ...(isSame(draft.tags, before.tags) ? {} : { tags: draft.tags }),
    ...(draft.alt === before.alt && draft.caption === before.caption && draft.isDecorative === before.isDecorative
      ? {}
      : { context: contextWith(contextOf(asset), draft) }),
    ...(changedFields.length === 0
      ? {}
      : { metadata: Object.fromEntries(changedFields.map((id) => [id, metadata[id] ?? ''])) }),
    ...(isSame(draft.focus, before.focus)
      ? {}
      : { custom_coordinates: draft.focus === undefined ? [] : coordinatesOf(draft.focus) }),
    ...(isSame(draft.regions, before.regions)
      ? {}
      : { regions: Object.fromEntries(draft.regions.map((region) => [region.name, pointsOf(region)])) }),
  }
}

export function isDirty(asset: AssetDetails, draft: Draft): boolean {
  return draft.publicId !== asset.public_id || Object.keys(changesOf(asset, draft)).length > 0
}

function contextWith(
  before: Readonly<Record<string, string>>,
  { alt, caption, isDecorative }: Draft,
): Readonly<Record<string, string>> {
  const words = { ...before, alt: isDecorative ? '' : alt.trim(), caption: caption.trim() }
  const all: Record<string, string> = { ...words, decorative: isDecorative ? 'true' : '' }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

/** Two points are the corners of a box. */
function areaOf(points: readonly Point[]): Area | undefined {
  const [one, other] = points
  if (points.length !== 2 || !one || !other) return undefined
  return {
    x: Math.min(one[0], other[0]),
    y: Math.min(one[1], other[1]),
    width: Math.abs(one[0] - other[0]),
    height: Math.abs(one[1] - other[1]),
  }
}

function pointsOf({ area, points }: Region): readonly Point[] {
  if (area === undefined) return points
  const { x, y, width, height } = area
  return [
    [x, y],
    [x + width, y + height],
  ]
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
