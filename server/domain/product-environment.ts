import type { UsageLimits } from './usage-limits.ts'

/** One tenant: a cloud name with its keys, settings and assets. */
export interface ProductEnvironment {
  readonly id: string
  /** Shown; the cloud name is what addresses carry. */
  readonly name: string
  readonly cloudName: string
  readonly enabled: boolean
  readonly settings: EnvironmentSettings
  /** What the operator says of it. */
  readonly description: string | null
  /** What the operator noted; nothing here depends on it. */
  readonly customAttributes: Readonly<Record<string, unknown>> | null
  readonly createdAt: number
  readonly updatedAt: number
}

export interface EnvironmentSettings {
  readonly folderMode: 'fixed' | 'dynamic'
  readonly signatureAlgorithm: 'any' | 'sha1' | 'sha256'
  readonly signatureVersion: 'any' | 2
  /** Only known, named or signed transformations are rendered. */
  readonly strictTransformations: boolean
  /** Pages on these hosts are not bound by that. `*.example.com` allows sub-domains. */
  readonly strictExemptReferrers: readonly string[]
  /** Hosts that may be fetched from; empty = any public one. `*.example.com` allows sub-domains. */
  readonly allowedFetchHosts: readonly string[]
  /** Delivery types that need a signed URL. */
  readonly restrictedMediaTypes: readonly string[]
  /** Extensions of what needs a signed URL to be delivered. */
  readonly restrictedFileTypes: readonly string[]
  /** Hosts of the pages that may show media; empty = all. */
  readonly allowedReferrers: readonly string[]
  /** `Cache-Control` of deliveries that name the current version. */
  readonly cacheControl: string
  /** `Cache-Control` of deliveries that do not. */
  readonly unversionedCacheControl: string
  readonly authTokenKeys: readonly AuthTokenKey[]
  readonly resourceListEnabled: boolean
  /** Name of the upload preset of signed uploads that name none. */
  readonly defaultUploadPreset: string | null
  /** Originals are backed up, unless an upload says otherwise. */
  readonly autoBackup: boolean
  /** Origins of the pages that may use the upload API; empty = all. */
  readonly corsOrigins: readonly string[]
  /** Origins of the pages in which people may sign in to widgets, beside those of this server. */
  readonly widgetOrigins: readonly string[]
  /** IP addresses and networks that may use the Admin API; empty = all. */
  readonly adminAddresses: readonly string[]
  readonly rateLimits: RateLimits
  readonly usageLimits: UsageLimits
  readonly jxlEnabled: boolean
  readonly stripLocation: boolean
  /** What holds: the least of the installation's and of `ownLimits`. */
  readonly limits: MediaLimits
  readonly ownLimits: Partial<MediaLimits>
}

/** A key of delivery tokens. */
export interface AuthTokenKey {
  readonly name: string
  /** Hex, lower case. */
  readonly key: string
}

/** Null: what the installation says. */
export interface RateLimits {
  readonly adminCallsPerHour: number | null
  readonly deliveriesPerMinute: number | null
}

/** Bounds on what is stored and rendered; see the limits page of the documentation. */
export interface MediaLimits {
  readonly imageBytes: number
  readonly videoBytes: number
  readonly rawBytes: number
  readonly svgBytes: number
  /** One frame of a source. */
  readonly imagePixels: number
  /** All frames of a source together. */
  readonly totalPixels: number
  readonly storedFrames: number
  readonly renderedFrames: number
  readonly outputPixels: number
  readonly outputSide: number
  readonly imageMilliseconds: number
}
