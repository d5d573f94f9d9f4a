/** Opening and closing many assets at once. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { resourceJson } from './resource-json.ts'
import { storedTypes } from './stored-types.ts'
import { resourceTypes } from './upload-parameters.ts'
import { entries, flag, text, word } from './wire-values.ts'

const selector = {
  public_ids: entries()
    .refine((ids) => ids.length <= 100, 'at most 100 public ids')
    .optional(),
  prefix: text({ max: 1000 }).optional(),
  tag: text({ max: 300 }).optional(),
  next_cursor: text({ max: 3000 }).optional(),
}
const failure = z.object({ public_id: z.string(), message: z.string() })

export const publishResources = defineOperation({
  id: 'resources.publish',
  method: 'POST',
  path: '/resources/{resource_type}/publish_resources',
  summary: 'Turns private and authenticated assets into public ones',
  credentials: 'basic',
  input: z
    .object({
      resource_type: word(resourceTypes),
      type: word(['private', 'authenticated']).optional(),
      overwrite: flag().default(false),
      invalidate: flag().optional(),
      ...selector,
    })
    .transform(camelKeys),
  output: z.object({
    published: z.array(resourceJson),
    failed: z.array(failure),
    /** There is more: send the call again with it. */
    next_cursor: z.string().optional(),
  }),
})

export const updateAccessMode = defineOperation({
  id: 'resources.update_access_mode',
  method: 'POST',
  path: '/resources/{resource_type}/{type}/update_access_mode',
  summary: 'Opens assets to everybody, or to signed requests only',
  credentials: 'basic',
  input: z
    .object({
      resource_type: word(resourceTypes),
      type: word(storedTypes),
      access_mode: word(['public', 'authenticated']),
      ...selector,
    })
    .transform(camelKeys),
  output: z.object({
    updated: z.array(resourceJson),
    failed: z.array(failure),
    next_cursor: z.string().optional(),
  }),
})
