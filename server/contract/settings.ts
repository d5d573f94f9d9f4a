/**
 * The settings of a product environment on the wire: what each takes and what it means. The page of settings in the
 * documentation is made from this table.
 */
import { z } from 'zod'
import { nearestName } from '../errors/nearest-name.ts'
import { InvalidParameterError } from '../errors/request-errors.ts'
import { defineOperation } from './operation.ts'
import { flag, json, list, text, word } from './wire-values.ts'

/** What may be delivered only by a signed URL. */
export const RESTRICTABLE_TYPES = ['upload', 'fetch', 'text', 'sprite', 'multi', 'asset'] as const

const host = (what: string) =>
  list().pipe(
    z
      .array(z.string().regex(/^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i, what))
      .max(200, 'at most 200 names')
      .transform((names) => names.map((name) => name.toLowerCase())),
  )
const HOSTS = 'host names, such as example.com or *.example.com'

const origins = list().pipe(
  z
    .array(
      z.string().regex(/^https?:\/\/(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i, 'origins, such as https://example.com'),
    )
    .max(200, 'at most 200 origins')
    .transform((all) => all.map((origin) => origin.toLowerCase())),
)

const addresses = list().pipe(
  z
    .array(z.string().refine(isAddressOrNetwork, 'IP addresses or networks, such as 192.0.2.7 or 2001:db8::/32'))
    .max(200, 'at most 200 addresses'),
)

const fileTypes = list().pipe(
  z
    .array(z.string().regex(/^[a-z0-9]{1,20}$/i, 'extensions, such as pdf or zip'))
    .max(200, 'at most 200 extensions')
    .transform((all) => all.map((extension) => extension.toLowerCase())),
)

const cacheControl = text({ max: 200 }).pipe(z.string().regex(/^[\w=, -]+$/, 'the value of a Cache-Control header'))

const perTime = (most: number) =>
  z.int(`a whole number from 1 to ${most}, or null`).min(1).max(most, `a whole number from 1 to ${most}`).nullable()

const tokenKeyName = z.string().regex(/^[\w.-]{1,64}$/, 'names of letters, digits, - . and _')
const tokenKey = z.strictObject({
  name: tokenKeyName,
  key: z
    .string()
    .regex(/^([0-9a-fA-F]{2}){4,64}$/, 'keys of an even number of hexadecimal digits, at least 8')
    .optional(),
})

const bytes = z.int('whole numbers').min(1, 'whole numbers from 1')
/** The least of these and of what the server was started with holds. */
const mediaLimits = z.strictObject({
  image_max_size_bytes: bytes.optional(),
  video_max_size_bytes: bytes.optional(),
  raw_max_size_bytes: bytes.optional(),
  image_max_px: bytes.optional(),
  asset_max_total_px: bytes.optional(),
})

const rateLimits = z.strictObject({
  admin_calls_per_hour: perTime(1_000_000).optional(),
  deliveries_per_minute: perTime(100_000_000).optional(),
})

const amount = (most: number) =>
  z.number(`a number from 0 to ${most}, or null`).min(0).max(most, `a number from 0 to ${most}`).nullable()
const MOST_AMOUNT = 1e15
const usageMaxima = {
  transformations: amount(MOST_AMOUNT),
  bandwidth: amount(MOST_AMOUNT),
  storage: amount(MOST_AMOUNT),
  objects: amount(MOST_AMOUNT),
  credits: amount(MOST_AMOUNT),
}
export const usageLimits = z.strictObject({
  transformations: usageMaxima.transformations.optional(),
  bandwidth: usageMaxima.bandwidth.optional(),
  storage: usageMaxima.storage.optional(),
  objects: usageMaxima.objects.optional(),
  credits: usageMaxima.credits.optional(),
  when_reached: z.enum(['warn', 'throttle'], 'warn or throttle').optional(),
  throttled_per_minute: z.int('a whole number from 0 to 1000000').min(0).max(1_000_000).optional(),
})

/** By wire name; all of them are in the answer of `GET /settings`. */
export const ENVIRONMENT_SETTINGS = {
  folder_mode: setting(
    word(['dynamic', 'fixed']),
    'Whether folders are part of public IDs (`fixed`) or not. Cannot be changed once there are assets.',
  ),
  signature_algorithm: setting(
    word(['any', 'sha1', 'sha256']),
    'The only algorithm that signatures may use, or `any`.',
  ),
  signature_version: setting(
    word(['any', '2']),
    '`2`: signatures of version 1, in which one parameter can pass for two, are refused.',
  ),
  strict_transformations: setting(
    flag(),
    'Only transformations that are signed, made before, or named and allowed are rendered.',
  ),
  strict_exempt_referrers: setting(
    host(HOSTS),
    'Pages on these hosts may ask for any transformation, strict or not. Easily forged: an exemption for your own admin pages, no protection.',
  ),
  allowed_fetch_hosts: setting(
    host(HOSTS),
    'Hosts that deliveries and layers of type `fetch` may come from, redirects included; empty: any public one. Uploads by address are not bound by it.',
  ),
  restricted_media_types: setting(
    list().pipe(z.array(word(RESTRICTABLE_TYPES)).max(20)),
    `Delivery types that need a signed URL: ${RESTRICTABLE_TYPES.join(', ')}.`,
  ),
  restricted_file_types: setting(
    fileTypes,
    'Formats that need a signed URL to be delivered, such as `pdf` or `zip`; for raw files the extension counts.',
  ),
  allowed_referrers: setting(
    host(HOSTS),
    'Pages on other hosts cannot show media; empty: any page can. Requests that name no page are let through.',
  ),
  auth_token_keys: setting(
    json(
      z
        .array(tokenKey)
        .max(10, 'at most 10 keys')
        .refine((keys) => new Set(keys.map(({ name }) => name)).size === keys.length, 'names that differ'),
    ),
    'Keys of delivery tokens: `[{"name":"main","key":"00ff…"}]`. Keys are never shown; an entry without `key` keeps the one it has.',
    z.array(z.object({ name: z.string() })),
  ),
  resource_list: setting(flag(), 'Lists of the public assets with a tag are delivered at `…/list/<tag>.json`.'),
  default_upload_preset: setting(
    text({ max: 255 }),
    'Upload preset of signed uploads that name none; `none` for no preset.',
  ),
  auto_backup: setting(flag(), 'Originals are copied to the backup storage, unless an upload says otherwise.'),
  strip_location: setting(
    flag(),
    'Where a picture or film was taken is removed from originals when they are uploaded, unless an upload says otherwise.',
  ),
  jxl: setting(flag(), 'JPEG XL is among the formats of `f_auto`. Its encoder is slow.'),
  cache_control: setting(cacheControl, '`Cache-Control` of deliveries that name the current version.'),
  unversioned_cache_control: setting(cacheControl, '`Cache-Control` of other deliveries.'),
  cors_origins: setting(origins, 'Pages of other origins cannot use the upload API; empty: pages of any origin can.'),
  widget_origins: setting(
    origins,
    'Pages of these origins may sign people in to the Media Library, and then call what it needs; empty: only pages of this server, and of the same machine while the server is asked there.',
  ),
  admin_addresses: setting(
    addresses,
    'Addresses and networks that may use the Admin API; empty: any. The address that sets this must be among them. Sessions of the Media Library are bound to `widget_origins` instead.',
  ),
  rate_limits: setting(
    json(rateLimits),
    '`admin_calls_per_hour` and `deliveries_per_minute`; null: what the server was started with.',
    z.object({ admin_calls_per_hour: perTime(1_000_000), deliveries_per_minute: perTime(100_000_000) }),
  ),
  usage_limits: setting(
    json(usageLimits),
    'What may be used: `transformations`, `bandwidth` and `credits` of 30 days, `storage` in bytes, `objects`; null: no limit. `when_reached`: `warn`, or `throttle` what makes something new to `throttled_per_minute`.',
    z.object({
      ...usageMaxima,
      when_reached: z.enum(['warn', 'throttle']),
      throttled_per_minute: z.number(),
    }),
  ),
  media_limits: setting(
    json(mediaLimits),
    'Bytes and pixels: `image_max_size_bytes`, `video_max_size_bytes`, `raw_max_size_bytes`, `image_max_px`, `asset_max_total_px`. Can only lower what the server was started with.',
    z.object({
      image_max_size_bytes: z.number(),
      video_max_size_bytes: z.number(),
      raw_max_size_bytes: z.number(),
      image_max_px: z.number(),
      asset_max_total_px: z.number(),
    }),
  ),
} as const

type Table = typeof ENVIRONMENT_SETTINGS
export type SettingName = keyof Table

type Shape = { [N in SettingName]: z.ZodOptional<Table[N]['input']> }
type Shown = { [N in SettingName]: Table[N]['output'] }

export const settingsInput = z.object(
  Object.fromEntries(
    Object.entries(ENVIRONMENT_SETTINGS).map(([name, { input }]) => [name, input.optional()]),
  ) as Shape,
)
export const settingsJson = z.object(
  Object.fromEntries(Object.entries(ENVIRONMENT_SETTINGS).map(([name, { output }]) => [name, output])) as Shown,
)

/** Of a change: what it does not name stays. */
export type SettingsInput = z.output<typeof settingsInput>
export type SettingsJson = z.input<typeof settingsJson>

export const getSettings = defineOperation({
  id: 'settings.get',
  method: 'GET',
  path: '/settings',
  summary: 'Gives the settings of the product environment',
  credentials: 'basic',
  input: z.object({}),
  output: settingsJson,
})

export const updateSettings = defineOperation({
  id: 'settings.update',
  method: 'PUT',
  path: '/settings',
  summary: 'Changes the settings that it names, all or none, and gives all of them',
  credentials: 'basic',
  input: settingsInput,
  output: settingsJson,
})

/** @throws InvalidParameterError naming the first name that is no setting, and what was probably meant */
export function assertSettingNames(names: readonly string[]): void {
  const known = Object.keys(ENVIRONMENT_SETTINGS)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return
  const near = nearestName(unknown, known, 4)
  const hint = near === undefined ? `expected one of ${known.join(', ')}` : `did you mean ${near}?`
  throw new InvalidParameterError(`Unknown setting ${unknown.slice(0, 100)}: ${hint}`)
}

interface Setting<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I
  readonly output: O
  readonly summary: string
}

function setting<I extends z.ZodType>(input: I, summary: string): Setting<I, z.ZodType<z.output<I>>>
function setting<I extends z.ZodType, O extends z.ZodType>(input: I, summary: string, output: O): Setting<I, O>
function setting(input: z.ZodType, summary: string, output: z.ZodType = input): Setting<z.ZodType, z.ZodType> {
  return { input, output, summary }
}

function isAddressOrNetwork(text: string): boolean {
  return [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()].some((schema) => schema.safeParse(text).success)
}
