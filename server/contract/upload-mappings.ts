/** Where missing assets of a folder are fetched from at their first delivery. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { json, text, wholeNumber } from './wire-values.ts'

const folder = text({ max: 255 })
const template = text({ max: 2000 })
/** Ours: the vendor sets it where this API does not reach. `none` takes it away. */
const upload_preset_name = text({ max: 255 }).optional()

const mappingJson = z.object({
  folder: z.string(),
  template: z.string(),
  external_id: z.string(),
  upload_preset_name: z.string().optional(),
})
const listJson = z.object({
  mappings: z.array(mappingJson),
  total_entries: z.int(),
  next_cursor: z.string().optional(),
})

export const listUploadMappings = defineOperation({
  id: 'upload_mappings.list',
  method: 'GET',
  path: '/upload_mappings',
  summary: 'Lists upload mappings by folder, or gives the one of a folder',
  credentials: 'basic',
  input: z
    .object({
      folder: folder.optional(),
      max_results: wholeNumber({ min: 1, max: 500 }).default(10),
      next_cursor: text().optional(),
    })
    .transform(camelKeys),
  output: z.union([listJson, mappingJson]),
})

export const createUploadMapping = defineOperation({
  id: 'upload_mappings.create',
  method: 'POST',
  path: '/upload_mappings',
  summary: 'Maps a folder to an address',
  credentials: 'basic',
  input: z.object({ folder, template, upload_preset_name }).transform(camelKeys),
  output: z.object({ message: z.literal('created'), folder: z.string(), external_id: z.string() }),
})

export const updateUploadMapping = defineOperation({
  id: 'upload_mappings.update',
  method: 'PUT',
  path: '/upload_mappings',
  summary: 'Changes the address or the upload preset of a mapping',
  credentials: 'basic',
  input: z.object({ folder, template: template.optional(), upload_preset_name }).transform(camelKeys),
  output: z.object({ message: z.literal('updated'), folder: z.string(), external_id: z.string() }),
})

export const deleteUploadMapping = defineOperation({
  id: 'upload_mappings.delete',
  method: 'DELETE',
  path: '/upload_mappings',
  summary: 'Deletes an upload mapping; assets that came by it stay',
  credentials: 'basic',
  input: z.object({ folder }),
  output: z.object({ message: z.literal('deleted') }),
})

export const replaceUploadMappings = defineOperation({
  id: 'upload_mappings.replace',
  method: 'PUT',
  path: '/upload_mappings/replace',
  summary: 'Puts a list of upload mappings in place of all that there are',
  credentials: 'basic',
  input: z.object({
    mappings: json(
      z.array(z.object({ folder, template, upload_preset_name }).transform(camelKeys)).max(1000).readonly(),
    ),
  }),
  output: z.object({ message: z.literal('replaced') }),
})
