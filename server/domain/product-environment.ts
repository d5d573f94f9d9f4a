/** One tenant: a cloud name with its keys, settings and assets. */
export interface ProductEnvironment {
  readonly id: string
  readonly cloudName: string
  readonly enabled: boolean
  readonly settings: EnvironmentSettings
  readonly createdAt: number
}

export interface EnvironmentSettings {
  readonly folderMode: 'fixed' | 'dynamic'
  readonly signatureAlgorithm: 'any' | 'sha1' | 'sha256'
  readonly signatureVersion: 'any' | 2
  /** Only known, named or signed transformations are rendered. */
  readonly strictTransformations: boolean
  /** Hosts that may be fetched from; empty = any public one. `*.example.com` allows sub-domains. */
  readonly allowedFetchHosts: readonly string[]
  /** `Cache-Control` of deliveries that name the current version. */
  readonly cacheControl: string
  /** `Cache-Control` of deliveries that do not. */
  readonly unversionedCacheControl: string
  /** Hex; token authentication. */
  readonly authTokenKey: string | null
  readonly resourceListEnabled: boolean
  /** Originals are backed up, unless an upload says otherwise. */
  readonly autoBackup: boolean
  readonly jxlEnabled: boolean
  readonly stripLocation: boolean
  readonly limits: MediaLimits
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
