/** Which assets belong together. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { storedTypes } from './stored-types.ts'
import { resourceTypes } from './upload-parameters.ts'
import { entries, text, word } from './wire-values.ts'

const name = { resource_type: word(resourceTypes), type: word(storedTypes), public_id: text({ max: 2000 }) }
const assetId = text({ max: 100 })
const others = entries().refine((list) => list.length >= 1 && list.length <= 10, '1 to 10 assets')

const outcome = z.object({ message: z.string(), code: z.string(), asset: z.string(), status: z.number().int() })
const output = z.object({ success: z.array(outcome), failed: z.array(outcome) })

export const relateAssets = defineOperation({
  id: 'relations.add',
  method: 'POST',
  path: '/resources/related_assets/{resource_type}/{type}/{public_id+}',
  summary: 'Relates an asset to others, in both directions',
  credentials: 'basic',
  input: z.object({ ...name, assets_to_relate: others }).transform(camelKeys),
  output,
})

export const unrelateAssets = defineOperation({
  id: 'relations.delete',
  method: 'DELETE',
  path: '/resources/related_assets/{resource_type}/{type}/{public_id+}',
  summary: 'Ends relations of an asset',
  credentials: 'basic',
  input: z.object({ ...name, assets_to_unrelate: others }).transform(camelKeys),
  output,
})

export const relateAssetsById = defineOperation({
  id: 'relations.add_by_asset_id',
  method: 'POST',
  path: '/resources/related_assets/{asset_id}',
  summary: 'Relates an asset to others, by asset ids',
  credentials: 'basic',
  input: z.object({ asset_id: assetId, assets_to_relate: others }).transform(camelKeys),
  output,
})

export const unrelateAssetsById = defineOperation({
  id: 'relations.delete_by_asset_id',
  method: 'DELETE',
  path: '/resources/related_assets/{asset_id}',
  summary: 'Ends relations of an asset, by asset ids',
  credentials: 'basic',
  input: z.object({ asset_id: assetId, assets_to_unrelate: others }).transform(camelKeys),
  output,
})
