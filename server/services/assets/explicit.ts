/** Applies upload parameters to an asset that is stored already. */
import type { ExplicitParameters } from '../../contract/upload-parameters.ts'
import type { Asset, AssetName, StoredType } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { backUpCurrent } from '../backups/back-up.ts'
import { changedMetadata } from '../metadata/change-metadata.ts'
import { changedAttributes } from '../upload/asset-attributes.ts'
import { deriveEager } from '../upload/derive-eager.ts'
import { analysisOf, askedAnalyses, describeFile, describeNeeds } from '../upload/describe.ts'
import { readEagerChains } from '../upload/eager-chains.ts'
import { withLocalFile } from '../upload/local-file.ts'
import { nameLock } from '../upload/name-lock.ts'
import { assertDisplayName, assertFolder } from '../upload/public-id.ts'
import { EAGER_JOB, type EagerJob } from '../upload/store-and-record.ts'
import type { UploadOutcome } from '../upload/upload-types.ts'
import type { AssetDependencies } from './asset-types.ts'

export interface ExplicitRequest {
  readonly environment: ProductEnvironment
  readonly resourceType: Asset['resourceType']
  readonly parameters: ExplicitParameters
  readonly signal: AbortSignal
}

/** @throws NotFoundError */
export async function explicit(request: ExplicitRequest, dependencies: AssetDependencies): Promise<UploadOutcome> {
  const { environment, resourceType, parameters } = request
  const type: StoredType = parameters.type ?? 'upload'
  const name: AssetName = { environmentId: environment.id, resourceType, type, publicId: parameters.publicId }
  const eager = readEagerChains(parameters.eager)
  const { asset, batchId } = await dependencies.locks.withLock(nameLock(name), async () => {
    const current = await dependencies.database.assets.find(name)
    if (current === null) throw new NotFoundError(`Resource not found - ${name.publicId}`)
    const analysis = await analyse(current, request, dependencies)
    if (parameters.backup === true) await backUpCurrent(current, request.signal, dependencies)
    return dependencies.database.transaction((tables) => change(tables, current, analysis))
  })
  dependencies.derivations.forget(asset)
  dependencies.queue.wake()
  return {
    asset,
    overwritten: false,
    existing: false,
    deleteToken: null,
    originalExtension: null,
    analyses: askedAnalyses(parameters),
    eager: await deriveEager(asset, environment, eager, batchId, dependencies),
    batchId,
  }

  async function change(
    tables: Repositories,
    known: Asset,
    analysis: Asset['analysis'],
  ): Promise<{ readonly asset: Asset; readonly batchId: string | null }> {
    // Tags and context may have changed since the file was looked at.
    const current = (await tables.assets.findById(known.environmentId, known.id)) ?? known
    const now = dependencies.clock.now()
    const changed: Asset = {
      ...current,
      ...changedAttributes(parameters, current.facts, now),
      ...changedPlace(request),
      ...(await changedMetadata(tables, current, parameters, now)),
      analysis: { ...current.analysis, ...analysis },
      updatedAt: now,
    }
    await tables.assets.update(changed)
    if (eager.length === 0 || parameters.eagerAsync !== true) return { asset: changed, batchId: null }
    const id = dependencies.random.hex(64)
    const payload: EagerJob = {
      environmentId: changed.environmentId,
      assetId: changed.id,
      versionId: changed.versionId,
      chains: eager.map(({ transformation, format }) => ({ transformation, format })),
    }
    await tables.jobs.enqueue({ id, name: EAGER_JOB, payload, key: null, runAt: now, createdAt: now })
    return { asset: changed, batchId: id }
  }
}

async function analyse(
  asset: Asset,
  { parameters, signal }: ExplicitRequest,
  dependencies: AssetDependencies,
): Promise<Asset['analysis']> {
  const needs = describeNeeds(parameters)
  const kind = asset.resourceType
  if (kind === 'raw' || Object.keys(needs).length === 0) return {}
  return withLocalFile(asset.storageKey, dependencies, async (path) =>
    analysisOf(await describeFile(dependencies.describer, path, needs, signal, kind)),
  )
}

function changedPlace({ environment, parameters }: ExplicitRequest): Partial<Asset> {
  const { assetFolder, displayName } = parameters
  if (environment.settings.folderMode === 'fixed' && (assetFolder !== undefined || displayName !== undefined)) {
    throw new InvalidParameterError('Parameters asset_folder and display_name need dynamic folders')
  }
  return {
    ...(assetFolder === undefined ? {} : { assetFolder: assertFolder(assetFolder, 'asset_folder') }),
    ...(displayName === undefined ? {} : { displayName: assertDisplayName(displayName) }),
  }
}
