/** Collections of assets: an addition of ours, for the Media Library. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { foundAssetJson } from './search.ts'
import { entries, text, wholeNumber } from './wire-values.ts'

const id = text({ max: 100 })
const name = text({ max: 255 }).pipe(z.string().trim().min(1, 'a name'))
const description = text({ max: 2000 })
const page = {
  max_results: wholeNumber({ min: 1, max: 500 }).default(50),
  next_cursor: text({ max: 1000 }).optional(),
}
const MOST_AT_ONCE = 500
const assetIds = entries().pipe(
  z.array(z.string().max(100)).min(1, 'asset ids').max(MOST_AT_ONCE, `at most ${MOST_AT_ONCE} asset ids`).readonly(),
)

const collectionJson = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
const done = z.object({ message: z.literal('ok') })
const common = { api: 'widgets', credentials: 'basic' } as const

export const listCollections = defineOperation({
  ...common,
  id: 'widgets.collections.list',
  method: 'GET',
  path: '/collections',
  summary: 'Lists collections by name',
  // Its service shows only what lies there, here and in the next one.
  withinFolder: {},
  input: z.object(page).transform(camelKeys),
  output: z.object({
    collections: z.array(collectionJson.extend({ asset_count: z.int() })),
    total_count: z.int(),
    next_cursor: z.string().optional(),
  }),
})

export const createCollection = defineOperation({
  ...common,
  id: 'widgets.collections.create',
  method: 'POST',
  path: '/collections',
  summary: 'Makes a collection, with assets in it or without',
  input: z.object({ name, description: description.optional(), asset_ids: assetIds.optional() }).transform(camelKeys),
  output: collectionJson,
})

export const updateCollection = defineOperation({
  ...common,
  id: 'widgets.collections.update',
  method: 'PUT',
  path: '/collections/{id}',
  summary: 'Renames or describes a collection; null takes the description away',
  keepsNull: true,
  input: z.object({ id, name: name.optional(), description: description.nullable().optional() }),
  output: collectionJson,
})

export const deleteCollection = defineOperation({
  ...common,
  id: 'widgets.collections.delete',
  method: 'DELETE',
  path: '/collections/{id}',
  summary: 'Deletes a collection; its assets stay',
  input: z.object({ id }),
  output: done,
})

export const listCollectionAssets = defineOperation({
  ...common,
  id: 'widgets.collections.assets',
  method: 'GET',
  path: '/collections/{id}/assets',
  summary: 'Lists the assets of a collection in its order, as searches show them',
  withinFolder: {},
  input: z.object({ id, ...page }).transform(camelKeys),
  output: z.object({ resources: z.array(foundAssetJson), next_cursor: z.string().optional() }),
})

export const addToCollection = defineOperation({
  ...common,
  id: 'widgets.collections.add',
  method: 'POST',
  path: '/collections/{id}/assets',
  summary:
    'Adds assets to the end of a collection, or before one that is in it; assets that are in it already are moved',
  input: z.object({ id, asset_ids: assetIds, before: id.optional() }).transform(camelKeys),
  output: z.object({
    added: z.array(z.string()),
    /** Asset ids that name nothing. */
    not_found: z.array(z.string()),
  }),
})

export const removeFromCollection = defineOperation({
  ...common,
  id: 'widgets.collections.remove',
  method: 'DELETE',
  path: '/collections/{id}/assets',
  summary: 'Takes assets out of a collection; the assets stay',
  input: z.object({ id, asset_ids: assetIds }).transform(camelKeys),
  output: z.object({ removed: z.array(z.string()) }),
})
