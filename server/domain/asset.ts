import type { Box } from '../transformation/plan/operations.ts'
import type { SourceFacts } from '../transformation/plan/plan-types.ts'
import type { Metadata } from './metadata-field.ts'

export type ResourceType = 'image' | 'video' | 'raw'
/** Types of assets that are stored here; the whole list of wire types is in `transformation/grammar/url.ts`. */
export type StoredType =
  | 'upload'
  | 'private'
  | 'authenticated'
  | 'fetch'
  | 'text'
  | 'list'
  | 'sprite'
  | 'multi'
  | 'asset'

/** What names an asset inside an environment. */
export interface AssetName {
  readonly environmentId: string
  readonly resourceType: ResourceType
  readonly type: StoredType
  readonly publicId: string
}

/** One rule of who may see an asset; it is open to nobody else once there is a rule. */
export interface AccessRule {
  readonly accessType: 'token' | 'anonymous'
  readonly key?: string
  /** Milliseconds since 1970. */
  readonly start?: number
  readonly end?: number
}

/**
 * Why a name has no file to deliver.
 *   deleted   the file is gone, its backed-up versions are not
 *   rejected  moderation has withdrawn it; the file is kept
 */
export type Placeholder = 'deleted' | 'rejected'

/** Who did something to an asset, as far as it was told. */
export interface Actor {
  /** The API key itself, not its row. */
  readonly accessKey?: string
  readonly uploadPreset?: string
  /** Who was signed in to the widget that it was uploaded with. */
  readonly user?: string
}

/** When each aspect of an asset was last changed, in milliseconds since 1970; absent: never since it was uploaded. */
export interface LastUpdated {
  readonly accessControl?: number
  readonly context?: number
  readonly metadata?: number
  readonly publicId?: number
  readonly tags?: number
}

export interface ModerationEntry {
  readonly kind: string
  /** `queued`, `pending`, `approved`, `rejected` or `aborted`. */
  readonly status: string
  readonly updatedAt: number
  /** What the moderator said, wire-shaped. */
  readonly response?: Readonly<Record<string, unknown>>
}

/** What was found out about the file beyond `SourceFacts`, as asked for at upload; wire-shaped JSON. */
export type Analysis = Readonly<Record<string, unknown>>

/**
 * A stored media file under a name. Everything but the file itself changes in place; a new file is a new `versionId`
 * and a greater `version`, under a new storage key: originals never move and are never written twice.
 */
export interface Asset extends AssetName {
  /** 32 hex; stays for life, also over overwrites and renames. */
  readonly id: string
  /** Unix seconds of the current file; grows with every overwrite, also within one second. */
  readonly version: number
  /** 32 hex; names the file in storage. */
  readonly versionId: string
  /** Storage key of the original. */
  readonly storageKey: string
  /** As delivered, e.g. `jpg`; null for raw. */
  readonly format: string | null
  readonly bytes: number
  /** MD5 of the original, 32 hex: its ETag. */
  readonly etag: string
  readonly sha256: string
  /** Null for raw. */
  readonly facts: SourceFacts | null
  /** Audio and video details, wire-shaped; null for others. */
  readonly video: Readonly<Record<string, unknown>> | null
  readonly analysis: Analysis
  readonly assetFolder: string
  readonly displayName: string
  readonly originalFilename: string | null
  readonly tags: readonly string[]
  readonly context: Readonly<Record<string, string>>
  readonly metadata: Metadata
  readonly accessMode: 'public' | 'authenticated'
  readonly accessControl: readonly AccessRule[]
  readonly faces: readonly Box[] | null
  readonly customCoordinates: readonly Box[]
  readonly regions: Readonly<Record<string, Box>>
  readonly moderation: readonly ModerationEntry[]
  /** Lines of the `headers` parameter, sent with deliveries. */
  readonly headers: readonly string[]
  /** Null for an asset that can be delivered. A deleted one has no file: its storage key is empty, its size 0. */
  readonly placeholder: Placeholder | null
  /** Of all its versions in the backup storage together; 0 when there is none. */
  readonly backupBytes: number
  /** Milliseconds since 1970: when the name was first used, when the current file came, when anything changed. */
  readonly createdAt: number
  readonly uploadedAt: number
  readonly updatedAt: number
  readonly lastUpdated: LastUpdated
  /** Who uploaded the first file, and the current one. */
  readonly createdBy: Actor | null
  readonly uploadedBy: Actor | null
  /** Remote copies only: where from, and when it was last compared with its origin. */
  readonly source: { readonly url: string; readonly checkedAt: number; readonly etag: string | null } | null
}

/** What an asset has when nobody said anything about it. */
export const PLAIN_ATTRIBUTES = {
  tags: [],
  context: {},
  metadata: {},
  accessMode: 'public',
  accessControl: [],
  faces: null,
  customCoordinates: [],
  regions: {},
  moderation: [],
  headers: [],
  placeholder: null,
  backupBytes: 0,
  lastUpdated: {},
  createdBy: null,
  uploadedBy: null,
} as const satisfies Partial<Asset>
