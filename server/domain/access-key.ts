/** An API key of one product environment. */
export interface AccessKey {
  readonly id: string
  readonly environmentId: string
  readonly name: string
  readonly apiKey: string
  /** Recoverable, because signatures are computed with it. */
  readonly apiSecret: string
  readonly enabled: boolean
  readonly permissions: KeyPermissions
  /** Only assets and folders below this one, written without slashes at its ends; null = all of them. */
  readonly folderPrefix: string | null
  /** The key that the environment was made with: it cannot be deleted. */
  readonly isRoot: boolean
  /** Webhooks are signed with the secret of this one. */
  readonly dedicatedFor: 'webhooks' | null
  readonly createdAt: number
  readonly updatedAt: number
}

/**
 * What a key may do. A grant is the id of an operation (`assets.upload`), all operations that begin like that
 * (`streaming_profiles.*`), a method (`GET`: everything that only reads, searches by POST too), or `*`.
 */
export interface KeyPermissions {
  readonly allow: readonly string[]
  /** Wins over `allow`. */
  readonly deny: readonly string[]
}

export const UNLIMITED: KeyPermissions = { allow: ['*'], deny: [] }
