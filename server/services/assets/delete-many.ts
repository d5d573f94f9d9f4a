/**
 * Deletes the assets of a selection, or only what was made from them. Each goes by itself under the lock of its name, so
 * an upload at the same time comes wholly before or wholly after; a pass that is cut off is continued by repeating it.
 */
import type { Asset } from '../../domain/asset.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { ChainPattern } from '../../ports/repositories/chains.ts'
import { readStoredChain } from '../../transformation/stored-chain.ts'
import { type AssetChange, isReached } from './asset-types.ts'
import { deleteDerivedOf } from './delete-derived.ts'
import { destroyWithCount } from './destroy.ts'
import { belongs, type Selection, type SelectionScope, type Selector, select } from './selection.ts'
import { forSeveral } from './several.ts'

export interface DeleteManyRequest {
  readonly scope: SelectionScope
  readonly selector: Selector
  readonly nextCursor?: string | undefined
  /** Only derived files go. */
  readonly keepOriginal: boolean
  /** Only derived files of these chains go, and no original. */
  readonly transformations?: string | readonly string[] | undefined
  readonly signal: AbortSignal
}

export interface DeletionCount {
  readonly original: number
  readonly derived: number
}

export interface DeletedMany {
  /** By public id, or by asset id when these were given. */
  readonly counts: ReadonlyMap<string, DeletionCount>
  /** Of what was named, what is not there. */
  readonly unknown: readonly string[]
  readonly nextCursor: string | null
}

const NOTHING: DeletedMany = { counts: new Map(), unknown: [], nextCursor: null }
const MOST_NAMED = 100

/** @throws InvalidParameterError | TransformationError */
export async function deleteMany(request: DeleteManyRequest, dependencies: AssetChange): Promise<DeletedMany> {
  const { scope, selector } = request
  assertNotTooMany(selector)
  const chains = readChains(request.transformations)
  const selection = await selectOrNothing(request, dependencies)
  if (selection === null) return NOTHING
  const outcomes = await forSeveral(selection.assets, async (asset) => {
    request.signal.throwIfAborted()
    return { asset, count: await deleteOne(asset, chains, request, dependencies) }
  })
  const counts = new Map<string, DeletionCount>()
  for (const { asset, count } of outcomes) {
    const key = selector.by === 'asset_ids' ? asset.id : asset.publicId
    if (count !== null) counts.set(key, sum(counts.get(key), count))
  }
  const named = namedIn(selector)
  return { counts, unknown: named.filter((name) => !counts.has(name)), nextCursor: selection.nextCursor }

  /** Null: it is gone, or no longer meant. */
  async function deleteOne(
    asset: Asset,
    only: readonly ChainPattern[] | null,
    { keepOriginal }: DeleteManyRequest,
    change: AssetChange,
  ): Promise<DeletionCount | null> {
    if (!isReached(asset, change.within)) return null
    if (keepOriginal || only !== null) return { original: 0, derived: await deleteDerivedOf(asset, only, change) }
    const derived = await destroyWithCount(asset, change, { isMeant: (found) => belongs(found, scope, selector) })
    return derived === null ? null : { original: 1, derived }
  }
}

/** Null for a cursor that is none of this selection: nobody can tell what it meant, so nothing is deleted. */
async function selectOrNothing(
  { scope, selector, nextCursor }: DeleteManyRequest,
  { database }: AssetChange,
): Promise<Selection | null> {
  try {
    return await select(scope, selector, { nextCursor }, database)
  } catch (error) {
    if (nextCursor !== undefined && error instanceof InvalidParameterError) return null
    throw error
  }
}

function assertNotTooMany(selector: Selector): void {
  const count = namedIn(selector).length
  if (count > MOST_NAMED) {
    throw new InvalidParameterError(`Too many ${selector.by}: got ${count}, at most ${MOST_NAMED}`)
  }
}

function namedIn(selector: Selector): readonly string[] {
  if (selector.by === 'public_ids') return selector.publicIds
  return selector.by === 'asset_ids' ? selector.assetIds : []
}

/** Chains joined by `|`, or a list of them; each may end in `/<format>`. */
function readChains(transformations: DeleteManyRequest['transformations']): readonly ChainPattern[] | null {
  if (transformations === undefined) return null
  const texts = typeof transformations === 'string' ? [transformations] : transformations
  const chains = texts.flatMap((text) => text.split('|')).filter((text) => text.trim() !== '')
  if (chains.length === 0) throw new InvalidParameterError('Missing required parameter - transformations')
  return chains.map((text) => readStoredChain(text.trim()))
}

function sum(left: DeletionCount | undefined, right: DeletionCount): DeletionCount {
  return { original: (left?.original ?? 0) + right.original, derived: (left?.derived ?? 0) + right.derived }
}
