/**
 * Every setting of a server: its name in a configuration file, its flag, its environment variable, what it means and
 * what it is when nobody says. The documentation page of settings is generated from this table.
 */
import { z } from 'zod'
import { ACCOUNT_SETTINGS } from './account-settings.ts'
import { LIMIT_SETTINGS } from './limit-settings.ts'
import { REMOTE_SOURCE_SETTINGS } from './remote-source-settings.ts'
import { cloudName, commaList, readHosts, readJson, setting, switchValue, wholeNumber } from './setting.ts'

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
  ...ACCOUNT_SETTINGS,
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
  ...REMOTE_SOURCE_SETTINGS,
  ...LIMIT_SETTINGS,
} as const

export type SettingName = keyof typeof SETTINGS
/** All settings, complete and valid. Everything but the optional ones has a value. */
export type Config = { readonly [N in SettingName]: z.output<(typeof SETTINGS)[N]['schema']> }
/** What somebody who embeds the server may say; the rest takes its default. */
export type ConfigInput = { readonly [N in SettingName]?: z.input<(typeof SETTINGS)[N]['schema']> | undefined }
