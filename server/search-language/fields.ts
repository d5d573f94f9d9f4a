/**
 * The fields that expressions ask about.
 *
 *   words   text: `:` finds words in it, `=` all of a value
 *   whole   text that is compared as a whole, by `:` and `=` alike
 *   folder  a whole value, whose `/*` at the end means everything below
 *   number  `:` and `=` the same number, comparisons, ranges
 *   bytes   a number that may carry a unit: `10k`, `2mb`
 *   ratio   a number, or two: `16:9`
 *   date    seconds since 1970
 *   open    given by users (`context.alt`): words, whole values, numbers and dates
 */
export type FieldKind = 'words' | 'whole' | 'folder' | 'number' | 'bytes' | 'ratio' | 'date' | 'open'

export interface Field {
  /** As the index names it. */
  readonly name: string
  readonly kind: FieldKind
  readonly isWithoutPrefix?: boolean
  /** The index knows each path above a value: as the field with `/` at its end. */
  readonly isPath?: boolean
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  public_id: 'whole',
  asset_id: 'whole',
  filename: 'words',
  display_name: 'words',
  folder: 'folder',
  asset_folder: 'folder',
  tags: 'words',
  resource_type: 'whole',
  type: 'whole',
  format: 'whole',
  status: 'whole',
  access_mode: 'whole',
  etag: 'whole',
  transparent: 'whole',
  grayscale: 'whole',
  moderation_status: 'whole',
  moderation_kind: 'whole',
  colors: 'words',
  bytes: 'bytes',
  width: 'number',
  height: 'number',
  pixels: 'number',
  pages: 'number',
  duration: 'number',
  aspect_ratio: 'ratio',
  face_count: 'number',
  quality_score: 'number',
  illustration_score: 'number',
  created_at: 'date',
  uploaded_at: 'date',
  updated_at: 'date',
  taken_at: 'date',
}

const FAMILIES: Readonly<Record<string, FieldKind>> = {
  context: 'open',
  metadata: 'open',
  image_metadata: 'open',
  image_analysis: 'open',
  quality_analysis: 'open',
  accessibility_analysis: 'open',
  colors: 'number',
  created_by: 'whole',
  uploaded_by: 'whole',
  last_updated: 'date',
}

const WITHOUT_PREFIX = new Set(['resource_type', 'type', 'folder', 'asset_folder'])

/** The index knows these fields by another name. */
const ALIASES: Readonly<Record<string, string>> = {
  'image_analysis.face_count': 'face_count',
  'image_analysis.illustration_score': 'illustration_score',
  'image_analysis.colors': 'colors',
  'image_analysis.grayscale': 'grayscale',
  'image_analysis.transparent': 'transparent',
  'image_analysis.phash': 'phash',
  'quality_analysis.quality_score': 'quality_score',
  last_updated: 'updated_at',
  'last_updated.updated_at': 'updated_at',
}

/** Null for a field that no asset has: nothing matches it. */
export function findField(written: string): Field | null {
  const name = Object.hasOwn(ALIASES, written) ? (ALIASES[written] as string) : written
  if (name === 'phash') return { name, kind: 'whole' }
  if (Object.hasOwn(KINDS, name)) {
    return {
      name,
      kind: KINDS[name] as FieldKind,
      isWithoutPrefix: WITHOUT_PREFIX.has(name),
      isPath: name === 'public_id',
    }
  }
  const dot = name.indexOf('.')
  const family = name.slice(0, Math.max(dot, 0))
  if (dot < 0 || dot === name.length - 1 || !Object.hasOwn(FAMILIES, family)) return null
  return { name, kind: FAMILIES[family] as FieldKind }
}

/** Fields that an expression can name, but for the last part of those that end in a dot. */
export const FIELD_NAMES: readonly string[] = [
  ...Object.keys(KINDS),
  ...Object.keys(FAMILIES).map((family) => `${family}.`),
]
