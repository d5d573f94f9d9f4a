/** Opening and closing many assets: their type, or their access mode. What fails is told in its place. */
import type { Asset } from '../../domain/asset.ts'
import { withTimes } from '../../domain/last-updated.ts'
import { TintypeError } from '../../errors/base.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import { tellOfChanges } from '../notifications/asset-events.ts'
import { nameLock } from '../upload/name-lock.ts'
import type { AssetChange } from './asset-types.ts'
import { rename } from './rename.ts'
import { belongs, type SelectionScope, type Selector, select } from './selection.ts'
import { forSeveral } from './several.ts'

export interface ManyRequest {
  readonly scope: SelectionScope
  readonly selector: Selector
  readonly nextCursor?: string | undefined
  readonly signal: AbortSignal
}

interface Failure {
  readonly publicId: string
  readonly reason: string
}

export interface ManyOutcome {
  readonly changed: readonly Asset[]
  readonly failed: readonly Failure[]
  readonly nextCursor: string | null
}

/** Private and authenticated assets become public ones under their name. */
export function publish(
  request: ManyRequest & { readonly overwrite: boolean },
  dependencies: AssetChange,
): Promise<ManyOutcome> {
  const isClosed = ({ type }: Asset) => type === 'private' || type === 'authenticated'
  return changeEach(request, dependencies, isClosed, (asset) =>
    rename({ from: asset, to: nameOf(asset, 'upload'), overwrite: request.overwrite, as: 'publish' }, dependencies),
  )
}

export function updateAccessMode(
  request: ManyRequest & { readonly accessMode: Asset['accessMode'] },
  dependencies: AssetChange,
): Promise<ManyOutcome> {
  const { database, locks, clock, derivations, notify } = dependencies
  const { scope, selector, accessMode } = request
  return changeEach(
    request,
    dependencies,
    () => true,
    (asset) =>
      locks.withLock(nameLock(asset), async () => {
        const changed = await database.transaction(async (tables) => {
          const current = await tables.assets.findById(asset.environmentId, asset.id)
          if (current === null || !belongs(current, scope, selector)) throw notFound(asset.publicId)
          const opened = withTimes(current, { ...current, accessMode }, clock.now())
          await tables.assets.update(opened)
          await tellOfChanges(tables, [{ before: current, after: opened }], notify)
          return opened
        })
        derivations.forget(changed)
        return changed
      }),
  )
}

async function changeEach(
  { scope, selector, nextCursor, signal }: ManyRequest,
  { database }: AssetChange,
  isMeant: (asset: Asset) => boolean,
  change: (asset: Asset) => Promise<Asset>,
): Promise<ManyOutcome> {
  const selection = await select(scope, selector, { nextCursor }, database)
  const assets = selection.assets.filter(isMeant)
  const outcomes = await forSeveral(assets, async (asset) => {
    signal.throwIfAborted()
    try {
      return await change(asset)
    } catch (error) {
      if (!(error instanceof TintypeError)) throw error
      return { publicId: asset.publicId, reason: error.message }
    }
  })
  const found = new Set(assets.map(({ publicId }) => publicId))
  const missing = selector.by === 'public_ids' ? selector.publicIds.filter((publicId) => !found.has(publicId)) : []
  return {
    changed: outcomes.filter((outcome) => 'id' in outcome),
    failed: [
      ...outcomes.filter((outcome): outcome is Failure => !('id' in outcome)),
      ...missing.map((publicId) => ({ publicId, reason: notFound(publicId).message })),
    ],
    nextCursor: selection.nextCursor,
  }
}

function nameOf({ environmentId, resourceType, publicId }: Asset, type: Asset['type']) {
  return { environmentId, resourceType, type, publicId }
}

function notFound(publicId: string): NotFoundError {
  return new NotFoundError(`Resource not found - ${publicId.slice(0, 300)}`)
}
