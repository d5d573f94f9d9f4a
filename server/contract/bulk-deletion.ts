/** Deleting many assets, or what was made from them. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { storedTypes } from './stored-types.ts'
import { resourceTypes } from './upload-parameters.ts'
import { entries, flag, list, text, word } from './wire-values.ts'

const options = {
  keep_original: flag().default(false),
  invalidate: flag().optional(),
  next_cursor: text({ max: 3000 }).optional(),
  /** Chains joined by `|`, or a list. */
  transformations: z.union([text({ max: 100_000 }), entries()]).optional(),
}

const deletions = z.object({
  deleted: z.record(z.string(), z.enum(['deleted', 'not_found'])),
  deleted_counts: z.record(z.string(), z.object({ original: z.number().int(), derived: z.number().int() })),
  /** There is more: send the call again with `next_cursor`. */
  partial: z.boolean(),
  next_cursor: z.string().optional(),
})

export const deleteResources = defineOperation({
  id: 'resources.delete',
  method: 'DELETE',
  path: '/resources/{resource_type}/{type}',
  summary: 'Deletes assets of a type by public ids, by prefix, or all of them',
  credentials: 'basic',
  withinFolder: { publicIds: ['public_ids'], without: ['prefix', 'all'], hidesOthers: true },
  matches: { resource_type: resourceTypes, type: storedTypes },
  input: z
    .object({
      resource_type: word(resourceTypes),
      type: word(storedTypes),
      public_ids: entries().optional(),
      prefix: text({ max: 1000 }).optional(),
      all: flag().optional(),
      ...options,
    })
    .transform(camelKeys),
  output: deletions,
})

export const deleteResourcesByTag = defineOperation({
  id: 'resources.delete_by_tag',
  method: 'DELETE',
  path: '/resources/{resource_type}/tags/{tag}',
  summary: 'Deletes assets that have a tag',
  credentials: 'basic',
  input: z.object({ resource_type: word(resourceTypes), tag: text({ max: 300 }), ...options }).transform(camelKeys),
  output: deletions,
})

export const deleteResourcesByIds = defineOperation({
  id: 'resources.delete_by_asset_ids',
  method: 'DELETE',
  path: '/resources',
  summary: 'Deletes assets by their asset ids',
  credentials: 'basic',
  withinFolder: { assetIds: ['asset_ids'], hidesOthers: true },
  input: z
    .object({ asset_ids: list().refine((ids) => ids.length > 0, 'at least one asset id'), ...options })
    .transform(camelKeys),
  output: deletions,
})

export const deleteDerivedResources = defineOperation({
  id: 'derived.delete',
  method: 'DELETE',
  path: '/derived_resources',
  summary: 'Deletes derived files by their ids',
  credentials: 'basic',
  input: z
    .object({
      derived_resource_ids: list().refine((ids) => ids.length <= 100, 'at most 100 ids'),
      invalidate: flag().optional(),
    })
    .transform(camelKeys),
  output: z.object({ deleted: z.record(z.string(), z.enum(['deleted', 'not_found'])) }),
})

export const invalidateByUrls = defineOperation({
  id: 'derived.invalidate_by_urls',
  method: 'POST',
  path: '/derived_resources/invalidate_by_urls',
  summary: 'Makes what these delivery URLs show anew at their next request',
  credentials: 'basic',
  input: z.object({ urls: list().refine((urls) => urls.length <= 100, 'at most 100 URLs') }),
  output: z.object({ invalidated: z.array(z.string()), failed: z.array(z.string()) }),
})
