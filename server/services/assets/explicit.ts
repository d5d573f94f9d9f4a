/** Applies upload parameters to an asset that is stored already. */
import { storedTypes } from '../../contract/stored-types.ts'
import type { ExplicitParameters } from '../../contract/upload-parameters.ts'
import type { Asset, AssetName, StoredType } from '../../domain/asset.ts'
import { withTimes } from '../../domain/last-updated.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { usageDay } from '../../domain/usage.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { backUpCurrent } from '../backups/back-up.ts'
import { readBreakpoints } from '../breakpoints/breakpoint-settings.ts'
import { makeBreakpoints } from '../breakpoints/make-breakpoints.ts'
import { changedMetadata } from '../metadata/change-metadata.ts'
import { tellOfChanges } from '../notifications/asset-events.ts'
import { tellOfVerdict } from '../notifications/moderation-event.ts'
import type { Telling } from '../notifications/notification-types.ts'
import { changedAttributes } from '../upload/asset-attributes.ts'
import { deriveEager } from '../upload/derive-eager.ts'
import { analysisOf, describeFile } from '../upload/describe.ts'
import { readEagerChains } from '../upload/eager-chains.ts'
import { enqueueEager } from '../upload/eager-job.ts'
import { withLocalFile } from '../upload/local-file.ts'
import { nameLock } from '../upload/name-lock.ts'
import type { UploadOutcome } from '../upload/upload-types.ts'
import { needsOf, resultsAskedFor } from './analyses.ts'
import type { AssetDependencies } from './asset-types.ts'
import { changedPlace } from './changed-place.ts'
import { type ModerationStatus, placeholderOf, withVerdict } from './moderation.ts'

export interface ExplicitRequest {
  readonly environment: ProductEnvironment
  readonly resourceType: Asset['resourceType']
  readonly parameters: ExplicitParameters
  /** Default: that of the parameters, or else `upload`. */
  readonly storedType?: StoredType
  /** What a person decided about showing it. */
  readonly moderationStatus?: ModerationStatus | undefined
  readonly telling: Telling
  readonly signal: AbortSignal
  /** What the client was told to wait for; told with its eager files. */
  readonly batchId?: string
  /** Written in the transaction of the change. */
  readonly alsoRecord?: (tables: Repositories, asset: Asset) => Promise<void>
}

/** @throws NotFoundError */
export async function explicit(request: ExplicitRequest, dependencies: AssetDependencies): Promise<UploadOutcome> {
  const { environment, resourceType, parameters, telling } = request
  const type = storedTypeOf(request)
  const name: AssetName = { environmentId: environment.id, resourceType, type, publicId: parameters.publicId }
  const eager = readEagerChains(parameters.eager)
  const asked = readBreakpoints(parameters.responsiveBreakpoints, resourceType)
  const { asset, batchId } = await dependencies.locks.withLock(nameLock(name), async () => {
    const current = await dependencies.database.assets.find(name)
    if (current === null) throw new NotFoundError(`Resource not found - ${name.publicId}`)
    if (eager.length + asked.length > 0 || Object.keys(needsOf(parameters)).length > 0) {
      await dependencies.usageGate.admit(environment)
    }
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
    analyses: resultsAskedFor(parameters),
    eager: await deriveEager(asset, environment, eager, batchId, dependencies),
    breakpoints: await makeBreakpoints(asset, environment, asked, dependencies, request.signal),
    batchId,
    hooks: {},
  }

  async function change(
    tables: Repositories,
    known: Asset,
    analysis: Asset['analysis'],
  ): Promise<{ readonly asset: Asset; readonly batchId: string | null }> {
    // Tags and context may have changed since the file was looked at.
    const current = (await tables.assets.findById(known.environmentId, known.id)) ?? known
    const now = dependencies.clock.now()
    const attributes = changedAttributes(parameters, current.facts, now)
    const changed: Asset = {
      ...current,
      ...attributes,
      ...(await changedPlace(parameters, current, environment, tables, dependencies)),
      ...verdictOn({ ...current, ...attributes }, request, now),
      ...(await changedMetadata(tables, current, parameters, now)),
      analysis: { ...current.analysis, ...analysis },
      updatedAt: now,
    }
    await tables.assets.update(withTimes(current, changed, now))
    await tellOfChanges(tables, [{ before: current, after: changed }], telling.notify)
    await tellOfVerdict(tables, current, changed, telling)
    await request.alsoRecord?.(tables, changed)
    if (Object.keys(analysis).length > 0) {
      await tables.usage.add(changed.environmentId, usageDay(now), { 'transformations.analysis': 1 })
    }
    if (eager.length === 0 || parameters.eagerAsync !== true) return { asset: changed, batchId: null }
    const batchId = request.batchId ?? dependencies.random.hex(64)
    await enqueueEager(tables, { asset: changed, chains: eager, batchId, origin: telling.origin }, now)
    return { asset: changed, batchId }
  }
}

/** @throws NotFoundError for types of which nothing is stored */
function storedTypeOf({ storedType, parameters: { type = 'upload', publicId } }: ExplicitRequest): StoredType {
  const known = storedType ?? storedTypes.find((candidate) => candidate === type)
  if (known === undefined) throw new NotFoundError(`Resource not found - ${publicId}`)
  return known
}

async function analyse(
  asset: Asset,
  { parameters, signal }: ExplicitRequest,
  dependencies: AssetDependencies,
): Promise<Asset['analysis']> {
  const needs = needsOf(parameters)
  const kind = asset.resourceType
  if (kind === 'raw' || Object.keys(needs).length === 0) return {}
  return withLocalFile(asset.storageKey, dependencies, async (path) =>
    analysisOf(await describeFile(dependencies.describer, path, needs, signal, kind)),
  )
}

/** Of the entries that it has, or of those with which moderation begins anew. */
function verdictOn(
  { moderation }: Pick<Asset, 'moderation'>,
  { moderationStatus, parameters }: ExplicitRequest,
  now: number,
): Partial<Asset> {
  if (moderationStatus === undefined)
    return parameters.moderation === undefined ? {} : { placeholder: placeholderOf(moderation) }
  const entries = withVerdict(moderation, moderationStatus, now)
  return { moderation: entries, placeholder: placeholderOf(entries) }
}
