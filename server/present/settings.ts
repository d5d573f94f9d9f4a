/** The settings of a product environment as its API shows them: keys of tokens by name only. */
import type { SettingsJson } from '../contract/settings.ts'
import type { EnvironmentSettings, MediaLimits } from '../domain/product-environment.ts'

export function presentSettings(settings: EnvironmentSettings): SettingsJson {
  const { limits, rateLimits, usageLimits } = settings
  return {
    folder_mode: settings.folderMode,
    signature_algorithm: settings.signatureAlgorithm,
    signature_version: settings.signatureVersion === 2 ? '2' : 'any',
    strict_transformations: settings.strictTransformations,
    strict_exempt_referrers: [...settings.strictExemptReferrers],
    allowed_fetch_hosts: [...settings.allowedFetchHosts],
    restricted_media_types: [...settings.restrictedMediaTypes] as SettingsJson['restricted_media_types'],
    restricted_file_types: [...settings.restrictedFileTypes],
    allowed_referrers: [...settings.allowedReferrers],
    auth_token_keys: settings.authTokenKeys.map(({ name }) => ({ name })),
    resource_list: settings.resourceListEnabled,
    default_upload_preset: settings.defaultUploadPreset ?? 'none',
    auto_backup: settings.autoBackup,
    strip_location: settings.stripLocation,
    jxl: settings.jxlEnabled,
    cache_control: settings.cacheControl,
    unversioned_cache_control: settings.unversionedCacheControl,
    cors_origins: [...settings.corsOrigins],
    widget_origins: [...settings.widgetOrigins],
    admin_addresses: [...settings.adminAddresses],
    rate_limits: {
      admin_calls_per_hour: rateLimits.adminCallsPerHour,
      deliveries_per_minute: rateLimits.deliveriesPerMinute,
    },
    usage_limits: {
      ...usageLimits.most,
      when_reached: usageLimits.whenReached,
      throttled_per_minute: usageLimits.throttledPerMinute,
    },
    media_limits: presentMediaLimits(limits),
  }
}

export function presentMediaLimits(limits: MediaLimits): SettingsJson['media_limits'] {
  return {
    image_max_size_bytes: limits.imageBytes,
    video_max_size_bytes: limits.videoBytes,
    raw_max_size_bytes: limits.rawBytes,
    image_max_px: limits.imagePixels,
    asset_max_total_px: limits.totalPixels,
  }
}
