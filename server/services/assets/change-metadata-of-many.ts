/** Metadata of many assets at once. All of a request changes, or nothing. */
import type { Metadata } from '../../domain/metadata-field.ts'
import { evaluateMetadata } from '../../metadata-rules/evaluate-metadata.ts'
import { keepNewOptions, metadataSchema } from '../metadata/change-metadata.ts'
import { type AssetChangeStep, tellOfChanges } from '../notifications/asset-events.ts'
import { type AssetChange, isReached } from './asset-types.ts'
import { readPublicIds, type Selection } from './change-many.ts'

export interface MetadataOfManyRequest extends Selection {
  /** By field id; empty text removes. */
  readonly given: Readonly<Record<string, string>>
  /** Values that conditional rules do not allow are removed instead of refused. */
  readonly clearInvalid?: boolean | undefined
}

/** Public ids of the assets that there are, all of which say now what was given. @throws InvalidParameterError */
export async function changeMetadataOfMany(
  { environmentId, resourceType, type, publicIds, given, clearInvalid = false }: MetadataOfManyRequest,
  { database, derivations, clock, notify, within }: AssetChange,
): Promise<readonly string[]> {
  const wanted = readPublicIds(publicIds)
  const changed = await database.transaction(async (tables) => {
    const now = clock.now()
    const found = await tables.assets.findMany({ environmentId, resourceType, type }, wanted)
    const assets = found.filter((asset) => isReached(asset, within))
    const schema = await metadataSchema(tables, environmentId)
    const evaluate = (current: Metadata) => evaluateMetadata({ ...schema, current, given, clearInvalid })
    // What is wrong is said even when there is no asset to change.
    if (assets.length === 0) evaluate({})
    const steps: AssetChangeStep[] = []
    for (const asset of assets) {
      const evaluated = evaluate(asset.metadata)
      await keepNewOptions(tables, environmentId, evaluated)
      const lastUpdated = { ...asset.lastUpdated, metadata: now }
      const after = { ...asset, metadata: evaluated.metadata, lastUpdated, updatedAt: now }
      await tables.assets.update(after)
      steps.push({ before: asset, after })
    }
    await tellOfChanges(tables, steps, notify)
    return assets
  })
  for (const asset of changed) derivations.forget(asset)
  const names = new Set(changed.map(({ publicId }) => publicId))
  return wanted.filter((publicId) => names.has(publicId))
}
