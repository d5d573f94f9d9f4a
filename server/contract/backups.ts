/** Versions of originals in the backup storage. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { resourceJson } from './resource-json.ts'
import { storedTypes } from './stored-types.ts'
import { resourceTypes } from './upload-parameters.ts'
import { entries, list, text, word } from './wire-values.ts'

const restored = z.record(
  z.string(),
  z.union([
    resourceJson,
    z.object({
      /** `no_backup`, or `failed` with the reason. */
      error: z.enum(['no_backup', 'failed']),
      message: z.string().optional(),
    }),
  ]),
)

export const restoreAssets = defineOperation({
  id: 'backups.restore',
  method: 'POST',
  path: '/resources/{resource_type}/{type}/restore',
  summary: 'Brings deleted or overwritten assets back from their backups',
  credentials: 'basic',
  input: z
    .object({
      resource_type: word(resourceTypes),
      type: word(storedTypes),
      public_ids: entries(),
      versions: list().optional(),
    })
    .transform(camelKeys),
  output: restored,
})

export const restoreAssetsById = defineOperation({
  id: 'backups.restore_by_asset_ids',
  method: 'POST',
  path: '/resources/restore',
  summary: 'The same, by asset ids',
  credentials: 'basic',
  input: z.object({ asset_ids: list(), versions: list().optional() }).transform(camelKeys),
  output: restored,
})

export const deleteBackups = defineOperation({
  id: 'backups.delete',
  method: 'DELETE',
  path: '/resources/backup/{asset_id}',
  summary: 'Deletes backed-up versions of an asset',
  credentials: 'basic',
  input: z.object({ asset_id: text({ max: 100 }), version_ids: list() }).transform(camelKeys),
  output: z.object({
    asset_id: z.string(),
    deleted_version_ids: z.array(z.string()),
    failures: z.array(z.object({ version_id: z.string(), error: z.string() })).optional(),
  }),
})
