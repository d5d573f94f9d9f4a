/** Another name for an asset. Only rows change: its file stays where it is. */
import type { Asset, AssetName } from '../../domain/asset.ts'
import { parentFolder } from '../../domain/folder.ts'
import { whereaboutsOf } from '../../domain/whereabouts.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { namedResource } from '../notifications/asset-events.ts'
import type { Notify } from '../notifications/notification-types.ts'
import { nameLock } from '../upload/name-lock.ts'
import { assertPublicId } from '../upload/public-id.ts'
import { type AssetChange, isReached } from './asset-types.ts'
import { deleteRows } from './destroy.ts'
import { removeFiles } from './remove-files.ts'

export interface RenameRequest {
  readonly from: AssetName
  readonly to: AssetName
  readonly overwrite: boolean
  /** Told as that; default: `rename`. */
  readonly as?: 'rename' | 'publish'
}

/** What a transaction has renamed. */
export interface RenamedRows {
  readonly renamed: Asset
  readonly replaced: Asset | null
  /** Of files that are garbage now. */
  readonly keys: readonly string[]
}

/** @throws NotFoundError | InvalidParameterError when the new name is taken and not to be overwritten */
export async function rename(request: RenameRequest, dependencies: AssetChange): Promise<Asset> {
  const { from, to } = request
  const rows = await withBothLocks(from, to, dependencies, () =>
    dependencies.database.transaction((tables) => renameRows(tables, request, dependencies)),
  )
  await finishRenaming(rows, dependencies)
  return rows.renamed
}

/** To be called with the locks of both names. @throws NotFoundError | InvalidParameterError */
export async function renameRows(
  tables: Repositories,
  { from, to, overwrite, as = 'rename' }: RenameRequest,
  { versions, clock, notify, within }: Pick<AssetChange, 'versions' | 'clock' | 'notify' | 'within'>,
): Promise<RenamedRows> {
  assertPublicId(to.publicId)
  const asset = await tables.assets.find(from)
  if (asset === null || !isReached(asset, within)) throw new NotFoundError(`Resource not found - ${from.publicId}`)
  const target = await tables.assets.findOrDeleted(to)
  if (target !== null && target.id === asset.id) return { renamed: asset, replaced: null, keys: [] }
  const mayReplace = target === null || (isReached(target, within) && (overwrite || target.placeholder === 'deleted'))
  if (!mayReplace) {
    throw new InvalidParameterError(`to_public_id (${to.publicId}) already exists`)
  }
  const keys = target === null ? [] : await replace(tables, target, asset, clock.now())
  const { environmentId, id } = asset
  // An address with the version of the replaced asset must not show this one.
  const version = target === null ? asset.version : Math.max(asset.version, target.version + 1)
  const environment = await tables.environments.findById(environmentId)
  const moved: Asset = {
    ...asset,
    ...to,
    assetFolder: environment?.settings.folderMode === 'fixed' ? parentFolder(to.publicId) : asset.assetFolder,
    version,
    displayName: asset.displayName === lastSegment(from) ? lastSegment(to) : asset.displayName,
    backupBytes: await tables.backups.bytesOfAsset(environmentId, id),
    lastUpdated: { ...asset.lastUpdated, publicId: clock.now() },
    updatedAt: clock.now(),
  }
  await tables.assets.update(moved)
  await tell(tables, { from: asset, to: moved, replaced: target, as }, notify)
  versions.retire(from, asset.version)
  return { renamed: moved, replaced: target, keys }
}

/** After the commit: nothing of the former names is shown from memory, and what is garbage goes. */
export async function finishRenaming(
  { renamed, replaced, keys }: RenamedRows,
  dependencies: AssetChange,
): Promise<void> {
  const { derivations } = dependencies
  derivations.forget(renamed)
  if (replaced !== null) derivations.forget(replaced)
  await removeFiles(keys, dependencies)
}

interface Renaming {
  readonly from: Asset
  readonly to: Asset
  readonly replaced: Asset | null
  readonly as: 'rename' | 'publish'
}

async function tell(tables: Repositories, { from, to, replaced, as }: Renaming, notify: Notify): Promise<void> {
  const { environmentId } = to
  if (replaced !== null && replaced.placeholder !== 'deleted') {
    await notify(tables, {
      environmentId,
      type: 'delete',
      body: { resources: [namedResource(replaced)] },
      whereabouts: whereaboutsOf([{ before: replaced, after: null }]),
    })
  }
  const renaming = {
    asset_id: to.id,
    resource_type: to.resourceType,
    type: from.type,
    ...(to.type === from.type ? {} : { to_type: to.type }),
    from_public_id: from.publicId,
    to_public_id: to.publicId,
  }
  const body = as === 'publish' ? { resources: [{ ...namedResource(to), from_type: from.type }] } : renaming
  await notify(tables, { environmentId, type: as, body, whereabouts: whereaboutsOf([{ before: from, after: to }]) })
}

/** Takes the name away from an asset, deleted or not: its backups become older versions of the one that gets it. */
async function replace(tables: Repositories, target: Asset, by: Asset, now: number): Promise<readonly string[]> {
  await tables.backups.moveToAsset(target.environmentId, target.id, by.id)
  return (await deleteRows(tables, { ...target, backupBytes: 0 }, now)).keys
}

/** Always in the same order, so that two renames cannot wait for each other. */
export function withBothLocks<T>(
  from: AssetName,
  to: AssetName,
  { locks }: Pick<AssetChange, 'locks'>,
  work: () => Promise<T>,
): Promise<T> {
  const [first, second] = [nameLock(from), nameLock(to)].toSorted() as [string, string]
  if (first === second) return locks.withLock(first, work)
  return locks.withLock(first, () => locks.withLock(second, work))
}

function lastSegment({ publicId }: AssetName): string {
  return publicId.split('/').at(-1) ?? publicId
}
