import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { storedTypes } from './stored-types.ts'
import { text, word } from './wire-values.ts'

/** The pages are derived files of the document, under the chain with `pg_1`, `pg_2` … in the place of `pg_all`. */
export const explode = defineOperation({
  id: 'assets.explode',
  method: 'POST',
  path: '/image/explode',
  summary: 'Makes a picture of each page of a document, or of each frame of an animation',
  credentials: 'key',
  withinFolder: { publicIds: ['public_id'], resourceType: 'image' },
  input: z
    .object({
      public_id: text({ max: 2000 }),
      type: word(storedTypes).default('upload'),
      transformation: text({ max: 10_000 }),
      format: text({ max: 20 }).default('png'),
      notification_url: text({ max: 20_000 }).optional(),
    })
    .transform(camelKeys),
  output: z.object({ status: z.literal('processing'), batch_id: z.string() }),
})
