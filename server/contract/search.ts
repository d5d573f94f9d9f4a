/** Searching for assets and folders. What may be asked is in `server/docs/search.md`. */
import { z } from 'zod'
import { resourceTypeJson } from './asset-json.ts'
import { camelKeys } from './camel-keys.ts'
import { folderJson } from './folders.ts'
import { defineOperation } from './operation.ts'
import { list, text, wholeNumber, word } from './wire-values.ts'

export const SHOWN_FIELDS = [
  ...['asset_id', 'public_id', 'folder', 'asset_folder', 'filename', 'display_name', 'format', 'version'],
  ...['resource_type', 'type', 'created_at', 'uploaded_at', 'bytes', 'backup_bytes', 'width', 'height'],
  ...['aspect_ratio', 'pixels', 'pages', 'duration', 'url', 'secure_url', 'status', 'access_mode', 'access_control'],
  ...['etag', 'created_by', 'uploaded_by', 'last_updated', 'moderation_kind', 'moderation_status'],
] as const
export const EXTRA_FIELDS = [
  'context',
  'tags',
  'image_metadata',
  'image_analysis',
  'metadata',
  'quality_analysis',
  'accessibility_analysis',
] as const

const AGGREGATED = ['format', 'resource_type', 'type'] as const
const RANGED = ['bytes', 'image_pixels', 'video_pixels', 'duration'] as const
const MOST_AGGREGATIONS = 10
const MOST_RANGES = 20
const MOST_SORT_KEYS = 10
/** In all aggregations of a search together: each is counted by itself. */
const MOST_QUERIES = 60

const aggregatedQueries = z.object({
  type: z.literal('queries'),
  name: z.string().regex(/^[\w.-]{1,255}$/, '1 to 255 letters, digits, _, . or -'),
  queries: z
    .array(z.object({ key: z.string().min(1).max(255), expression: text({ max: 1_000 }) }))
    .min(1)
    .max(MOST_QUERIES),
})

const aggregatedRange = z.object({
  key: z.string().regex(/^[A-Za-z0-9_-]{1,20}$/, '1 to 20 letters, digits, _ or -'),
  from: z.number('a number').optional(),
  to: z.number('a number').optional(),
})
const aggregation = z.union(
  [
    z.enum(AGGREGATED),
    z.object({ type: z.enum(AGGREGATED) }).transform(({ type }) => type),
    z.object({ type: z.enum(RANGED), ranges: z.array(aggregatedRange).min(1).max(MOST_RANGES) }),
    aggregatedQueries,
  ],
  `${AGGREGATED.join(', ')}, or {type: ${RANGED.join('|')}, ranges: [{key, from, to}]} with at most ${MOST_RANGES} ranges, or {type: queries, name, queries: [{key, expression}]}`,
)

const sortKey = z.record(z.string().min(1).max(300), z.enum(['asc', 'desc']), '{field: "asc" or "desc"}')

const page = {
  expression: text({ max: 10_000 }).default(''),
  max_results: wholeNumber({ min: 0, max: 500 }).default(50),
  next_cursor: text({ max: 20_000 }).optional(),
  sort_by: several(sortKey, sortKeyOf).refine(atMost(MOST_SORT_KEYS), `at most ${MOST_SORT_KEYS} fields`).optional(),
}

const searchInput = z
  .object({
    ...page,
    aggregate: several(aggregation)
      .refine(atMost(MOST_AGGREGATIONS), `at most ${MOST_AGGREGATIONS}`)
      .refine(hasFewQueries, `at most ${MOST_QUERIES} queries in all`)
      .optional(),
    with_field: list()
      .pipe(z.array(word(EXTRA_FIELDS)).readonly())
      .optional(),
    fields: list()
      .refine((names) => names.every(isShown), `names out of ${[...SHOWN_FIELDS, ...EXTRA_FIELDS].join(', ')}`)
      .optional(),
  })
  .transform(camelKeys)

const actor = z.record(z.string(), z.string())

export const foundAssetJson = z.object({
  asset_id: z.string(),
  public_id: z.string(),
  folder: z.string().optional(),
  asset_folder: z.string().optional(),
  filename: z.string(),
  display_name: z.string().optional(),
  format: z.string().optional(),
  version: z.number().int(),
  resource_type: resourceTypeJson,
  type: z.string(),
  created_at: z.iso.datetime(),
  uploaded_at: z.iso.datetime(),
  bytes: z.number().int(),
  backup_bytes: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  aspect_ratio: z.number().nullable(),
  pixels: z.number().int().nullable(),
  pages: z.number().int().optional(),
  duration: z.number().optional(),
  url: z.url(),
  secure_url: z.url(),
  /** To sessions of widgets, of what an unsigned address would not show: a picture within 480 by 480 pixels. */
  thumbnail_url: z.url().optional(),
  status: z.enum(['active', 'rejected']),
  access_mode: z.enum(['public', 'authenticated']),
  access_control: z.array(z.record(z.string(), z.string())).nullable(),
  etag: z.string(),
  created_by: actor.optional(),
  uploaded_by: actor.optional(),
  last_updated: z.record(z.string(), z.iso.datetime()).optional(),
  moderation_kind: z.string().optional(),
  moderation_status: z.string().optional(),
  tags: z.array(z.string()).optional(),
  /** Flat, unlike elsewhere. */
  context: z.record(z.string(), z.string()).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  image_metadata: z.record(z.string(), z.unknown()).optional(),
  image_analysis: z.record(z.string(), z.unknown()).optional(),
  quality_analysis: z.record(z.string(), z.unknown()).optional(),
  accessibility_analysis: z.record(z.string(), z.unknown()).optional(),
})

const counts = {
  total_count: z.number().int(),
  /** Milliseconds. */
  time: z.number(),
  next_cursor: z.string().optional(),
}

const found = z.object({
  ...counts,
  /** Counted in a sample, because counting would have taken too long. */
  total_count_is_estimate: z.literal(true).optional(),
  resources: z.array(foundAssetJson.partial().required({ asset_id: true, public_id: true })),
  aggregations: z.record(z.string(), z.record(z.string(), z.number().int())).optional(),
  /** Some of them were. */
  aggregations_are_estimates: z.literal(true).optional(),
})

export const searchAssets = defineOperation({
  id: 'search.assets',
  method: 'POST',
  path: '/resources/search',
  summary: 'Finds assets by an expression',
  credentials: 'basic',
  reads: true,
  // Its service looks nowhere else.
  withinFolder: {},
  input: searchInput,
  output: found,
})

export const searchAssetsByQuery = defineOperation({
  ...searchAssets,
  id: 'search.assets_by_query',
  method: 'GET',
  summary: 'The same, with parameters in the query; arrays and objects as JSON',
})

export const searchVisually = defineOperation({
  id: 'search.visual',
  method: 'POST',
  path: '/resources/visual_search',
  summary: 'Would find assets that look alike: refused, because it needs an add-on that is not installed',
  credentials: 'basic',
  reads: true,
  input: z.object({}),
  output: found,
})

export const searchVisuallyByQuery = defineOperation({
  ...searchVisually,
  id: 'search.visual_by_query',
  method: 'GET',
  summary: 'The same by GET, as some clients ask',
})

/** Client libraries offer them for folders too, which have nothing of that kind. */
const OF_ASSETS = ['aggregate', 'with_field', 'fields'] as const

const folderInput = z
  .looseObject(page)
  .superRefine((input, context) => {
    for (const name of OF_ASSETS) {
      if (input[name] === undefined) continue
      const message = 'nothing: only searches of assets take it'
      context.addIssue({ code: 'custom', path: [name], message, input: input[name] })
    }
  })
  .transform(({ expression, max_results, next_cursor, sort_by }) =>
    camelKeys({ expression, max_results, next_cursor, sort_by }),
  )

export const searchFolders = defineOperation({
  id: 'search.folders',
  method: 'POST',
  path: '/folders/search',
  summary: 'Finds folders by an expression',
  credentials: 'basic',
  reads: true,
  // Its service looks nowhere else.
  withinFolder: {},
  input: folderInput,
  output: z.object({ ...counts, folders: z.array(folderJson.extend({ created_at: z.iso.datetime() })) }),
})

export const searchFoldersByQuery = defineOperation({
  ...searchFolders,
  id: 'search.folders_by_query',
  method: 'GET',
  summary: 'The same, with parameters in the query; arrays and objects as JSON',
})

export type SearchInput = z.output<typeof searchInput>
export type FolderSearchInput = z.output<typeof folderInput>
export type FoundAssetJson = z.infer<typeof foundAssetJson>

/** One or several, as themselves or as JSON text. */
function several<S extends z.ZodType>(schema: S, read: (value: unknown) => unknown = (value) => value) {
  const one = (value: unknown) => read(parsed(value))
  return z.preprocess((value) => {
    const found = parsed(value)
    return Array.isArray(found) ? found.map(one) : [one(found)]
  }, z.array(schema).readonly())
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** A field alone goes upwards; `field:desc` does where there is no JSON. */
function sortKeyOf(value: unknown): unknown {
  if (Array.isArray(value) && value.length === 2) return { [String(value[0])]: value[1] }
  if (typeof value !== 'string') return value
  const [, field = value, direction = 'asc'] = /^(.+):(asc|desc)$/.exec(value) ?? []
  return { [field]: direction }
}

/** `context.alt` shows the context. */
function isShown(name: string): boolean {
  const [head = ''] = name.split('.')
  return ([...SHOWN_FIELDS, ...EXTRA_FIELDS] as readonly string[]).includes(head)
}

function atMost(count: number): (values: readonly unknown[]) => boolean {
  return (values) => values.length <= count
}

function hasFewQueries(aggregations: readonly z.output<typeof aggregation>[]): boolean {
  const counts = aggregations.map((each) =>
    typeof each === 'object' && each.type === 'queries' ? each.queries.length : 0,
  )
  return counts.reduce((sum, count) => sum + count, 0) <= MOST_QUERIES
}
