export interface DeleteTokenRepository {
  /** Only a hash of the token is kept. */
  insert(token: {
    readonly tokenHash: string
    readonly environmentId: string
    readonly assetId: string
    readonly versionId: string
    readonly expiresAt: number
  }): Promise<void>
  /** Finds and removes in one step: a token works once. */
  take(
    environmentId: string,
    tokenHash: string,
  ): Promise<{
    readonly environmentId: string
    readonly assetId: string
    readonly versionId: string
    readonly expiresAt: number
  } | null>
  deleteExpired(now: number): Promise<void>
}
