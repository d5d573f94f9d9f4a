/**
 * The parameters of uploads, shared by `upload`, `explicit` and upload presets. What is not here is either refused by
 * name (`refused-parameters.ts`) or unknown, and then reported in the answer's `X-Tintype-Ignored` header.
 */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { assetTypes } from './stored-types.ts'
import { boxes, entries, flag, json, keyValues, list, regions, text, wholeNumber, word } from './wire-values.ts'

const accessRule = z.strictObject({
  access_type: z.enum(['token', 'anonymous'], 'access_type token or anonymous'),
  key: z.string().optional(),
  start: z.union([z.string(), z.number()]).optional(),
  end: z.union([z.string(), z.number()]).optional(),
})

const breakpoints = z.object({
  create_derived: flag('create_derived, true or false'),
  transformation: text({ max: 10_000 }).optional(),
  format: text({ max: 20 }).optional(),
  min_width: wholeNumber({ min: 1, max: 100_000 }).default(50),
  max_width: wholeNumber({ min: 1, max: 100_000 }).default(1000),
  bytes_step: wholeNumber({ min: 1, max: 1_000_000_000 }).default(20_000),
  max_images: wholeNumber({ min: 1, max: 200 }).default(20),
})

/** Several on lines of their own; switched off is the same as not said. */
const addresses = text({ max: 20_000 })

/** What describes an asset, and may be changed later by `explicit`. */
export const assetParameters = {
  type: word(['upload', 'private', 'authenticated']).optional(),
  asset_folder: text({ max: 255 }).optional(),
  display_name: text({ max: 255 }).optional(),
  unique_display_name: flag().optional(),
  tags: list().optional(),
  context: keyValues().optional(),
  metadata: keyValues().optional(),
  clear_invalid: flag().optional(),
  access_mode: word(['public', 'authenticated']).optional(),
  access_control: json(z.array(accessRule).max(100).readonly()).optional(),
  face_coordinates: boxes().optional(),
  custom_coordinates: boxes().optional(),
  regions: regions().optional(),
  moderation: text().optional(),
  headers: text().optional(),
  invalidate: flag().optional(),
  backup: flag().optional(),
  eager: text({ max: 100_000 }).optional(),
  eager_async: flag().optional(),
  responsive_breakpoints: json(
    z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(breakpoints).max(10).readonly()),
  ).optional(),
  /** A script that runs when the asset is stored. */
  on_success: text({ max: 20_000 }).optional(),
  /** Answered before it is carried out. */
  async: flag().optional(),
  notification_url: addresses.optional(),
  eager_notification_url: addresses.optional(),
  colors: flag().optional(),
  phash: flag().optional(),
  media_metadata: flag().optional(),
  image_metadata: flag().optional(),
  exif: flag().optional(),
  quality_analysis: flag().optional(),
  accessibility_analysis: flag().optional(),
  cinemagraph_analysis: flag().optional(),
}

/** What is decided once, when a file arrives. */
export const fileParameters = {
  /** A script that may change these parameters, before the file is stored. */
  eval: text({ max: 20_000 }).optional(),
  public_id_prefix: text({ max: 255 }).optional(),
  folder: text({ max: 255 }).optional(),
  use_asset_folder_as_public_id_prefix: flag().optional(),
  use_filename: flag().optional(),
  unique_filename: flag().optional(),
  use_filename_as_display_name: flag().optional(),
  filename_override: text({ max: 1000 }).optional(),
  discard_original_filename: flag().optional(),
  overwrite: flag().optional(),
  allowed_formats: list().optional(),
  transformation: text({ max: 100_000 }).optional(),
  format: text({ max: 20 }).optional(),
  /** Own: where it was taken is removed from the original; default: as the settings say. */
  strip_location: flag().optional(),
  return_delete_token: flag().optional(),
  callback: text({ max: 2000 }).optional(),
  /** Where the file came from, as the upload widget says; not kept. */
  source: text().optional(),
}

/** Parts of the protocol rather than of the upload: read elsewhere, allowed everywhere. */
export const protocolParameters = {
  api_key: text().optional(),
  timestamp: text().optional(),
  signature: text().optional(),
  signature_algorithm: text().optional(),
  signature_version: text().optional(),
  upload_preset: text({ max: 255 }).optional(),
  unsigned: text().optional(),
  /** In what was signed for the session of a widget. */
  widget_session: text().optional(),
  /** Of a paid library, instead of `file`. */
  stock_license: z.unknown(),
  file: z.unknown(),
}

export const resourceTypes = ['image', 'video', 'raw'] as const

const uploadParameterShape = {
  public_id: text({ max: 2000 }).optional(),
  ...fileParameters,
  ...assetParameters,
}

/** After merging with the preset. */
export const uploadParameters = z.object(uploadParameterShape).transform(camelKeys)
export type UploadParameters = z.output<typeof uploadParameters>

export const explicitParameters = z
  .object({ public_id: text({ max: 2000 }), ...assetParameters, type: word(assetTypes).optional() })
  .transform(camelKeys)
export type ExplicitParameters = z.output<typeof explicitParameters>

/** Names of everything that says how a file is stored. */
export const UPLOAD_OPTION_NAMES: ReadonlySet<string> = new Set(Object.keys(uploadParameterShape))

/** Names that an upload understands, for telling the unknown ones. */
export const UPLOAD_PARAMETER_NAMES: ReadonlySet<string> = new Set(
  Object.keys({ ...uploadParameterShape, ...protocolParameters }),
)

/** Parameters that take several ids. */
export const publicIds = entries
