/**
 * One asset changed in several ways at once, and only while it is what the caller thinks: condition, folder and change are
 * of one transaction. What each change means, and who is told of it, is that of the operations that do just one of them.
 */
import type { AssetChangeInput, AssetWish } from '../../contract/asset-changes.ts'
import type { Asset, AssetName } from '../../domain/asset.ts'
import { withTimes } from '../../domain/last-updated.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { ConflictError, NotFoundError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { changeMetadata } from '../metadata/change-metadata.ts'
import { tellOfChanges } from '../notifications/asset-events.ts'
import { readContext, readTags } from '../upload/asset-attributes.ts'
import { isSame, meets } from './asset-condition.ts'
import { type AssetChange, isReached } from './asset-types.ts'
import { nextTags } from './change-many.ts'
import { changedPlace } from './changed-place.ts'
import { finishRenaming, type RenamedRows, renameRows, withBothLocks } from './rename.ts'

export interface ChangeScope {
  readonly environment: ProductEnvironment
  /** Throws unless what lies in that folder is the caller's to see and to change. */
  readonly assertWithin: (folder: string, publicId: string) => void
  /** What lies outside of it is as if it were not there; null: it is said. */
  readonly hiddenBeyond: string | null
}

export type ChangeOutcome =
  | { readonly kind: 'changed'; readonly before: Asset; readonly asset: Asset }
  /** It was what was wished already, or it is not what the condition says. */
  | { readonly kind: 'unchanged' | 'differs'; readonly asset: Asset }

type Attempt = ChangeOutcome & { readonly rows?: RenamedRows | undefined }

/** Somebody may give it another name while its lock is waited for. */
const MOST_ATTEMPTS = 3

/** @throws NotFoundError | ConflictError | InvalidParameterError | what `assertWithin` throws */
export async function changeAsset(
  change: AssetChangeInput,
  scope: ChangeScope,
  dependencies: AssetChange,
): Promise<ChangeOutcome> {
  for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts++) {
    const known = await findAsset(change.assetId, scope, dependencies.database)
    const outcome = await withBothLocks(known, nameIn(change.set, known), dependencies, () =>
      dependencies.database.transaction(async (tables) => {
        const current = await findAsset(change.assetId, scope, tables)
        return isSame(nameOf(current), nameOf(known)) ? carryOut(tables, current, change, scope, dependencies) : null
      }),
    )
    if (outcome === null) continue
    const { rows, ...result } = outcome
    if (result.kind === 'changed') dependencies.derivations.forget(result.asset)
    if (rows !== undefined) await finishRenaming(rows, dependencies)
    return result
  }
  throw new ConflictError(`The asset ${change.assetId} is being renamed by others: try again`)
}

async function findAsset(
  assetId: string,
  { environment, assertWithin, hiddenBeyond }: ChangeScope,
  { assets }: Pick<Repositories, 'assets'>,
): Promise<Asset> {
  const asset = await assets.findById(environment.id, assetId)
  if (asset === null || !isReached(asset, hiddenBeyond)) throw new NotFoundError(`Resource not found - ${assetId}`)
  assertWithin(asset.assetFolder, asset.publicId)
  return asset
}

async function carryOut(
  tables: Repositories,
  current: Asset,
  { condition, set }: AssetChangeInput,
  scope: ChangeScope,
  dependencies: AssetChange,
): Promise<Attempt> {
  if (!meets(current, condition)) return { kind: 'differs', asset: current }
  const rows = await renamed(tables, current, set, scope, dependencies)
  const before = rows?.renamed ?? current
  const wanted = await describedAs(tables, before, set, scope, dependencies)
  scope.assertWithin(wanted.assetFolder, wanted.publicId)
  if (isSame(wanted, before)) {
    return rows ? { kind: 'changed', before: current, asset: before, rows } : { kind: 'unchanged', asset: current }
  }
  const asset = withTimes(before, wanted, dependencies.clock.now())
  await tables.assets.update(asset)
  await tellOfChanges(tables, [{ before, after: asset }], dependencies.notify)
  return { kind: 'changed', before: current, asset, rows }
}

/** Undefined: it keeps its name. */
async function renamed(
  tables: Repositories,
  current: Asset,
  set: AssetWish,
  { assertWithin }: ChangeScope,
  dependencies: AssetChange,
): Promise<RenamedRows | undefined> {
  const to = nameIn(set, current)
  if (to.publicId === current.publicId) return undefined
  // A deleted one leaves its backups to whoever gets its name.
  const target = await tables.assets.findOrDeleted(to)
  if (target !== null) assertWithin(target.assetFolder, target.publicId)
  return renameRows(tables, { from: nameOf(current), to, overwrite: false }, dependencies)
}

async function describedAs(
  tables: Repositories,
  asset: Asset,
  set: AssetWish,
  { environment }: ChangeScope,
  dependencies: AssetChange,
): Promise<Asset> {
  const { context, metadata: given } = set
  const { environmentId, metadata: current } = asset
  return {
    ...asset,
    tags: tagsIn(set, asset.tags),
    ...(context === undefined ? {} : { context: readContext({ ...asset.context, ...context }) }),
    ...(given === undefined ? {} : { metadata: await changeMetadata(tables, { environmentId, current, given }) }),
    ...(await changedPlace(set, asset, environment, tables, dependencies)),
  }
}

function tagsIn({ tags, addTags, removeTags }: AssetWish, current: readonly string[]): readonly string[] {
  if (tags !== undefined) return readTags(tags)
  const kept = removeTags === undefined ? current : nextTags(current, readTags(removeTags), 'remove')
  return addTags === undefined ? kept : readTags(nextTags(kept, readTags(addTags), 'add'))
}

function nameOf({ environmentId, resourceType, type, publicId }: AssetName): AssetName {
  return { environmentId, resourceType, type, publicId }
}

function nameIn({ publicId }: AssetWish, asset: AssetName): AssetName {
  return { ...nameOf(asset), publicId: publicId ?? asset.publicId }
}
