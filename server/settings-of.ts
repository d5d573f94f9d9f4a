/** What the configuration says about the first product environment, and about all of them. */
import { ConfigError } from './config/config-error.ts'
import type { Config } from './config/settings.ts'
import { readInput } from './contract/read-input.ts'
import { assertSettingNames, type SettingsInput, settingsInput } from './contract/settings.ts'
import type { AuthTokenKey, EnvironmentSettings, MediaLimits } from './domain/product-environment.ts'
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
  try {
    assertSettingNames(Object.keys(settings))
    return readInput(settingsInput, settings)
  } catch (error) {
    if (!(error instanceof TintypeError)) throw error
    throw new ConfigError(`Invalid TINTYPE_SETTINGS: ${error.message}`, { cause: error })
  }
}

function withConfiguredKey(keys: readonly AuthTokenKey[], configured: string | undefined): readonly AuthTokenKey[] {
  if (configured === undefined) return keys
  return [{ name: CONFIGURED, key: configured.toLowerCase() }, ...keys.filter(({ name }) => name !== CONFIGURED)]
}
