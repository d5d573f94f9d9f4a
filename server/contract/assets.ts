import { z } from 'zod'
import { uploadResultJson } from './asset-json.ts'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { storedTypes } from './stored-types.ts'
import { resourceTypes } from './upload-parameters.ts'
import { entries, flag, keyValues, list, text, word } from './wire-values.ts'

const resourceType = word(resourceTypes)
const type = word(storedTypes).default('upload')
const storedType = word(['upload', 'private', 'authenticated'])
const publicId = text({ max: 2000 })
const changed = z.object({ public_ids: z.array(z.string()) })
const deletion = z.object({ result: z.enum(['ok', 'not found']) })

export const destroy = defineOperation({
  id: 'assets.destroy',
  method: 'POST',
  path: '/{resource_type}/destroy',
  summary: 'Deletes an asset with everything made from it',
  credentials: 'key',
  withinFolder: { publicIds: ['public_id'], hidesOthers: true },
  input: z
    .object({ resource_type: resourceType, public_id: publicId, type, invalidate: flag().optional() })
    .transform(camelKeys),
  output: deletion,
})

export const destroyById = defineOperation({
  id: 'assets.destroy_by_id',
  method: 'POST',
  path: '/asset/destroy',
  summary: 'Deletes the asset with that asset id',
  credentials: 'key',
  withinFolder: { assetIds: ['asset_id'], hidesOthers: true },
  input: z.object({ asset_id: text({ max: 100 }), invalidate: flag().optional() }).transform(camelKeys),
  output: deletion,
})

export const deleteByToken = defineOperation({
  id: 'assets.delete_by_token',
  method: 'POST',
  path: '/delete_by_token',
  summary: 'Deletes the asset for which an upload returned that delete token',
  credentials: 'none',
  input: z.object({ token: text({ max: 500 }) }),
  output: z.object({ result: z.literal('ok') }),
})

export const rename = defineOperation({
  id: 'assets.rename',
  method: 'POST',
  path: '/{resource_type}/rename',
  summary: 'Gives an asset another public id, another type, or both',
  credentials: 'key',
  withinFolder: { publicIds: ['from_public_id'], target: 'to_public_id', hidesOthers: true },
  input: z
    .object({
      resource_type: resourceType,
      from_public_id: publicId,
      to_public_id: publicId,
      type: storedType.default('upload'),
      to_type: storedType.optional(),
      overwrite: flag().default(false),
      invalidate: flag().optional(),
      context: flag().optional(),
      metadata: flag().optional(),
    })
    .transform(camelKeys),
  output: uploadResultJson,
})

export const tags = defineOperation({
  id: 'assets.tags',
  method: 'POST',
  path: '/{resource_type}/tags',
  summary: 'Adds, removes or replaces tags of many assets',
  credentials: 'key',
  withinFolder: { publicIds: ['public_ids'], hidesOthers: true },
  input: z
    .object({
      resource_type: resourceType,
      command: word(['add', 'remove', 'remove_all', 'replace', 'set_exclusive']),
      tag: list().optional(),
      public_ids: entries(),
      type,
    })
    .transform(camelKeys),
  output: changed,
})

export const metadata = defineOperation({
  id: 'assets.metadata',
  method: 'POST',
  path: '/{resource_type}/metadata',
  summary: 'Changes values of metadata fields of many assets',
  credentials: 'key',
  withinFolder: { publicIds: ['public_ids'], hidesOthers: true },
  input: z
    .object({
      resource_type: resourceType,
      metadata: keyValues(),
      public_ids: entries(),
      clear_invalid: flag().optional(),
      type,
    })
    .transform(camelKeys),
  output: changed,
})

export const context = defineOperation({
  id: 'assets.context',
  method: 'POST',
  path: '/{resource_type}/context',
  summary: 'Adds or removes contextual metadata of many assets',
  credentials: 'key',
  withinFolder: { publicIds: ['public_ids'], hidesOthers: true },
  input: z
    .object({
      resource_type: resourceType,
      command: word(['add', 'remove_all']),
      context: keyValues().optional(),
      public_ids: entries(),
      type,
    })
    .transform(camelKeys),
  output: changed,
})
