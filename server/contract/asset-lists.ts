/** Listings of the Admin API. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { resourceJson } from './resource-json.ts'
import { storedTypes } from './stored-types.ts'
import { resourceTypes } from './upload-parameters.ts'
import { entries, flag, list, moment, text, wholeNumber, word } from './wire-values.ts'

/** What `fields` may name. Of these the first two, and the folder, are always there. */
const fieldNames = [
  ...['public_id', 'asset_id', 'asset_folder', 'folder', 'display_name', 'format', 'version', 'resource_type', 'type'],
  ...['created_at', 'bytes', 'width', 'height', 'backup', 'access_control', 'access_mode', 'url', 'secure_url', 'tags'],
  ...['context', 'metadata', 'moderation_kind', 'moderation_status', 'placeholder', 'is_audio'],
] as const
const expectedFields = `names out of ${fieldNames.join(', ')}`

const MOST_NAMES = 100
const resourceType = word(resourceTypes)
const page = {
  max_results: wholeNumber({ min: 1, max: 500 }).default(10),
  next_cursor: text().optional(),
}
const shown = {
  tags: flag().optional(),
  context: flag().optional(),
  metadata: flag().optional(),
  moderations: flag().optional(),
  fields: list()
    .refine((names) => names.every((name) => (fieldNames as readonly string[]).includes(name)), expectedFields)
    .optional(),
}
const ordered = { ...page, direction: direction().optional() }

/** Any of them may be left out by `fields`. */
const listed = resourceJson.partial().required({ asset_id: true, public_id: true })
const resources = z.object({ resources: z.array(listed), next_cursor: z.string().optional() })

export const listResourceTypes = defineOperation({
  id: 'resources.types',
  method: 'GET',
  path: '/resources',
  summary: 'Lists the resource types',
  credentials: 'basic',
  input: z.object({}),
  output: z.object({ resource_types: z.array(z.enum(resourceTypes)) }),
})

const listInput = z.object({
  resource_type: resourceType,
  type: word(storedTypes).optional(),
  prefix: text({ max: 1000 }).optional(),
  public_ids: entries().refine(atMost(MOST_NAMES), `at most ${MOST_NAMES} names`).optional(),
  start_at: moment().optional(),
  ...ordered,
  ...shown,
})

export const listResources = defineOperation({
  id: 'resources.list',
  method: 'GET',
  path: '/resources/{resource_type}',
  matches: { resource_type: resourceTypes },
  summary: 'Lists assets, newest first; with `prefix` by public id',
  credentials: 'basic',
  input: listInput.transform(camelKeys),
  output: resources,
})

export const listResourcesOfType = defineOperation({
  ...listResources,
  id: 'resources.list_by_type',
  path: '/resources/{resource_type}/{type}',
  summary: 'Lists assets of one delivery type, newest first; with `prefix` by public id; with `public_ids` those',
})

export const listResourcesByTag = defineOperation({
  id: 'resources.list_by_tag',
  method: 'GET',
  path: '/resources/{resource_type}/tags/{tag+}',
  summary: 'Lists assets that have a tag',
  credentials: 'basic',
  input: z.object({ resource_type: resourceType, tag: text({ max: 1000 }), ...ordered, ...shown }).transform(camelKeys),
  output: resources,
})

export const listResourcesByContext = defineOperation({
  id: 'resources.list_by_context',
  method: 'GET',
  path: '/resources/{resource_type}/context',
  summary: 'Lists assets whose context has a key, or a key with a value',
  credentials: 'basic',
  input: z
    .object({ resource_type: resourceType, key: text(), value: text().optional(), ...ordered, ...shown })
    .transform(camelKeys),
  output: resources,
})

export const listResourcesByModeration = defineOperation({
  id: 'resources.list_by_moderation',
  method: 'GET',
  path: '/resources/{resource_type}/moderations/{moderation_kind}/{moderation_status}',
  summary: 'Lists assets by the state of a moderation',
  credentials: 'basic',
  input: z
    .object({
      resource_type: resourceType,
      moderation_kind: text({ max: 255 }),
      moderation_status: word(['queued', 'pending', 'approved', 'rejected', 'aborted']),
      ...ordered,
      ...shown,
    })
    .transform(camelKeys),
  output: resources,
})

export const listResourcesByAssetIds = defineOperation({
  id: 'resources.list_by_asset_ids',
  method: 'GET',
  path: '/resources/by_asset_ids',
  summary: 'Gives the assets with those asset ids',
  credentials: 'basic',
  input: z
    .object({ asset_ids: entries().refine(atMost(MOST_NAMES), `at most ${MOST_NAMES} ids`), ...shown })
    .transform(camelKeys),
  output: resources,
})

export const listResourcesByAssetFolder = defineOperation({
  id: 'resources.list_by_asset_folder',
  method: 'GET',
  path: '/resources/by_asset_folder',
  summary: 'Lists the assets that lie in a folder, not those below it',
  credentials: 'basic',
  withinFolder: { folders: ['asset_folder'] },
  input: z.object({ asset_folder: text({ max: 1000 }).default(''), ...ordered, ...shown }).transform(camelKeys),
  output: resources.extend({ total_count: z.number().int() }),
})

export const listTags = defineOperation({
  id: 'tags.list',
  method: 'GET',
  path: '/tags/{resource_type}',
  summary: 'Lists the tags that assets have',
  credentials: 'basic',
  // Its service looks nowhere else.
  withinFolder: {},
  input: z
    .object({ resource_type: resourceType, prefix: text({ max: 1000 }).optional(), ...page })
    .transform(camelKeys),
  output: z.object({ tags: z.array(z.string()), next_cursor: z.string().optional() }),
})

/** SDKs of some languages send `1` and `-1`. */
function direction() {
  return z.preprocess(
    (value) => (value === '1' || value === 1 ? 'asc' : value === '-1' || value === -1 ? 'desc' : value),
    word(['asc', 'desc']),
  )
}

function atMost(count: number): (values: readonly unknown[]) => boolean {
  return (values) => values.length <= count
}
