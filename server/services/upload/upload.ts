/**
 * Stores a file: receive, identify, name, guard, transform, describe, store and record, derive. Everything that can be
 * refused is refused before anything is visible; from the name on, one upload at a time works on it.
 */
import type { Asset } from '../../domain/asset.ts'
import { isInFolder } from '../../domain/folder.ts'
import { PermissionDeniedError } from '../../errors/request-errors.ts'
import { resultsAskedFor } from '../assets/analyses.ts'
import { makeBreakpoints } from '../breakpoints/make-breakpoints.ts'
import { foreseeMetadata } from '../metadata/change-metadata.ts'
import { evaluateOptions } from '../scripts/evaluate-options.ts'
import { runOnSuccess } from '../scripts/on-success.ts'
import { deriveEager } from './derive-eager.ts'
import { describe } from './describe.ts'
import { guard } from './guard.ts'
import { identify } from './identify.ts'
import { nameLock } from './name-lock.ts'
import { type ChosenName, chooseName, uniqueDisplayName } from './name-upload.ts'
import { receive } from './receive.ts'
import { storeAndRecord } from './store-and-record.ts'
import { stripLocation } from './strip-location.ts'
import { uploadBody } from './tell-upload.ts'
import { transformIncoming } from './transform-incoming.ts'
import type { IdentifiedUpload, NamedUpload, UploadDependencies, UploadOutcome, UploadRequest } from './upload-types.ts'

export async function upload(request: UploadRequest, dependencies: UploadDependencies): Promise<UploadOutcome> {
  await dependencies.usageGate.assertOpen(request.environment)
  const received = await receive(request, dependencies)
  // An incoming transformation replaces the file; what was not moved into the storage is removed.
  let spooled = received.file.path
  try {
    const identified = await evaluated(await identify(received, dependencies), dependencies)
    guard(identified)
    const chosen = chooseName(identified, dependencies.random)
    const outcome = await dependencies.locks.withLock(nameLock(chosen.name), () => uploadUnder(chosen, identified), {
      signal: request.signal,
    })
    if (outcome.existing) return outcome
    const { asset, batchId } = outcome
    const { environment, signal } = request
    const eager = await deriveEager(asset, environment, identified.eager, batchId, dependencies)
    if (eager.length > 0) dependencies.queue.wake()
    const breakpoints = await makeBreakpoints(asset, environment, identified.breakpoints, dependencies, signal)
    const stored = { ...outcome, eager, breakpoints }
    return { ...stored, ...(await afterwards(stored, identified, dependencies)) }
  } finally {
    if (request.keepFile !== true) await dependencies.spool.discard(received.file.path)
    if (spooled !== received.file.path) await dependencies.spool.discard(spooled)
  }

  async function uploadUnder(chosen: ChosenName, identified: IdentifiedUpload): Promise<UploadOutcome> {
    const holder = await dependencies.database.assets.findOrDeleted(chosen.name)
    const existing = holder?.placeholder === 'deleted' ? null : holder
    assertWithin(request.within, [chosen.assetFolder])
    if (holder !== null) assertNameWithin(request.within, holder)
    if (existing !== null && identified.parameters.overwrite === false) return existingOutcome(existing, identified)
    await dependencies.usageGate.admit(request.environment)
    const made = await transformIncoming(await named(chosen, identified, holder), dependencies)
    spooled = made.file.path
    const prepared = await stripLocation(made, dependencies)
    if (prepared !== made) {
      if (spooled !== received.file.path) await dependencies.spool.discard(spooled)
      spooled = prepared.file.path
    }
    const described = await describe(prepared, dependencies)
    const { asset, deleteToken, batchId } = await storeAndRecord(described, dependencies)
    if (existing !== null) dependencies.derivations.forget(asset)
    return {
      asset,
      overwritten: existing !== null,
      existing: false,
      deleteToken,
      originalExtension: prepared.originalExtension,
      analyses: resultsAskedFor(identified.parameters),
      eager: [],
      breakpoints: [],
      batchId,
      hooks: identified.hooks,
    }
  }

  async function named(chosen: ChosenName, identified: IdentifiedUpload, holder: Asset | null): Promise<NamedUpload> {
    const [existing, deleted] = holder?.placeholder === 'deleted' ? [null, holder] : [holder, null]
    const metadata = await foreseeMetadata(dependencies.database, {
      environmentId: request.environment.id,
      current: null,
      given: identified.parameters.metadata,
      clearInvalid: identified.parameters.clearInvalid,
    })
    const displayName =
      identified.parameters.uniqueDisplayName === true
        ? await uniqueDisplayName(chosen, existing, dependencies.database, dependencies.random)
        : chosen.displayName
    return { ...identified, ...chosen, displayName, metadata, existing, deleted }
  }
}

/** The script of the request may change how the file is uploaded; then everything is checked again. */
async function evaluated(upload: IdentifiedUpload, dependencies: UploadDependencies): Promise<IdentifiedUpload> {
  const code = upload.parameters.eval
  if (code === undefined) return upload
  const { parameters, result } = await evaluateOptions(code, upload, dependencies)
  return { ...(await identify({ ...upload, parameters }, dependencies)), hooks: { eval: result } }
}

async function afterwards(
  outcome: UploadOutcome,
  { parameters, environment, telling, filename, signal }: IdentifiedUpload,
  dependencies: UploadDependencies,
): Promise<Pick<UploadOutcome, 'asset' | 'hooks'>> {
  const code = parameters.onSuccess
  if (code === undefined || telling === null) return outcome
  const told = { ...outcome, filename }
  const uploadInfo = uploadBody(told, outcome.eager, outcome.batchId, parameters, telling)
  const { asset, result } = await runOnSuccess(
    { code, environment, asset: outcome.asset, uploadInfo, telling, signal },
    dependencies,
  )
  return { asset, hooks: { ...outcome.hooks, onSuccess: result } }
}

/** @throws PermissionDeniedError when the upload would leave the folder that its key is limited to. */
export function assertWithin(within: string | null, folders: readonly string[]): void {
  const outside = within === null ? undefined : folders.find((folder) => !isInFolder(folder, within))
  if (outside === undefined) return
  throw new PermissionDeniedError(
    `This api_key is limited to the folder ${within}, and the folder "${outside}" is outside of it`,
    401,
  )
}

/** What is there already is the answer. */
export function existingOutcome(
  asset: Asset,
  { parameters, hooks }: Pick<IdentifiedUpload, 'parameters' | 'hooks'>,
): UploadOutcome {
  return {
    asset,
    overwritten: false,
    existing: true,
    deleteToken: null,
    originalExtension: null,
    analyses: resultsAskedFor(parameters),
    eager: [],
    breakpoints: [],
    batchId: null,
    hooks,
  }
}

/** In which folder it is taken is nobody's business there. @throws PermissionDeniedError */
function assertNameWithin(within: string | null, { publicId, assetFolder }: Asset): void {
  if (within === null || isInFolder(assetFolder, within)) return
  throw new PermissionDeniedError(
    `This api_key is limited to the folder ${within}, and the public ID ${publicId} is taken outside of it`,
    401,
  )
}
