/** One asset in the Admin API: its details, and changing it. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { resourceDetailsJson } from './resource-json.ts'
import { storedTypes } from './stored-types.ts'
import { assetParameters, resourceTypes } from './upload-parameters.ts'
import { flag, text, wholeNumber, word } from './wire-values.ts'

const assetId = text({ max: 100 })
const name = {
  resource_type: word(resourceTypes),
  type: word(storedTypes),
  public_id: text({ max: 2000 }),
}
const nameOrId = {
  asset_id: assetId.optional(),
  resource_type: word(resourceTypes).default('image'),
  type: word(storedTypes).default('upload'),
  public_id: text({ max: 2000 }).optional(),
}

const detailParameters = {
  colors: flag().optional(),
  faces: flag().optional(),
  exif: flag().optional(),
  image_metadata: flag().optional(),
  media_metadata: flag().optional(),
  pages: flag().optional(),
  phash: flag().optional(),
  coordinates: flag().optional(),
  versions: flag().optional(),
  quality_analysis: flag().optional(),
  accessibility_analysis: flag().optional(),
  cinemagraph_analysis: flag().optional(),
  related: flag().optional(),
  max_results: wholeNumber({ min: 1, max: 500 }).default(10),
  derived_next_cursor: text({ max: 1000 }).optional(),
  next_cursor: text({ max: 1000 }).optional(),
  related_next_cursor: text({ max: 1000 }).optional(),
}

const {
  type: _type,
  eager: _eager,
  eager_async: _eagerAsync,
  moderation: _moderation,
  responsive_breakpoints: _breakpoints,
  on_success: _onSuccess,
  ...changes
} = assetParameters
const updateParameters = {
  ...changes,
  moderation_status: word(['pending', 'approved', 'rejected']).optional(),
}

export const getResource = defineOperation({
  id: 'assets.get',
  method: 'GET',
  path: '/resources/{resource_type}/{type}/{public_id+}',
  summary: 'Shows everything about one asset',
  credentials: 'basic',
  withinFolder: { publicIds: ['public_id'], hidesOthers: true },
  input: z.object({ ...name, ...detailParameters }).transform(camelKeys),
  output: resourceDetailsJson,
})

export const getResourceById = defineOperation({
  id: 'assets.get_by_id',
  method: 'GET',
  path: '/resources/{asset_id}',
  summary: 'The same, by asset id',
  credentials: 'basic',
  withinFolder: { assetIds: ['asset_id'], hidesOthers: true },
  input: z.object({ asset_id: assetId, ...detailParameters }).transform(camelKeys),
  output: resourceDetailsJson,
})

export const getResourceByBody = defineOperation({
  id: 'assets.get_by_body',
  method: 'POST',
  path: '/resources/get_resource',
  summary: 'The same, with the asset named in the body',
  credentials: 'basic',
  reads: true,
  input: z.object({ ...nameOrId, ...detailParameters }).transform(camelKeys),
  output: resourceDetailsJson,
})

export const updateResource = defineOperation({
  id: 'assets.update',
  method: 'POST',
  path: '/resources/{resource_type}/{type}/{public_id+}',
  summary: 'Changes what is said about an asset: tags, context, metadata, access, moderation …',
  credentials: 'basic',
  withinFolder: { publicIds: ['public_id'], movesTo: ['asset_folder'], hidesOthers: true },
  input: z.object({ ...name, ...updateParameters }).transform(camelKeys),
  output: resourceDetailsJson,
})

export const updateResourceById = defineOperation({
  id: 'assets.update_by_id',
  method: 'PUT',
  path: '/resources/{asset_id}',
  summary: 'The same, by asset id',
  credentials: 'basic',
  withinFolder: { assetIds: ['asset_id'], movesTo: ['asset_folder'], hidesOthers: true },
  input: z.object({ asset_id: assetId, ...updateParameters }).transform(camelKeys),
  output: resourceDetailsJson,
})

export const updateResourceByBody = defineOperation({
  id: 'assets.update_by_body',
  method: 'POST',
  path: '/resources/update',
  summary: 'The same, with the asset named in the body',
  credentials: 'basic',
  input: z.object({ ...nameOrId, ...updateParameters }).transform(camelKeys),
  output: resourceDetailsJson,
})
