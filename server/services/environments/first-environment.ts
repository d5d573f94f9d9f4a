/**
 * The product environment that a new server starts with: from the configuration, or made up and kept. A later start
 * with other values in the configuration adds a key rather than changing one, so that old clients go on working.
 */
import type { AccessKey } from '../../domain/access-key.ts'
import { DEFAULT_SETTINGS } from '../../domain/default-settings.ts'
import type { EnvironmentSettings, ProductEnvironment } from '../../domain/product-environment.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import { newAccessKey } from './new-key.ts'

export interface FirstEnvironmentOptions {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
  /** Default `demo`. */
  readonly cloudName?: string | undefined
  /** Default: made up. */
  readonly apiKey?: string | undefined
  readonly apiSecret?: string | undefined
  /** What its settings become at this start, of the defaults or of those it has. */
  readonly settings?: (current: EnvironmentSettings, options: { readonly isNew: boolean }) => EnvironmentSettings
  /** Makes the unsigned preset of the first page. Only for servers on a loopback address. */
  readonly gettingStartedPreset: boolean
}

export interface FirstEnvironment {
  readonly environment: ProductEnvironment
  readonly key: AccessKey
}

export const GETTING_STARTED_PRESET = 'getting_started'

export function ensureFirstEnvironment(options: FirstEnvironmentOptions): Promise<FirstEnvironment> {
  return options.database.transaction(async (tables) => {
    const environment = await ensureEnvironment(tables, options)
    const key = await ensureKey(tables, environment, options)
    if (options.gettingStartedPreset) await ensurePreset(tables, environment, options)
    return { environment, key }
  })
}

async function ensureEnvironment(
  tables: Repositories,
  { clock, random, cloudName, settings = (same) => same }: FirstEnvironmentOptions,
): Promise<ProductEnvironment> {
  const [oldest] = await tables.environments.list()
  const found = cloudName === undefined ? (oldest ?? null) : await tables.environments.findByCloudName(cloudName)
  if (found !== null) {
    const changed = settings(found.settings, { isNew: false })
    await tables.environments.updateSettings(found.id, changed)
    return { ...found, settings: changed }
  }
  const environment: ProductEnvironment = {
    id: random.hex(32),
    name: cloudName ?? 'demo',
    cloudName: cloudName ?? 'demo',
    enabled: true,
    settings: settings(DEFAULT_SETTINGS, { isNew: true }),
    description: null,
    customAttributes: null,
    createdAt: clock.now(),
    updatedAt: clock.now(),
  }
  await tables.environments.insert(environment)
  return environment
}

async function ensureKey(
  tables: Repositories,
  environment: ProductEnvironment,
  { clock, random, apiKey, apiSecret }: FirstEnvironmentOptions,
): Promise<AccessKey> {
  const keys = await tables.accessKeys.listByEnvironment(environment.id)
  if (apiKey === undefined && apiSecret === undefined && keys[0] !== undefined) return keys[0]
  if (apiKey !== undefined) {
    const known = await tables.accessKeys.findByApiKey(apiKey)
    if (known !== null) return checkedKey(known, environment, apiSecret)
  }
  const isRoot = keys.length === 0
  const name = isRoot ? 'Root' : `Root ${keys.length + 1}`
  const key = newAccessKey({ environmentId: environment.id, name, isRoot, apiKey, apiSecret }, { clock, random })
  await tables.accessKeys.insert(key)
  return key
}

function checkedKey(known: AccessKey, environment: ProductEnvironment, apiSecret: string | undefined): AccessKey {
  if (known.environmentId !== environment.id) {
    throw new InvalidParameterError('The configured API key belongs to another product environment: choose another')
  }
  if (apiSecret !== undefined && apiSecret !== known.apiSecret) {
    throw new InvalidParameterError('The configured API secret is not the stored one of that API key: choose a new key')
  }
  return known
}

async function ensurePreset(
  tables: Repositories,
  environment: ProductEnvironment,
  { clock }: FirstEnvironmentOptions,
): Promise<void> {
  if ((await tables.presets.find(environment.id, GETTING_STARTED_PRESET)) !== null) return
  await tables.presets.put({
    environmentId: environment.id,
    name: GETTING_STARTED_PRESET,
    unsigned: true,
    disallowPublicId: false,
    loopbackOnly: true,
    settings: {},
    createdAt: clock.now(),
  })
}
