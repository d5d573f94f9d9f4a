/**
 * Every setting of a server: its name in a configuration file, its flag, its environment variable, what it means and
 * what it is when nobody says. The documentation page of settings is generated from this table.
 */
import { z } from 'zod'

export interface SettingDefinition<S extends z.ZodType = z.ZodType> {
  readonly schema: S
  readonly environmentVariable: string
  readonly summary: string
  /** Command-line flag of `tintype serve`, where there is one. */
  readonly flag?: string
  /** Never printed; may also come from a file named by `<VARIABLE>_FILE`. */
  readonly secret?: boolean
}

const wholeNumber = (min: number, max: number) =>
  z.coerce
    .number({ error: `a whole number from ${min} to ${max}` })
    .int(`a whole number from ${min} to ${max}`)
    .min(min)
    .max(max)
const bytes = () => z.preprocess(readBytes, z.number({ error: 'a number of bytes, e.g. 1048576 or 40MB' }).int().min(0))
const commaList = () =>
  z.preprocess((value) => (typeof value === 'string' ? splitList(value) : value), z.array(z.string()))
const switchValue = () =>
  z.preprocess(
    (value) =>
      value === 'true' || value === '1' ? true : value === 'false' || value === '0' || value === '' ? false : value,
    z.boolean({ error: 'true or false' }),
  )
const cloudName = () =>
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'letters, digits, - and _, starting with a letter or digit')

export const SETTINGS = {
  port: setting(wholeNumber(0, 65_535).default(8080), 'TINTYPE_PORT', 'TCP port to listen on; 0 takes a free one.', {
    flag: 'port',
  }),
  host: setting(z.string().min(1).default('127.0.0.1'), 'TINTYPE_HOST', 'Address to listen on.', { flag: 'host' }),
  data: setting(
    z.string().min(1).default('./data'),
    'TINTYPE_DATA',
    'Folder of the database, originals, derived files and keys.',
    { flag: 'data' },
  ),
  backupDir: setting(
    z.string().min(1).optional(),
    'TINTYPE_BACKUP_DIR',
    'Folder of the second copies of originals, best on another disk. Default: `backup` in the data folder.',
  ),
  databaseUrl: setting(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, '`postgres://user:password@host:port/database`')
      .optional(),
    'TINTYPE_DATABASE_URL',
    'PostgreSQL database to keep rows in: `postgres://user:password@host:port/database`. Default: a file in the data folder.',
    { secret: true },
  ),
  https: setting(
    switchValue().default(false),
    'TINTYPE_HTTPS',
    'Serve HTTPS with a certificate made by an own local authority.',
    { flag: 'https' },
  ),
  publicUrl: setting(
    z
      .url({ protocol: /^https?$/, error: 'an http or https URL' })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    'TINTYPE_PUBLIC_URL',
    'Address that clients use, with the path prefix if there is one. Default: taken from each request.',
  ),
  cloudName: setting(
    cloudName().optional(),
    'TINTYPE_CLOUD_NAME',
    'Cloud name of the first product environment. Default: `demo`.',
  ),
  apiKey: setting(
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, 'letters, digits, - and _')
      .optional(),
    'TINTYPE_API_KEY',
    'API key of the first product environment. Default: generated and kept.',
  ),
  apiSecret: setting(
    z.string().min(1).max(256).optional(),
    'TINTYPE_API_SECRET',
    'API secret of the first product environment. Default: generated and kept.',
    { secret: true },
  ),
  accountId: setting(
    z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, 'letters, digits and -')
      .optional(),
    'TINTYPE_ACCOUNT_ID',
    'Id of the account, as clients of the Provisioning API name it. Default: generated and kept.',
  ),
  provisioningApiKey: setting(
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, 'letters, digits, - and _')
      .optional(),
    'TINTYPE_PROVISIONING_API_KEY',
    'Key of the Provisioning API. Default: generated and kept.',
  ),
  provisioningApiSecret: setting(
    z.string().min(16, 'at least 16 characters').max(256).optional(),
    'TINTYPE_PROVISIONING_API_SECRET',
    'Secret of the Provisioning API. Default: generated and kept.',
    { secret: true },
  ),
  smtpUrl: setting(
    z.url({ protocol: /^smtps?$/, error: 'smtp://user:password@host:port or smtps://…' }).optional(),
    'TINTYPE_SMTP_URL',
    'Mail server for invitations and new passwords. Default: mails are written to the log.',
    { secret: true },
  ),
  mailFrom: setting(
    z.string().min(3).max(320).default('Tintype <tintype@localhost>'),
    'TINTYPE_MAIL_FROM',
    'Sender of mails: an address, or `Name <address>`.',
  ),
  oidcIssuer: setting(
    z
      .url({ protocol: /^https?$/, error: 'an https URL, or an http one of this machine' })
      .refine(isSafeIssuer, 'an https URL, or an http one of this machine')
      .optional(),
    'TINTYPE_OIDC_ISSUER',
    'Identity provider (OpenID Connect) by which users sign in. Register `<public URL>/console/identity` there.',
  ),
  oidcClientId: setting(z.string().min(1).optional(), 'TINTYPE_OIDC_CLIENT_ID', 'Client id at the identity provider.'),
  oidcClientSecret: setting(
    z.string().min(1).optional(),
    'TINTYPE_OIDC_CLIENT_SECRET',
    'Client secret at the identity provider.',
    { secret: true },
  ),
  oidcName: setting(
    z.string().min(1).max(100).default('Single sign-on'),
    'TINTYPE_OIDC_NAME',
    'What people know the identity provider as.',
  ),
  authTokenKey: setting(
    z
      .string()
      .regex(/^([0-9a-fA-F]{2}){4,64}$/, 'an even number of hexadecimal digits, at least 8')
      .optional(),
    'TINTYPE_AUTH_TOKEN_KEY',
    'Key of delivery tokens (`__cld_token__`), hexadecimal.',
    { secret: true },
  ),
  settings: setting(
    z.preprocess(readJson, z.record(z.string(), z.unknown(), 'a JSON object')).default({}),
    'TINTYPE_SETTINGS',
    'Settings of the first product environment when it is made, as JSON: [settings](settings.md).',
  ),
  hosts: setting(
    z.preprocess(readHosts, z.record(z.string(), cloudName())).default({}),
    'TINTYPE_HOSTS',
    'Host names that stand for one cloud name each: `host=cloud,…`.',
  ),
  folderMode: setting(
    z.enum(['dynamic', 'fixed']).default('dynamic'),
    'TINTYPE_FOLDER_MODE',
    'Whether folders are part of public IDs (`fixed`) or not (`dynamic`), for a new environment.',
  ),
  fetchAllowPrivate: setting(
    commaList()
      .pipe(z.array(z.string().regex(/^(\[[0-9a-fA-F:.]+\]|[^:\s]+):(\d{1,5}|\*)$/, '`host:port` or `host:*`')))
      .default([]),
    'TINTYPE_FETCH_ALLOW_PRIVATE',
    'Private addresses that fetching may reach nevertheless: `host:port` or `host:*`, separated by commas.',
  ),
  ffmpeg: setting(
    z.string().min(1).optional(),
    'TINTYPE_FFMPEG',
    'Path of the ffmpeg program; ffprobe is looked for beside it. Default: found on PATH.',
  ),
  fontFolders: setting(
    commaList().default([]),
    'TINTYPE_FONT_FOLDERS',
    'More folders with TTF or OTF fonts for text layers and SVG, separated by commas.',
  ),
  logLevel: setting(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'TINTYPE_LOG_LEVEL',
    'Least severity that is logged.',
  ),
  trustProxy: setting(
    switchValue().default(false),
    'TINTYPE_TRUST_PROXY',
    'Believe X-Forwarded-Host, -Proto and -For of the proxy in front.',
  ),
  adminCallsPerHour: setting(
    wholeNumber(0, 1_000_000_000).optional(),
    'TINTYPE_ADMIN_CALLS_PER_HOUR',
    'Calls of the Admin API that an environment has in an hour; 0: no limit. Default: none on a loopback address, else 2000.',
  ),
  deliveriesPerMinute: setting(
    wholeNumber(0, 1_000_000_000).optional(),
    'TINTYPE_DELIVERIES_PER_MINUTE',
    'Deliveries that one client address gets in a minute, of those that need work; 0: no limit. Default: none on a loopback address, else 12000. Behind a proxy or CDN set `TINTYPE_TRUST_PROXY`, so that clients are told apart.',
  ),
  workers: setting(
    wholeNumber(1, 256).optional(),
    'TINTYPE_WORKERS',
    'Pictures rendered at a time. Default: one for each core.',
  ),
  renderMemoryBytes: setting(
    bytes().optional(),
    'TINTYPE_RENDER_MEMORY_BYTES',
    'Memory that renders may take together. Default: a quarter of the machine.',
  ),
  memoryCacheBytes: setting(
    bytes().default(128 * 1024 ** 2),
    'TINTYPE_MEMORY_CACHE_BYTES',
    'Derived files that are kept in memory.',
  ),
  derivedMaxBytes: setting(
    bytes().optional(),
    'TINTYPE_DERIVED_MAX_BYTES',
    'Derived files that are kept on disk; the least recently used go first. Default: no limit but free disk.',
  ),
  reserveBytes: setting(
    bytes().default(16 * 1024 ** 2),
    'TINTYPE_RESERVE_BYTES',
    'Disk space that is kept for deleting files when the disk is full; 0 keeps none.',
  ),
  unfinishedMaxBytes: setting(
    bytes().default(40_000_000_000),
    'TINTYPE_UNFINISHED_MAX_BYTES',
    'Parts of unfinished chunked uploads, of all product environments together.',
  ),
  unfinishedEnvironmentMaxBytes: setting(
    bytes().default(20_000_000_000),
    'TINTYPE_UNFINISHED_ENVIRONMENT_MAX_BYTES',
    'Parts of unfinished chunked uploads of one product environment.',
  ),
  unprovenMaxUploads: setting(
    wholeNumber(0, 10_000).default(20),
    'TINTYPE_UNPROVEN_MAX_UPLOADS',
    'Uploads at a time whose signature or preset comes after the file; 0 takes none.',
  ),
  imageMaxBytes: setting(bytes().default(40_000_000), 'TINTYPE_IMAGE_MAX_BYTES', 'Largest image that is accepted.'),
  videoMaxBytes: setting(
    bytes().default(4_000_000_000),
    'TINTYPE_VIDEO_MAX_BYTES',
    'Largest video or audio file that is accepted.',
  ),
  rawMaxBytes: setting(bytes().default(4_000_000_000), 'TINTYPE_RAW_MAX_BYTES', 'Largest other file that is accepted.'),
  svgMaxBytes: setting(bytes().default(1_000_000), 'TINTYPE_SVG_MAX_BYTES', 'Largest SVG that is accepted.'),
  imageMaxPixels: setting(
    wholeNumber(1, 1_000_000_000).default(50_000_000),
    'TINTYPE_IMAGE_MAX_PIXELS',
    'Pixels of one frame of a source.',
  ),
  totalMaxPixels: setting(
    wholeNumber(1, 4_000_000_000).default(200_000_000),
    'TINTYPE_TOTAL_MAX_PIXELS',
    'Pixels of all frames of a source together.',
  ),
  outputMaxPixels: setting(
    wholeNumber(1, 1_000_000_000).default(50_000_000),
    'TINTYPE_OUTPUT_MAX_PIXELS',
    'Pixels of one frame of a derived picture.',
  ),
  maxFrames: setting(
    wholeNumber(1, 100_000).default(1000),
    'TINTYPE_MAX_FRAMES',
    'Frames of an animation that is stored.',
  ),
  maxRenderedFrames: setting(
    wholeNumber(1, 10_000).default(300),
    'TINTYPE_MAX_RENDERED_FRAMES',
    'Frames of an animation that is transformed.',
  ),
  renderTimeoutMs: setting(
    wholeNumber(100, 600_000).default(15_000),
    'TINTYPE_RENDER_TIMEOUT_MS',
    'Longest time that rendering one picture may take, in milliseconds.',
  ),
  fetchTimeoutMs: setting(
    wholeNumber(100, 600_000).default(10_000),
    'TINTYPE_FETCH_TIMEOUT_MS',
    'Longest time that fetching a remote file may take, in milliseconds.',
  ),
  drainMs: setting(
    wholeNumber(0, 600_000).default(30_000),
    'TINTYPE_DRAIN_MS',
    'How long a stopping server finishes what is under way, in milliseconds.',
  ),
} as const

export type SettingName = keyof typeof SETTINGS
/** All settings, complete and valid. Everything but the optional ones has a value. */
export type Config = { readonly [N in SettingName]: z.output<(typeof SETTINGS)[N]['schema']> }
/** What somebody who embeds the server may say; the rest takes its default. */
export type ConfigInput = { readonly [N in SettingName]?: z.input<(typeof SETTINGS)[N]['schema']> | undefined }

function setting<S extends z.ZodType>(
  schema: S,
  environmentVariable: string,
  summary: string,
  extra: { readonly flag?: string; readonly secret?: boolean } = {},
): SettingDefinition<S> {
  return { schema, environmentVariable, summary, ...extra }
}

function isSafeIssuer(url: string): boolean {
  return url.startsWith('https:') || /^http:\/\/(127\.\d+\.\d+\.\d+|\[::1\]|localhost)(:\d+)?(\/|$)/.test(url)
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
}

function readBytes(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(value.trim())
  const unit = UNITS[match?.[2]?.toUpperCase() ?? '?']
  return match && unit !== undefined ? Math.round(Number(match[1]) * unit) : Number.NaN
}

function readJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function readHosts(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return Object.fromEntries(
    splitList(value).map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, Math.max(0, at)).toLowerCase(), pair.slice(at + 1)]
    }),
  )
}
