/** What widgets ask before anybody has signed in, and the signing of uploads after that. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { metadataFieldJson } from './metadata-fields.ts'
import { effectiveRuleJson } from './metadata-rules.ts'
import { defineOperation } from './operation.ts'
import { text } from './wire-values.ts'

const sourceJson = z.object({
  name: z.string(),
  /** `built_in` needs nothing; the others are where files are taken from: an account, a search, or a stock library. */
  kind: z.enum(['built_in', 'account', 'search', 'stock']),
  enabled: z.boolean(),
  /** Why not, for the owner of the site. */
  reason: z.string().nullable(),
})
export type WidgetSourceJson = z.input<typeof sourceJson>

const configJson = z.object({
  cloud_name: z.string(),
  /** Where people sign in to the Media Library beside the form, in a window of `ml/sign_in`; null: nowhere. */
  identity_provider: z.object({ name: z.string() }).nullable(),
  /** Names of sources that work here. */
  sources: z.array(z.string()),
  limits: z.object({
    image_max_size_bytes: z.number(),
    video_max_size_bytes: z.number(),
    raw_max_size_bytes: z.number(),
    image_max_px: z.number(),
    asset_max_total_px: z.number(),
  }),
  /** The preset that was asked for; null: none was. */
  upload_preset: z
    .object({
      name: z.string(),
      unsigned: z.boolean(),
      /** Parameters that a client without a key may send with it. */
      parameters: z.array(z.string()),
      /** Null: every format that is not refused elsewhere. */
      allowed_formats: z.array(z.string()).nullable(),
      disallow_public_id: z.boolean(),
    })
    .nullable(),
  /** Unsigned presets whose setting `widget_listed` is on. */
  upload_presets: z.array(z.string()),
  /** With a preset whose setting `widget_metadata` is on; null: not told. */
  metadata_fields: z.array(metadataFieldJson).nullable(),
  /** The active conditional rules of these fields, in their order; null: not told. */
  metadata_rules: z.array(effectiveRuleJson).nullable(),
  /** The first hundred tags in use, with a preset whose setting `widget_tags` is on; null: not told. */
  tags: z.array(z.string()).nullable(),
})
export type WidgetConfigJson = z.input<typeof configJson>

export const getWidgetConfig = defineOperation({
  id: 'widgets.config',
  api: 'widgets',
  method: 'GET',
  path: '/config',
  summary: 'Tells the upload widget what can be uploaded here, and what an upload preset lets it offer',
  credentials: 'none',
  input: z
    .object({
      preset: text({ max: 255 }).optional(),
      /** Only tags that begin like this. */
      tag_prefix: text({ max: 255 }).optional(),
    })
    .transform(camelKeys),
  output: configJson,
})

export const listWidgetSources = defineOperation({
  id: 'widgets.sources',
  api: 'widgets',
  method: 'GET',
  path: '/sources',
  summary: 'Lists where files can be taken from, and why not from elsewhere',
  credentials: 'none',
  input: z.object({}),
  output: z.object({ sources: z.array(sourceJson) }),
})

export const signUpload = defineOperation({
  id: 'widgets.sign',
  api: 'widgets',
  method: 'POST',
  path: '/ml/sign',
  summary: 'Signs the parameters of an upload; what it answers is to be sent with them, whole',
  credentials: 'token',
  withinFolder: {},
  input: z
    .object({
      params_to_sign: z.record(
        z.string().max(100),
        z.union([z.string().max(20_000), z.number(), z.boolean()], 'text'),
        'an object of upload parameters',
      ),
    })
    .transform(camelKeys),
  output: z.object({
    signature: z.string(),
    api_key: z.string(),
    timestamp: z.string(),
    /** Binds the signature to uploads, and to the session. */
    widget_session: z.string(),
    /** Added where the role of the user may not replace what others have uploaded. */
    overwrite: z.literal('false').optional(),
    cloud_name: z.string(),
  }),
})
