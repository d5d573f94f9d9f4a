import { z } from 'zod'
import { derivedJson } from './asset-json.ts'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { flag, text, wholeNumber } from './wire-values.ts'

const chain = text({ max: 100_000 })
const entry = {
  name: z.string(),
  allowed_for_strict: z.boolean(),
  used: z.boolean(),
  named: z.boolean(),
}
const confirmation = (message: string) => z.object({ message: z.literal(message) })

export const listTransformations = defineOperation({
  id: 'transformations.list',
  method: 'GET',
  path: '/transformations',
  summary: 'Lists named transformations; with `transformation`, gives that one',
  credentials: 'basic',
  // Its service lists names alone: what was made by them, and chains that somebody used, is of assets anywhere.
  withinFolder: { without: ['transformation'] },
  input: z
    .object({
      transformation: chain.optional(),
      named: flag().optional(),
      max_results: wholeNumber({ min: 1, max: 500 }).default(10),
      next_cursor: text().optional(),
    })
    .transform(camelKeys),
  output: z.union([
    z.object({ transformations: z.array(z.object(entry)), next_cursor: z.string().optional() }),
    z.object({
      ...entry,
      info: z.array(z.record(z.string(), z.unknown())),
      derived: z.array(derivedJson.extend({ public_id: z.string(), resource_type: z.string(), type: z.string() })),
      next_cursor: z.string().optional(),
    }),
  ]),
})

export const getTransformation = defineOperation({
  ...listTransformations,
  id: 'transformations.get',
  withinFolder: null,
  path: '/transformations/{transformation+}',
  summary: 'Gives one transformation (older form of the address)',
})

export const createTransformation = defineOperation({
  id: 'transformations.create',
  method: 'POST',
  path: '/transformations',
  summary: 'Gives a name to a transformation',
  credentials: 'basic',
  input: z
    .object({ name: text({ max: 255 }), transformation: chain, allowed_for_strict: flag().optional() })
    .transform(camelKeys),
  output: confirmation('created'),
})

export const updateTransformation = defineOperation({
  id: 'transformations.update',
  method: 'PUT',
  path: '/transformations',
  summary: 'Changes a named transformation',
  credentials: 'basic',
  input: z
    .object({ transformation: chain, allowed_for_strict: flag().optional(), unsafe_update: chain.optional() })
    .transform(camelKeys),
  output: confirmation('updated'),
})

export const updateTransformationByPath = defineOperation({
  ...updateTransformation,
  id: 'transformations.update_by_path',
  path: '/transformations/{transformation+}',
})

export const deleteTransformation = defineOperation({
  id: 'transformations.delete',
  method: 'DELETE',
  path: '/transformations',
  summary: 'Deletes a named transformation with everything made by it',
  credentials: 'basic',
  input: z.object({ transformation: chain, invalidate: flag().optional() }).transform(camelKeys),
  output: confirmation('deleted'),
})

export const deleteTransformationByPath = defineOperation({
  ...deleteTransformation,
  id: 'transformations.delete_by_path',
  path: '/transformations/{transformation+}',
})
