/** Random assets in a database: the same for every driver, and an index that has lived. */

import type { Asset } from '../../server/domain/asset.ts'
import type { Database } from '../../server/ports/database.ts'
import { anAsset } from '../server/adapters/database/rows.ts'
import { fc } from './properties.ts'
import { numbered, searchedAssets } from './search-samples.ts'

/** Some are changed and deleted again. Gives what is there in the end, in the order in which it came. */
export async function storeSamples({ transaction }: Pick<Database, 'transaction'>): Promise<readonly Asset[]> {
  const samples = fc.sample(searchedAssets, { numRuns: 90, seed: 7 })
  const stored = new Map<string, Asset>()
  await transaction(async (tables) => {
    for (const [index, sample] of samples.entries()) {
      const asset = anAsset(numbered(sample, index % 70))
      if (stored.has(asset.id)) await tables.assets.update(asset)
      else await tables.assets.insert(asset)
      if (stored.get(asset.id)?.createdAt !== asset.createdAt) stored.delete(asset.id)
      stored.set(asset.id, asset)
    }
    for (const id of ['id0003', 'id0030', 'id0060']) {
      await tables.assets.delete('env', id)
      stored.delete(id)
    }
    await tables.assets.insert(anAsset({ id: 'foreign', environmentId: 'other', tags: ['red'] }))
  })
  return [...stored.values()]
}
