/** Settings of a new product environment; the limits page of the documentation lists them. */

import type { EnvironmentSettings, MediaLimits } from './product-environment.ts'
import { NO_USAGE_LIMITS } from './usage-limits.ts'

const MB = 1_000_000
const GB = 1_000 * MB

export const DEFAULT_LIMITS: MediaLimits = {
  imageBytes: 40 * MB,
  videoBytes: 4 * GB,
  rawBytes: 4 * GB,
  svgBytes: MB,
  imagePixels: 50_000_000,
  totalPixels: 200_000_000,
  storedFrames: 1_000,
  renderedFrames: 300,
  outputPixels: 50_000_000,
  outputSide: 65_500,
  imageMilliseconds: 15_000,
}

export const DEFAULT_SETTINGS: EnvironmentSettings = {
  folderMode: 'dynamic',
  signatureAlgorithm: 'any',
  signatureVersion: 'any',
  strictTransformations: false,
  strictExemptReferrers: [],
  allowedFetchHosts: [],
  restrictedMediaTypes: [],
  restrictedFileTypes: [],
  allowedReferrers: [],
  cacheControl: 'public, no-transform, immutable, max-age=2592000',
  unversionedCacheControl: 'public, no-transform, max-age=3600, stale-while-revalidate=60',
  authTokenKeys: [],
  resourceListEnabled: false,
  defaultUploadPreset: null,
  autoBackup: false,
  corsOrigins: [],
  widgetOrigins: [],
  adminAddresses: [],
  rateLimits: { adminCallsPerHour: null, deliveriesPerMinute: null },
  usageLimits: NO_USAGE_LIMITS,
  jxlEnabled: false,
  stripLocation: false,
  limits: DEFAULT_LIMITS,
  ownLimits: {},
}
