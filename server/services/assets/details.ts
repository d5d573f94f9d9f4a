/** Everything about one asset. Analyses that were not made at upload are made now, once for all who ask, and kept. */
import type { Asset, AssetName } from '../../domain/asset.ts'
import type { AssetBackup } from '../../domain/asset-backup.ts'
import type { Derived } from '../../domain/derived.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import type { DescribeNeeds } from '../../ports/describer.ts'
import { SharedFlights } from '../derivations/shared-flights.ts'
import { readCursorOrNull, writeCursor } from '../listing/cursor.ts'
import { analysisOf, describeFile } from '../upload/describe.ts'
import { withLocalFile } from '../upload/local-file.ts'
import { type AskedAnalyses, missingAnalyses, needsOf } from './analyses.ts'
import { type AssetDependencies, isReached } from './asset-types.ts'

export interface DetailsOptions {
  readonly analyses: AskedAnalyses
  /** Derived files, and related assets, of one page. */
  readonly limit: number
  readonly derivedCursor: string | null
  readonly relatedCursor: string | null
  readonly withVersions: boolean
  readonly withRelated: boolean
  /** The folder that is reached: assets elsewhere are as if they were not there. Null: all. */
  readonly within: string | null
  readonly signal: AbortSignal
}

export interface AssetDetails {
  readonly asset: Asset
  readonly derived: readonly Derived[]
  readonly derivedCursor: string | null
  /** Null when they were not asked for. */
  readonly versions: readonly AssetBackup[] | null
  readonly related: readonly Asset[] | null
  readonly relatedCursor: string | null
}

export interface Details {
  /** Deleted assets that have a backup are found too. @throws NotFoundError */
  byName(name: AssetName, options: DetailsOptions): Promise<AssetDetails>
  byId(environmentId: string, assetId: string, options: DetailsOptions): Promise<AssetDetails>
}

export function createDetails(dependencies: AssetDependencies): Details {
  const { database } = dependencies
  const flights = new SharedFlights<Asset['analysis']>()

  async function detailsOf(known: Asset | null, id: string, options: DetailsOptions): Promise<AssetDetails> {
    if (known === null || !isReached(known, options.within))
      throw new NotFoundError(`Resource not found - ${id.slice(0, 300)}`)
    const asset = await analysed(known, options)
    const { environmentId } = asset
    return {
      asset,
      ...(await derivedPage(asset, options)),
      versions: options.withVersions ? await database.backups.listByAsset(environmentId, asset.id) : null,
      ...(await relatedPage(asset, options)),
    }
  }

  async function analysed(asset: Asset, { analyses, signal }: DetailsOptions): Promise<Asset> {
    // Nothing else is analysed: a raw file is only bytes, and a deleted one not even that.
    if (asset.resourceType !== 'image' || asset.storageKey === '') return asset
    const needs = needsOf(missingAnalyses(asset, analyses))
    if (Object.keys(needs).length === 0) return asset
    const key = `${asset.versionId} ${Object.keys(needs).sort().join(' ')}`
    const found = await flights.run(key, (stop) => analyse(asset, needs, stop), signal)
    return { ...asset, analysis: { ...asset.analysis, ...found } }
  }

  async function analyse(asset: Asset, needs: DescribeNeeds, signal: AbortSignal): Promise<Asset['analysis']> {
    const description = await withLocalFile(asset.storageKey, dependencies, (path) =>
      describeFile(dependencies.describer, path, needs, signal, 'image'),
    )
    const found = analysisOf(description)
    await database.transaction(async (tables) => {
      const current = await tables.assets.findById(asset.environmentId, asset.id)
      if (current?.versionId !== asset.versionId) return
      await tables.assets.update({ ...current, analysis: { ...current.analysis, ...found } })
    })
    return found
  }

  async function derivedPage({ id }: Asset, { limit, derivedCursor }: DetailsOptions) {
    // A cursor of another asset, or of none, begins from the start: clients send anything here.
    const [createdAt, after] = readCursorOrNull(derivedCursor, 2) ?? []
    const from = createdAt === undefined || after === undefined ? null : { createdAt: Number(createdAt), id: after }
    const rows = await database.derived.pageByAsset(id, { after: from, limit: limit + 1 })
    const derived = rows.slice(0, limit)
    const last = derived.at(-1)
    const isMore = rows.length > limit && last !== undefined
    return { derived, derivedCursor: isMore ? writeCursor(String(last.createdAt), last.id) : null }
  }

  async function relatedPage(
    { environmentId, id }: Asset,
    { limit, withRelated, relatedCursor, within }: DetailsOptions,
  ) {
    if (!withRelated) return { related: null, relatedCursor: null }
    const [after = null] = readCursorOrNull(relatedCursor, 1) ?? []
    const ids = await database.relations.list(environmentId, id, { after, limit: limit + 1 })
    const shown = ids.slice(0, limit)
    const assets = await Promise.all(shown.map((related) => database.assets.findByIdOrDeleted(environmentId, related)))
    const last = shown.at(-1)
    return {
      related: assets.filter((asset) => asset !== null).filter((asset) => isReached(asset, within)),
      relatedCursor: ids.length > limit && last !== undefined ? writeCursor(last) : null,
    }
  }

  return {
    byName: async (name, options) => detailsOf(await database.assets.findOrDeleted(name), name.publicId, options),
    byId: async (environmentId, assetId, options) =>
      detailsOf(await database.assets.findByIdOrDeleted(environmentId, assetId), assetId, options),
  }
}
