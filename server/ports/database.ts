import type { AccessKey } from '../domain/access-key.ts'
import type { Asset, AssetName, ResourceType } from '../domain/asset.ts'
import type { Derived } from '../domain/derived.ts'
import type { NamedTransformation } from '../domain/named-transformation.ts'
import type { EnvironmentSettings, ProductEnvironment } from '../domain/product-environment.ts'
import type { UploadPreset } from '../domain/upload-preset.ts'

/**
 * Rows, and nothing else: no rule of the domain lives behind this port. Everything is scoped to an environment.
 * When `transaction` resolves, its writes survive a crash; when it rejects, there are none.
 * Every driver passes `test/server/adapters/database/contract.ts`.
 */
export interface Database extends Repositories {
  /**
   * Must not wait for anything but the repositories it is given: writes of other requests wait meanwhile. Several may be
   * committed together; one that rejects takes none of the others with it.
   */
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>
  /** Resolves when the database answers. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface Repositories {
  readonly environments: EnvironmentRepository
  readonly accessKeys: AccessKeyRepository
  readonly assets: AssetRepository
  readonly derived: DerivedRepository
  readonly presets: UploadPresetRepository
  readonly namedTransformations: NamedTransformationRepository
  readonly chains: ChainRepository
  readonly uploadSessions: UploadSessionRepository
  readonly deleteTokens: DeleteTokenRepository
  readonly garbage: GarbageRepository
  readonly jobs: JobRepository
}

export interface EnvironmentRepository {
  insert(environment: ProductEnvironment): Promise<void>
  findByCloudName(cloudName: string): Promise<ProductEnvironment | null>
  findById(id: string): Promise<ProductEnvironment | null>
  list(): Promise<readonly ProductEnvironment[]>
  updateSettings(id: string, settings: EnvironmentSettings): Promise<void>
}

export interface AccessKeyRepository {
  insert(key: AccessKey): Promise<void>
  findByApiKey(apiKey: string): Promise<AccessKey | null>
  listByEnvironment(environmentId: string): Promise<readonly AccessKey[]>
}

export interface AssetRepository {
  find(name: AssetName): Promise<Asset | null>
  findById(environmentId: string, id: string): Promise<Asset | null>
  findMany(
    scope: { readonly environmentId: string; readonly resourceType: ResourceType; readonly type: string },
    publicIds: readonly string[],
  ): Promise<readonly Asset[]>
  listByTag(
    scope: { readonly environmentId: string; readonly resourceType: ResourceType; readonly type?: string },
    tag: string,
  ): Promise<readonly Asset[]>
  /** Any asset of that folder that is shown under that name. */
  findByDisplayName(environmentId: string, assetFolder: string, displayName: string): Promise<Asset | null>
  /** Whose original that file is, over all environments. */
  findByStorageKey(storageKey: string): Promise<Asset | null>
  /** Assets of all environments in the order of their ids, after `id` (null: from the start). */
  listAfter(id: string | null, limit: number): Promise<readonly Asset[]>
  /** @throws UniqueViolationError when the name is taken. */
  insert(asset: Asset): Promise<void>
  /** Writes the whole row, found by id. @throws UniqueViolationError when its new name is taken. */
  update(asset: Asset): Promise<void>
  delete(environmentId: string, id: string): Promise<void>
}

export interface DerivedRepository {
  find(key: {
    readonly assetId: string
    readonly versionId: string
    readonly fileKey: string
    readonly transformation: string
    readonly extension: string
  }): Promise<Derived | null>
  /** Any row with this file: its bytes can be used again. */
  findByFileKey(environmentId: string, fileKey: string): Promise<Derived | null>
  /** Any row that names that stored file, over all environments. */
  findByStorageKey(storageKey: string): Promise<Derived | null>
  listByAsset(assetId: string): Promise<readonly Derived[]>
  /** Does nothing when the same row is there already. */
  insert(derived: Derived): Promise<void>
  touch(ids: readonly string[], usedAt: number): Promise<void>
  /** Gives the rows that were deleted. */
  deleteByAsset(assetId: string, options?: { readonly exceptVersionId?: string }): Promise<readonly Derived[]>
  /** Rows whose chain uses that named transformation. */
  deleteByNamedTransformation(environmentId: string, name: string): Promise<readonly Derived[]>
  deleteByIds(ids: readonly string[]): Promise<readonly Derived[]>
  /** Rows of that literal chain. */
  deleteByChain(environmentId: string, chain: ChainPattern): Promise<readonly Derived[]>
  /** Rows of that literal chain, or whose chain uses that named transformation, by id, after `after`. */
  listBy(
    environmentId: string,
    by: { readonly chain: ChainPattern } | { readonly named: string },
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly Derived[]>
  /**
   * Looks at `limit` rows in the order of their ids, after `after` (null: from the start), for those whose asset is gone
   * or has another version. `last` is the id to go on after; null when there are no more rows.
   */
  findStale(options: {
    readonly after: string | null
    readonly limit: number
  }): Promise<{ readonly stale: readonly Derived[]; readonly last: string | null }>
  totalBytes(): Promise<number>
  leastRecentlyUsed(limit: number): Promise<readonly Derived[]>
}

export interface UploadPresetRepository {
  find(environmentId: string, name: string): Promise<UploadPreset | null>
  list(environmentId: string): Promise<readonly UploadPreset[]>
  put(preset: UploadPreset): Promise<void>
  delete(environmentId: string, name: string): Promise<boolean>
}

export interface NamedTransformationRepository {
  find(environmentId: string, name: string): Promise<NamedTransformation | null>
  list(environmentId: string): Promise<readonly NamedTransformation[]>
  put(transformation: NamedTransformation): Promise<void>
  delete(environmentId: string, name: string): Promise<boolean>
}

/** A literal chain; the extension is empty where there was none. */
export type Chain = Pick<Derived, 'transformation' | 'extension'>
/** With that extension, or, when it is null, with any and with none. */
export type ChainPattern = Pick<Chain, 'transformation'> & { readonly extension: string | null }

export interface ChainRepository {
  /** For strict environments, although it has no name. */
  isAllowed(environmentId: string, chain: Chain): Promise<boolean>
  allow(environmentId: string, chain: Chain): Promise<void>
  disallow(environmentId: string, chain: Chain): Promise<void>
  /** Whether a derived row was made with it. */
  isUsed(environmentId: string, chain: ChainPattern): Promise<boolean>
  /** What is used or allowed, sorted, after `after` (null: from the start). */
  list(
    environmentId: string,
    options: { readonly after: Chain | null; readonly limit: number },
  ): Promise<readonly Chain[]>
}

/** A chunked upload that is not complete. Its parts lie in the spool folder, named by `id`. */
export interface UploadSession {
  readonly id: string
  readonly environmentId: string
  /** `X-Unique-Upload-Id` as sent. */
  readonly uploadId: string
  /** Null until a part stated it. */
  readonly totalBytes: number | null
  readonly parts: readonly UploadPart[]
  readonly createdAt: number
  readonly updatedAt: number
  /** Which asset it became, so that a repeated last part gets its answer again: JSON; null while unfinished. */
  readonly result: string | null
}
export interface UploadPart {
  readonly start: number
  /** Included. */
  readonly end: number
  readonly sha256: string
}

export interface UploadSessionRepository {
  find(environmentId: string, uploadId: string): Promise<UploadSession | null>
  put(session: UploadSession): Promise<void>
  delete(id: string): Promise<void>
  list(): Promise<readonly UploadSession[]>
  listIdleSince(before: number): Promise<readonly UploadSession[]>
  /** Without those that have a result. */
  countUnfinished(environmentId: string): Promise<number>
}

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
  take(tokenHash: string): Promise<{
    readonly environmentId: string
    readonly assetId: string
    readonly versionId: string
    readonly expiresAt: number
  } | null>
  deleteExpired(now: number): Promise<void>
}

/** Stored files that no row names any more; a sweeper deletes them. Written in the transaction that orphans them. */
export interface GarbageRepository {
  add(storageKeys: readonly string[], now: number): Promise<void>
  has(storageKey: string): Promise<boolean>
  /** Entries added before that time. */
  list(before: number, limit: number): Promise<readonly string[]>
  remove(storageKeys: readonly string[]): Promise<void>
}

export interface StoredJob {
  readonly id: string
  readonly name: string
  readonly payload: unknown
  /** Tries begun, this one included. */
  readonly attempt: number
}

/**
 * Work to be done after a commit (the outbox): a job written in a transaction exists exactly when its cause does.
 * Services only `enqueue`; the rest is for the queue that works on this table.
 */
export interface JobRepository {
  /** With `key`: does nothing while a job of that name and key is waiting. */
  enqueue(job: {
    readonly id: string
    readonly name: string
    readonly payload: unknown
    readonly key: string | null
    readonly runAt: number
    readonly createdAt: number
  }): Promise<void>
  /** Takes due jobs, and those whose lease ran out, in order of their time. */
  claim(
    name: string,
    options: { readonly limit: number; readonly now: number; readonly leaseUntil: number },
  ): Promise<readonly StoredJob[]>
  renew(ids: readonly string[], leaseUntil: number): Promise<void>
  complete(id: string): Promise<void>
  retry(id: string, options: { readonly runAt: number; readonly error: string }): Promise<void>
  /** Kept for inspection until `deleteFailed`. */
  fail(id: string, options: { readonly now: number; readonly error: string }): Promise<void>
  /** Makes every running job due again: for a start after which nobody else can be running any. */
  releaseAll(now: number): Promise<void>
  deleteFailed(before: number): Promise<void>
  counts(): Promise<
    readonly { readonly name: string; readonly state: 'waiting' | 'running' | 'failed'; readonly count: number }[]
  >
}
