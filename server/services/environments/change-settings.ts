/** What a change of settings makes of those there are: pure, but for what `update-settings.ts` looks up. */
import type { SettingsInput } from '../../contract/settings.ts'
import type { AuthTokenKey, EnvironmentSettings, MediaLimits } from '../../domain/product-environment.ts'
import { LIMITED_AMOUNTS } from '../../domain/usage-limits.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'

/** @throws InvalidParameterError */
export function changedSettings(current: EnvironmentSettings, input: SettingsInput): EnvironmentSettings {
  const { rate_limits: rates, usage_limits: usage, media_limits: limits } = input
  return {
    ...current,
    ...given({
      folderMode: input.folder_mode,
      signatureAlgorithm: input.signature_algorithm,
      signatureVersion: input.signature_version === '2' ? (2 as const) : input.signature_version,
      strictTransformations: input.strict_transformations,
      strictExemptReferrers: input.strict_exempt_referrers,
      allowedFetchHosts: input.allowed_fetch_hosts,
      restrictedMediaTypes: input.restricted_media_types,
      restrictedFileTypes: input.restricted_file_types,
      allowedReferrers: input.allowed_referrers,
      authTokenKeys: input.auth_token_keys && mergedKeys(current.authTokenKeys, input.auth_token_keys),
      resourceListEnabled: input.resource_list,
      defaultUploadPreset: input.default_upload_preset === 'none' ? null : input.default_upload_preset,
      autoBackup: input.auto_backup,
      stripLocation: input.strip_location,
      jxlEnabled: input.jxl,
      cacheControl: input.cache_control,
      unversionedCacheControl: input.unversioned_cache_control,
      corsOrigins: input.cors_origins,
      widgetOrigins: input.widget_origins,
      adminAddresses: input.admin_addresses,
      rateLimits: rates && {
        ...current.rateLimits,
        ...given({ adminCallsPerHour: rates.admin_calls_per_hour, deliveriesPerMinute: rates.deliveries_per_minute }),
      },
      usageLimits: usage && {
        ...current.usageLimits,
        ...given({ whenReached: usage.when_reached, throttledPerMinute: usage.throttled_per_minute }),
        most: { ...current.usageLimits.most, ...given(pick(usage, LIMITED_AMOUNTS)) },
      },
      ownLimits: limits && {
        ...current.ownLimits,
        ...given({
          imageBytes: limits.image_max_size_bytes,
          videoBytes: limits.video_max_size_bytes,
          rawBytes: limits.raw_max_size_bytes,
          imagePixels: limits.image_max_px,
          totalPixels: limits.asset_max_total_px,
        }),
      },
    }),
  }
}

/** The limits of the installation, lowered by what the environment says. */
export function lowerLimits(installation: MediaLimits, own: Partial<MediaLimits>): MediaLimits {
  const entries = Object.entries(installation).map(([name, value]) => [
    name,
    Math.min(value, own[name as keyof MediaLimits] ?? value),
  ])
  return Object.fromEntries(entries) as MediaLimits
}

function mergedKeys(
  current: readonly AuthTokenKey[],
  input: NonNullable<SettingsInput['auth_token_keys']>,
): readonly AuthTokenKey[] {
  return input.map(({ name, key }) => {
    const known = current.find((candidate) => candidate.name === name)?.key
    const chosen = key?.toLowerCase() ?? known
    if (chosen === undefined) {
      throw new InvalidParameterError(
        `Invalid value for parameter auth_token_keys: there is no key ${name} yet, so that the entry needs its key`,
      )
    }
    return { name, key: chosen }
  })
}

function pick<T extends object, K extends keyof T>(values: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, values[name]])) as Pick<T, K>
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without what is undefined. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>
}
