import { z } from 'zod'
import { pendingJson, unfinishedUploadJson, uploadResultJson } from './asset-json.ts'
import { defineOperation } from './operation.ts'
import { stockParameters } from './stock-order.ts'
import { explicitParameters, resourceTypes, uploadParameters } from './upload-parameters.ts'
import { word } from './wire-values.ts'

const anyResourceType = word([...resourceTypes, 'auto'])

/** Parameters beyond the path are merged with a preset first and read by `uploadParameters`. */
export const upload = defineOperation({
  id: 'assets.upload',
  method: 'POST',
  path: '/{resource_type}/upload',
  summary: 'Stores a file: from the body, a URL or a data URI, whole or in parts',
  credentials: 'key-or-preset',
  withinFolder: {},
  input: z.looseObject({ resource_type: anyResourceType }),
  moreInput: z.intersection(uploadParameters, stockParameters),
  output: z.union([uploadResultJson, unfinishedUploadJson, pendingJson]),
  takesFile: true,
})

export const uploadAuto = defineOperation({
  ...upload,
  id: 'assets.upload_auto',
  path: '/upload',
  summary: 'Stores a file, taking its kind from its content',
  input: z.looseObject({}),
})

export const evaluateUpload = defineOperation({
  ...upload,
  moreInput: uploadParameters,
  id: 'assets.eval',
  path: '/{resource_type}/eval',
  credentials: 'key',
  summary: 'Runs the script of an upload and stores nothing: shows what it makes of the options',
  output: z.object({
    upload_options: z.record(z.string(), z.unknown()),
    /** Names of those that the script changed. */
    changed: z.array(z.string()),
  }),
})

export const explicit = defineOperation({
  id: 'assets.explicit',
  method: 'POST',
  path: '/{resource_type}/explicit',
  summary: 'Applies upload parameters to a stored asset',
  credentials: 'key',
  withinFolder: { publicIds: ['public_id'], movesTo: ['asset_folder'] },
  input: z.intersection(
    z
      .object({ resource_type: word(resourceTypes) })
      .transform(({ resource_type }) => ({ resourceType: resource_type })),
    explicitParameters,
  ),
  output: z.union([uploadResultJson, pendingJson]),
})
