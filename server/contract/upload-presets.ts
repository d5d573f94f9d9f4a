import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { uploadParameters } from './upload-parameters.ts'
import { flag, list, text, wholeNumber, word } from './wire-values.ts'

const name = text({ max: 255 })
const presetJson = z.object({
  name: z.string(),
  unsigned: z.boolean(),
  settings: z.record(z.string(), z.unknown()),
  external_id: z.string(),
})
const confirmation = (message: string) => z.object({ message: z.literal(message) })

/** What a preset has beside upload parameters. */
const options = {
  /** Kept and shown: there is no live streaming. */
  live: flag().optional(),
  /** Upload parameters that clients without a key may send; absent: all that they may send at all. */
  parameter_whitelist: list().optional(),
  /** Own, all three off by default: what the upload widget is told without a key, at `/widgets/v1/{cloud_name}/config`. */
  widget_metadata: flag().optional(),
  widget_tags: flag().optional(),
  widget_listed: flag().optional(),
}

/** The settings are all other parameters; see `uploadParameters`. */
const definition = {
  unsigned: flag().nullable().optional(),
  disallow_public_id: flag().nullable().optional(),
  live: options.live.nullable(),
  parameter_whitelist: options.parameter_whitelist.nullable(),
  widget_metadata: options.widget_metadata.nullable(),
  widget_tags: options.widget_tags.nullable(),
  widget_listed: options.widget_listed.nullable(),
}

/** Settings that are no upload parameters. */
export const PRESET_OPTION_NAMES: readonly string[] = Object.keys(options)

export const PRESET_PARAMETER_NAMES: ReadonlySet<string> = new Set(['name', 'unsigned', 'disallow_public_id'])

export const listUploadPresets = defineOperation({
  id: 'upload_presets.list',
  method: 'GET',
  path: '/upload_presets',
  summary: 'Lists upload presets',
  credentials: 'basic',
  input: z
    .object({
      max_results: wholeNumber({ min: 1, max: 500 }).default(10),
      next_cursor: text().optional(),
      order_by: word(['name', 'id', 'created_at']).default('name'),
      direction: word(['asc', 'desc']).default('asc'),
    })
    .transform(camelKeys),
  output: z.object({ presets: z.array(presetJson), next_cursor: z.string().optional() }),
})

export const getUploadPreset = defineOperation({
  id: 'upload_presets.get',
  method: 'GET',
  path: '/upload_presets/{name+}',
  summary: 'Gives one upload preset',
  credentials: 'basic',
  input: z.object({ name }),
  output: presetJson,
})

export const createUploadPreset = defineOperation({
  id: 'upload_presets.create',
  method: 'POST',
  path: '/upload_presets',
  summary: 'Makes an upload preset; a name is made up when none is given',
  credentials: 'basic',
  input: z.looseObject({ name: name.optional(), ...definition }),
  moreInput: uploadParameters,
  output: confirmation('created').extend({ name: z.string(), external_id: z.string() }),
})

export const updateUploadPreset = defineOperation({
  id: 'upload_presets.update',
  method: 'PUT',
  path: '/upload_presets/{name+}',
  summary: 'Changes the given settings of an upload preset; null takes one away',
  credentials: 'basic',
  keepsNull: true,
  input: z.looseObject({ name, ...definition }),
  moreInput: uploadParameters,
  output: confirmation('updated').extend({ external_id: z.string() }),
})

export const deleteUploadPreset = defineOperation({
  id: 'upload_presets.delete',
  method: 'DELETE',
  path: '/upload_presets/{name+}',
  summary: 'Deletes an upload preset',
  credentials: 'basic',
  input: z.object({ name }),
  output: confirmation('deleted').extend({ external_id: z.string() }),
})
