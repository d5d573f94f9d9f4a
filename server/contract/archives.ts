/** Many files in one: as a download, or stored as a raw asset. */
import { z } from 'zod'
import { uploadResultJson } from './asset-json.ts'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { storedTypes } from './stored-types.ts'
import { resourceTypes } from './upload-parameters.ts'
import { entries, flag, list, text, unixSeconds, word } from './wire-values.ts'

const MOST_IDS = 1000
const MOST_SELECTORS = 20

function atMost(values: ReturnType<typeof entries>, most: number) {
  return values.refine((all) => all.length <= most, `at most ${most} values`).optional()
}

const selectors = {
  /** `all`: of every resource type; `auto` is the same. */
  resource_type: word([...resourceTypes, 'all', 'auto']),
  type: word(storedTypes).default('upload'),
  public_ids: atMost(entries(), MOST_IDS),
  /** `image/upload/shop/boot` */
  fully_qualified_public_ids: atMost(entries(), MOST_IDS),
  tags: atMost(list(), MOST_SELECTORS),
  prefixes: atMost(entries(), MOST_SELECTORS),
  /** With what lies below them. */
  asset_folders: atMost(entries(), MOST_SELECTORS),
  search_expression: text({ max: 10_000 }).optional(),
}

const content = {
  ...selectors,
  /** Chains joined by `|`, each may end in `/<format>`. */
  transformations: text({ max: 100_000 }).optional(),
  target_format: word(['zip', 'tgz']).default('zip'),
  flatten_folders: flag().default(false),
  flatten_transformations: flag().default(false),
  skip_transformation_name: flag().default(false),
  use_original_filename: flag().default(false),
  /** What is not found is reported instead of refused. */
  allow_missing: flag().default(false),
  /** Files that are made for the archive stay. */
  keep_derived: flag().default(false),
  /** Name of a download; without it that of `target_public_id`. */
  target_filename: text({ max: 255 }).optional(),
  target_public_id: text({ max: 255 }).optional(),
  /** Unix seconds until which the address of a download is good. */
  expires_at: unixSeconds().optional(),
}

const input = z
  .object({
    ...content,
    mode: word(['create', 'download', 'create_and_download']).default('create'),
    target_tags: list().optional(),
    target_asset_folder: text({ max: 255 }).optional(),
    /** Answers at once; `notification_url` is told when the archive is there. */
    async: flag().default(false),
  })
  .transform(camelKeys)

const archiveJson = uploadResultJson.extend({
  /** Assets in it. */
  resource_count: z.number().int(),
  /** Files in it. */
  file_count: z.number().int(),
  missing_public_ids: z.array(z.string()).optional(),
  empty_tags: z.array(z.string()).optional(),
  empty_prefixes: z.array(z.string()).optional(),
  empty_asset_folders: z.array(z.string()).optional(),
})
export type ArchiveJson = z.infer<typeof archiveJson>

const promisedJson = z.object({
  status: z.literal('pending'),
  resource_type: z.literal('raw'),
  type: z.literal('upload'),
  public_id: z.string(),
  batch_id: z.string(),
})

export const generateArchive = defineOperation({
  id: 'archives.generate',
  method: 'POST',
  path: '/{resource_type}/generate_archive',
  summary: 'Makes an archive of many assets, stores it as a raw asset, or gives it',
  credentials: 'key',
  withinFolder: {},
  input,
  output: z.union([archiveJson, promisedJson]),
})

export const downloadArchive = defineOperation({
  id: 'archives.download',
  method: 'GET',
  path: '/{resource_type}/generate_archive',
  summary: 'Gives an archive of many assets',
  credentials: 'key',
  withinFolder: {},
  answersFile: true,
  input: z.object({ ...content, mode: word(['download']).default('download') }).transform(camelKeys),
  output: z.string(),
})

/** The deprecated form of a download by tag. */
export const downloadTag = defineOperation({
  id: 'archives.download_tag',
  method: 'GET',
  path: '/{resource_type}/download_tag.zip',
  summary: 'Gives a zip of the assets that have a tag',
  credentials: 'key',
  withinFolder: {},
  answersFile: true,
  input: z
    .object({
      resource_type: selectors.resource_type,
      type: selectors.type,
      tag: text({ max: 300 }),
      transformation: text({ max: 10_000 }).optional(),
      expires_at: unixSeconds().optional(),
    })
    .transform(camelKeys),
  output: z.string(),
})

export type ArchiveInput = z.output<typeof input>
