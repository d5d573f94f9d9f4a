/** Deleting what was made from assets, and nothing else. */
import type { Asset } from '../../domain/asset.ts'
import type { Derived } from '../../domain/derived.ts'
import type { ChainPattern } from '../../ports/repositories/chains.ts'
import type { AssetDependencies } from './asset-types.ts'
import { removeFiles } from './remove-files.ts'

/** Derived files of one asset, or only those of certain chains. Gives how many there were. */
export async function deleteDerivedOf(
  asset: Pick<Asset, 'id' | 'environmentId'>,
  chains: readonly ChainPattern[] | null,
  dependencies: AssetDependencies,
): Promise<number> {
  const { database } = dependencies
  const rows = await database.derived.listByAsset(asset.id)
  const meant = chains === null ? rows : rows.filter((row) => chains.some((chain) => isOfChain(row, chain)))
  return deleteRows(meant, dependencies)
}

/** Ids of those that were there. */
export async function deleteDerivedByIds(
  environmentId: string,
  ids: readonly string[],
  dependencies: AssetDependencies,
): Promise<readonly string[]> {
  const rows = await dependencies.database.derived.findMany(environmentId, ids)
  await deleteRows(rows, dependencies)
  return rows.map(({ id }) => id)
}

async function deleteRows(rows: readonly Derived[], dependencies: AssetDependencies): Promise<number> {
  if (rows.length === 0) return 0
  const { database, derivations, clock } = dependencies
  const deleted = await database.transaction(async (tables) => {
    const gone = await tables.derived.deleteByIds(rows.map(({ id }) => id))
    await tables.garbage.add(keysOf(gone), clock.now())
    return gone
  })
  const assets = new Map(deleted.map(({ assetId, environmentId }) => [assetId, { environmentId, id: assetId }]))
  for (const asset of assets.values()) derivations.forget(asset)
  // Rows of equal meaning share their file: it goes with the last of them.
  await removeFiles(keysOf(deleted), dependencies)
  return deleted.length
}

function keysOf(rows: readonly Derived[]): readonly string[] {
  return [...new Set(rows.map(({ storageKey }) => storageKey))]
}

function isOfChain(row: Derived, { transformation, extension }: ChainPattern): boolean {
  return row.transformation === transformation && (extension === null || row.extension === extension)
}
