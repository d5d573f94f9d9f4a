/**
 * The facets: what each is called, how its values are written as expressions, and what the server is asked to count.
 * Within a facet any of the chosen values may hold, between facets all must. Where the server can count (`aggregate`),
 * values come with counts; the others are offered without.
 */
import type { FilterDefinition } from '../options.ts'
import type { FacetValue } from '../store.ts'
import type { MetadataField } from '../types.ts'

export interface Facet {
  readonly name: string
  /** A text of ours, or the page's own label. */
  readonly label: { readonly key: string } | { readonly text: string }
  readonly expressionOf: (value: string) => string
  /** What to ask for, and how its answer is read. */
  readonly counted?: {
    readonly aggregate: string | object
    readonly name: string
  }
  /** Values that are always offered, in this order; the others follow from counts or lists. */
  readonly values?: readonly string[]
  /** Values are those that have been seen, of which there may be any number. */
  readonly seen?: 'tags' | 'uploaders'
  /** Values that leave nothing are not worth a line. */
  readonly isOpen?: boolean
  /** Labels that the values bring along, by value; else a text of ours, else the value itself. */
  readonly labels?: Readonly<Record<string, string>>
}

interface Range {
  readonly key: string
  readonly from?: number
  readonly to?: number
}

const MEGA = 1_000_000
const SIZES: readonly Range[] = [
  { key: 'small', to: 100_000 },
  { key: 'medium', from: 100_000, to: MEGA },
  { key: 'large', from: MEGA, to: 10 * MEGA },
  { key: 'huge', from: 10 * MEGA },
]
/** Pixels of pictures. */
const DIMENSIONS: readonly Range[] = [
  { key: 'small', to: 0.3 * MEGA },
  { key: 'medium', from: 0.3 * MEGA, to: 2 * MEGA },
  { key: 'large', from: 2 * MEGA, to: 12 * MEGA },
  { key: 'huge', from: 12 * MEGA },
]
/** Seconds. */
const DURATIONS: readonly Range[] = [
  { key: 'short', to: 30 },
  { key: 'medium', from: 30, to: 300 },
  { key: 'long', from: 300 },
]
const COLORS = [
  ...['red', 'orange', 'yellow', 'green', 'teal', 'blue'],
  ...['purple', 'pink', 'brown', 'black', 'gray', 'white'],
]
const DAY = /^\d{4}-\d{2}-\d{2}$/

const BUILT_IN: Readonly<Record<string, Facet>> = {
  type: {
    ...named('type'),
    expressionOf: (value) => `resource_type=${quoted(value)}`,
    counted: { aggregate: 'resource_type', name: 'resource_type' },
    values: ['image', 'video', 'raw'],
  },
  format: {
    ...named('format'),
    expressionOf: (value) => `format=${quoted(value)}`,
    counted: { aggregate: 'format', name: 'format' },
  },
  tag: { ...named('tag'), expressionOf: (value) => `tags=${quoted(value)}`, seen: 'tags', isOpen: true },
  date: { ...named('date'), expressionOf: dateExpression, values: ['1d', '7d', '30d', '365d'] },
  size: ranged('size', 'bytes', 'bytes', SIZES),
  dimensions: ranged('dimensions', 'image_pixels', 'pixels', DIMENSIONS, 'resource_type=image AND '),
  orientation: {
    ...named('orientation'),
    expressionOf: (value) =>
      ({ landscape: 'aspect_ratio>1', portrait: 'aspect_ratio<1', square: 'aspect_ratio=1' })[value] ??
      'aspect_ratio>0',
    values: ['landscape', 'portrait', 'square'],
  },
  duration: ranged('duration', 'duration', 'duration', DURATIONS),
  color: { ...named('color'), expressionOf: (value) => `colors:${quoted(value)}`, values: COLORS },
  uploader: { ...named('uploader'), expressionOf: uploaderExpression, seen: 'uploaders', isOpen: true },
  status: {
    ...named('status'),
    expressionOf: (value) => `moderation_status=${quoted(value)}`,
    values: ['pending', 'approved', 'rejected'],
  },
}

/** Names of facets that are no list of values: the tree of folders. */
export const TREE_FACET = 'folder'
/** Stands for a facet of each field of structured metadata that has a list of values. */
export const METADATA_FACETS = 'metadata'

/** The facets of one library. A definition of the page without values takes them from the field's own list. */
export function facetsOf(
  filters: readonly string[],
  definitions: readonly FilterDefinition[] = [],
  fields: readonly MetadataField[] = [],
): readonly Facet[] {
  const own = filters.flatMap((name) => (Object.hasOwn(BUILT_IN, name) ? [BUILT_IN[name] as Facet] : []))
  const ofFields = filters.includes(METADATA_FACETS)
    ? fields.filter(({ external_id: id, datasource }) => datasource && definitions.every(({ field }) => field !== id))
    : []
  const all = [...definitions, ...ofFields.map(({ external_id, label }) => ({ field: external_id, label }))]
  return [...own, ...all.map((definition) => defined(definition, fields))]
}

/** What a facet offers, given what the server has counted. Values that are chosen stay, with 0. */
export function valuesOf(
  facet: Facet,
  aggregations: Readonly<Record<string, Readonly<Record<string, number>>>>,
  chosen: readonly string[],
): readonly FacetValue[] {
  const counts = facet.counted ? (aggregations[facet.counted.name] ?? {}) : undefined
  const byCount = Object.entries(counts ?? {})
    .sort(([one, few], [other, many]) => many - few || one.localeCompare(other))
    .map(([value]) => value)
  const values = [...new Set([...(facet.values ?? byCount), ...chosen])]
  return values
    .map((value): FacetValue => (counts ? { value, count: counts[value] ?? 0 } : { value }))
    .filter(({ value, count }) => count !== 0 || chosen.includes(value))
}

/** A value in quotes, as the search language reads it. */
export function quoted(value: string): string {
  return `"${value.replace(/[\\"*]/g, '\\$&')}"`
}

function named(name: string) {
  return { name, label: { key: `facet.${name}` } } as const
}

function ranged(name: string, aggregated: string, field: string, ranges: readonly Range[], before = ''): Facet {
  return {
    ...named(name),
    expressionOf(value) {
      const { from, to } = ranges.find(({ key }) => key === value) ?? {}
      const bounds = [
        ...(from === undefined ? [] : [`${field}>=${from}`]),
        ...(to === undefined ? [] : [`${field}<${to}`]),
      ]
      return `${before}${bounds.join(' AND ')}`
    },
    counted: { aggregate: { type: aggregated, ranges }, name: aggregated },
    values: ranges.map(({ key }) => key),
  }
}

/** `7d`: since then; `2026-01-01..2026-01-31`: from the one day to the end of the other, either may be missing. */
function dateExpression(value: string): string {
  if (/^\d{1,4}d$/.test(value)) return `uploaded_at>${value}`
  const [from = '', to = ''] = value.split('..')
  const bounds = [
    ...(DAY.test(from) ? [`uploaded_at>=${quoted(from)}`] : []),
    ...(DAY.test(to) ? [`uploaded_at<=${quoted(to)}`] : []),
  ]
  return bounds.length > 0 ? bounds.join(' AND ') : 'bytes>=0'
}

/** `user:ada@example.com`, `key:123`, `preset:web`: whoever is known, most of all a person. */
export function uploaderOf(by: Readonly<Record<string, string>> | undefined): string | undefined {
  if (by?.user) return `user:${by.user}`
  if (by?.upload_preset) return `preset:${by.upload_preset}`
  return by?.access_key ? `key:${by.access_key}` : undefined
}

const UPLOADER_FIELDS: Readonly<Record<string, string>> = { user: 'user', preset: 'upload_preset', key: 'access_key' }

function uploaderExpression(value: string): string {
  const [kind = ''] = value.split(':')
  return `uploaded_by.${UPLOADER_FIELDS[kind] ?? 'user'}=${quoted(value.slice(kind.length + 1))}`
}

function defined({ field, label, values }: FilterDefinition, fields: readonly MetadataField[]): Facet {
  const known = fields.find(({ external_id }) => external_id === field)
  const options =
    values ?? known?.datasource?.values.map(({ external_id, value }) => ({ value: external_id, label: value }))
  const path = known || !field.includes('.') ? `metadata.${field}` : field
  return {
    // Fields may be called as facets are.
    name: path,
    label: { text: label },
    isOpen: true,
    expressionOf: (value) => `${path}=${quoted(value)}`,
    values: (options ?? []).map(({ value }) => value),
    labels: Object.fromEntries((options ?? []).map((option) => [option.value, option.label])),
  }
}
