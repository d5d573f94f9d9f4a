/** What the configuration says about the first product environment, and about all of them. */
import { ConfigError } from './config/config-error.ts'
import type { Config } from './config/settings.ts'
import { readInput } from './contract/read-input.ts'
import { assertSettingNames, type SettingsInput, settingsInput } from './contract/settings.ts'
import { DEFAULT_SETTINGS } from './domain/default-settings.ts'
import type { AuthTokenKey, EnvironmentSettings, MediaLimits } from './domain/product-environment.ts'
import type { UsageLimits } from './domain/usage-limits.ts'
import { TintypeError } from './errors/base.ts'
import { changedSettings } from './services/environments/change-settings.ts'

/** Longest side of anything that is made; formats end sooner. */
const OUTPUT_SIDE = 65_500
/** Name of the token key that comes from the configuration. */
const CONFIGURED = 'configured'

/** What no environment can go beyond. */
export function installationLimits(config: Config): MediaLimits {
  return {
    imageBytes: config.imageMaxBytes,
    videoBytes: config.videoMaxBytes,
    rawBytes: config.rawMaxBytes,
    svgBytes: config.svgMaxBytes,
    imagePixels: config.imageMaxPixels,
    totalPixels: config.totalMaxPixels,
    storedFrames: config.maxFrames,
    renderedFrames: config.maxRenderedFrames,
    outputPixels: config.outputMaxPixels,
    outputSide: OUTPUT_SIDE,
    imageMilliseconds: config.renderTimeoutMs,
  }
}

/** What no environment may use more of. */
export function installationUsage({ usageLimits }: Config): UsageLimits {
  const input = read('TINTYPE_USAGE_LIMITS', () => readInput(settingsInput, { usage_limits: usageLimits }))
  return changedSettings(DEFAULT_SETTINGS, input).usageLimits
}

/** Those of the first environment. `TINTYPE_SETTINGS` counts when it is made; later its API changes them. */
export function firstSettings(config: Config) {
  const input = settingsOf(config)
  return (current: EnvironmentSettings, { isNew }: { readonly isNew: boolean }): EnvironmentSettings => {
    const chosen = isNew ? changedSettings({ ...current, folderMode: config.folderMode }, input) : current
    return {
      ...chosen,
      limits: installationLimits(config),
      authTokenKeys: withConfiguredKey(chosen.authTokenKeys, config.authTokenKey),
    }
  }
}

function settingsOf({ settings }: Config): SettingsInput {
  return read('TINTYPE_SETTINGS', () => {
    assertSettingNames(Object.keys(settings))
    return readInput(settingsInput, settings)
  })
}

function read<T>(name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof TintypeError)) throw error
    throw new ConfigError(`Invalid ${name}: ${error.message}`, { cause: error })
  }
}

function withConfiguredKey(keys: readonly AuthTokenKey[], configured: string | undefined): readonly AuthTokenKey[] {
  if (configured === undefined) return keys
  return [{ name: CONFIGURED, key: configured.toLowerCase() }, ...keys.filter(({ name }) => name !== CONFIGURED)]
}
