/**
 * Renames and moves folders. Up to 1000 assets go with their folder in one transaction. Of more, the rest follows in
 * small ones, by a job that goes on after a restart; until it is done they are still found in the old folder, and what
 * is uploaded there meanwhile stays there.
 */
import type { Asset } from '../../domain/asset.ts'
import { folderWithAncestors, isInFolder, parentFolder } from '../../domain/folder.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { ConflictError, InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { assertNamed, unknownFolder } from './folder-path.ts'
import type { FolderDependencies, Folders } from './folder-types.ts'

interface Move {
  readonly environmentId: string
  readonly from: string
  readonly to: string
  /** Public ids begin with the folder. */
  readonly isFixed: boolean
  /** Milliseconds since 1970; what is made in the old folder after that stays. */
  readonly startedAt: number
}

const JOB = 'folders.move'
const MOST_AT_ONCE = 1_000
/** About 20 ms of work, so that other requests are served in between. */
const BATCH = 100
const LONGEST_NAME = 255

export function createFolderRenaming(dependencies: FolderDependencies): Folders['rename'] {
  const { database, clock, random, queue, log } = dependencies
  queue.work<Move>(JOB, (job, signal) => moveRest(job.payload, signal, dependencies), { concurrency: 1 })

  return async (environment, given, givenTarget, notify) => {
    const [from, to] = [assertNamed(given, 'path'), assertNamed(givenTarget, 'to_folder')]
    const move = moveOf(environment, from, to, clock.now())
    const moved = await database.transaction(async (tables) => {
      const isLarge = await moveFolders(tables, move, random)
      if (from === to) return []
      await notify(tables, {
        environmentId: environment.id,
        type: 'move_or_rename_asset_folder',
        body: { from_path: from, to_path: to },
        whereabouts: { kind: 'folder', before: from, after: to },
      })
      if (!isLarge) return moveAll(tables, move)
      await tables.jobs.enqueue({
        id: random.hex(32),
        name: JOB,
        payload: move,
        key: null,
        runAt: clock.now(),
        createdAt: clock.now(),
      })
      return []
    })
    forget(moved, dependencies)
    queue.wake()
    log.debug({ assets: moved.length }, 'a folder was renamed')
    return { from, to }
  }
}

function moveOf(environment: ProductEnvironment, from: string, to: string, now: number): Move {
  if (from !== to && isInFolder(to, from)) {
    throw new InvalidParameterError(`Invalid value ${to} for parameter to_folder: it lies inside the folder`)
  }
  const isFixed = environment.settings.folderMode === 'fixed'
  return { environmentId: environment.id, from, to, isFixed, startedAt: now }
}

/** Makes the folders at their new place. Whether more lies in them than can be moved at once. */
async function moveFolders(
  { folders }: Repositories,
  { environmentId, from, to, startedAt }: Move,
  random: FolderDependencies['random'],
): Promise<boolean> {
  const tree = await folders.listTree(environmentId, from)
  if (tree[0]?.path !== from) throw unknownFolder(from)
  if (from === to) return false
  if ((await folders.find(environmentId, to)) !== null) throw new ConflictError(`Folder ${to} already exists`)
  for (const path of folderWithAncestors(parentFolder(to))) {
    if (path !== '') await folders.insert({ environmentId, path, externalId: random.hex(32), createdAt: startedAt })
  }
  for (const { path } of tree) {
    const target = to + path.slice(from.length)
    if (target.length > LONGEST_NAME) {
      throw new InvalidParameterError(`Invalid value ${to} for parameter to_folder: ${target} would be too long`)
    }
    await folders.moveIdentity(environmentId, { from: path, to: target, externalId: random.hex(32) })
  }
  return tree.reduce((count, { assetCount }) => count + assetCount, 0) > MOST_AT_ONCE
}

async function moveAll(tables: Repositories, move: Move): Promise<readonly MovedAsset[]> {
  const moved: MovedAsset[] = []
  for (;;) {
    const batch = await moveBatch(tables, move, { createdUpTo: null })
    moved.push(...batch)
    if (batch.length === 0) break
  }
  await tables.folders.deleteTree(move.environmentId, move.from)
  return moved
}

/** Goes on where it was: what has moved is not found in the old folder any more. */
async function moveRest(move: Move, signal: AbortSignal, dependencies: FolderDependencies): Promise<void> {
  const { database } = dependencies
  for (;;) {
    signal.throwIfAborted()
    const moved = await database.transaction((tables) => moveBatch(tables, move, { createdUpTo: move.startedAt }))
    forget(moved, dependencies)
    if (moved.length === 0) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  await database.transaction((tables) => deleteEmptied(tables, move))
}

async function deleteEmptied({ folders }: Repositories, { environmentId, from, startedAt }: Move): Promise<void> {
  const tree = await folders.listTree(environmentId, from)
  const inUse = tree.filter(({ assetCount, createdAt }) => assetCount > 0 || createdAt > startedAt)
  const isNeeded = (path: string) => inUse.some((folder) => isInFolder(folder.path, path))
  for (const { path } of tree.toReversed()) if (!isNeeded(path)) await folders.deleteTree(environmentId, path)
}

interface MovedAsset {
  readonly before: Asset
  readonly after: Asset
}

async function moveBatch(
  { assets }: Repositories,
  move: Move,
  { createdUpTo }: { readonly createdUpTo: number | null },
): Promise<readonly MovedAsset[]> {
  const batch = await assets.listInTree(move.environmentId, move.from, { createdUpTo, limit: BATCH })
  const moved = batch.map((before) => ({ before, after: movedAsset(before, move) }))
  for (const { after } of moved) {
    const holder = move.isFixed ? await assets.findOrDeleted(after) : null
    if (holder !== null && holder.id !== after.id) {
      throw new ConflictError(`public_id (${after.publicId}) already exists`)
    }
    await assets.update(after)
  }
  return moved
}

function movedAsset(asset: Asset, { from, to, isFixed, startedAt }: Move): Asset {
  const assetFolder = to + asset.assetFolder.slice(from.length)
  if (!isFixed) return { ...asset, assetFolder, updatedAt: startedAt }
  const publicId = to + asset.publicId.slice(from.length)
  if (publicId.length > LONGEST_NAME) {
    throw new InvalidParameterError(`Invalid value ${to} for parameter to_folder: ${publicId} would be too long`)
  }
  return {
    ...asset,
    assetFolder,
    publicId,
    lastUpdated: { ...asset.lastUpdated, publicId: startedAt },
    updatedAt: startedAt,
  }
}

function forget(moved: readonly MovedAsset[], { derivations, versions }: FolderDependencies): void {
  for (const { before, after } of moved) {
    if (before.publicId !== after.publicId) versions.retire(before, before.version)
    derivations.forget(after)
  }
}
