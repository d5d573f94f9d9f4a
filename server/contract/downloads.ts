/** Files for whoever holds a signed URL: `expires_at`, where it is given, says until when it is good, else an hour. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { storedTypes } from './stored-types.ts'
import { resourceTypes } from './upload-parameters.ts'
import { text, unixSeconds, word } from './wire-values.ts'

const bytes = z.string()
const shown = {
  /** Another format than the stored one: converted. */
  format: text({ max: 20 }).optional(),
  /** `true`: under its own name; another text: under that one. */
  attachment: text({ max: 300 }).optional(),
  /** Unix seconds. */
  expires_at: unixSeconds().optional(),
}
const byName = z
  .object({
    resource_type: word(resourceTypes),
    type: word(storedTypes).default('upload'),
    public_id: text({ max: 2000 }),
    ...shown,
  })
  .transform(camelKeys)
const byId = z.object({ asset_id: text({ max: 100 }), ...shown }).transform(camelKeys)

const download = { credentials: 'key', reads: true, answersFile: true, output: bytes } as const

export const downloadAsset = defineOperation({
  ...download,
  id: 'assets.download',
  method: 'GET',
  path: '/{resource_type}/download',
  summary: 'Gives the original of an asset of any type, or its conversion',
  input: byName,
})

export const downloadAssetByPost = defineOperation({
  ...download,
  id: 'assets.download_by_post',
  method: 'POST',
  path: '/{resource_type}/download',
  summary: 'The same, with the parameters in the body',
  input: byName,
})

export const downloadAssetById = defineOperation({
  ...download,
  id: 'assets.download_by_id',
  method: 'GET',
  path: '/asset/download',
  summary: 'The same, by asset id',
  input: byId,
})

export const downloadAssetByIdAndPost = defineOperation({
  ...download,
  id: 'assets.download_by_id_and_post',
  method: 'POST',
  path: '/asset/download',
  summary: 'The same, by asset id, with the parameters in the body',
  input: byId,
})

export const downloadBackup = defineOperation({
  ...download,
  id: 'backups.download',
  method: 'GET',
  path: '/download_backup',
  summary: 'Gives a backed-up version of an asset',
  input: z.object({ asset_id: text({ max: 100 }), version_id: text({ max: 100 }) }).transform(camelKeys),
})
