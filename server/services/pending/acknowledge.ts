/**
 * Takes a request in that is carried out later: what was received lies flushed in the storage, and a row says what to do
 * with it, before the client hears of it. What can be refused without looking at the file is refused now.
 */
import type { PendingUpload } from '../../domain/pending-upload.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import type { ExplicitRequest } from '../assets/explicit.ts'
import { readBreakpoints } from '../breakpoints/breakpoint-settings.ts'
import { changedAttributes } from '../upload/asset-attributes.ts'
import { readEagerChains } from '../upload/eager-chains.ts'
import { sessionOfFile } from '../upload/intents.ts'
import { chooseName } from '../upload/name-upload.ts'
import { assertAddress, isDataUri, receive } from '../upload/receive.ts'
import { storeWithNote } from '../upload/store-with-note.ts'
import { assertWithin } from '../upload/upload.ts'
import type { UploadDependencies, UploadRequest } from '../upload/upload-types.ts'
import { type Acknowledged, type KeptRequest, type KeptUpload, PENDING_JOB, type PendingJob } from './pending-types.ts'

export type UploadToKeep = Omit<UploadRequest, 'made'> & {
  /** Written in the transaction that keeps the request. */
  readonly alsoKeep?: (tables: Repositories, pendingId: string) => Promise<void>
}

export async function acknowledgeUpload(
  request: UploadToKeep,
  dependencies: UploadDependencies,
): Promise<Acknowledged> {
  const { environment, resourceType, parameters, actor, unsigned, within, source, telling } = request
  if (telling === null) throw new Error('An upload that is carried out later has nobody to tell')
  await dependencies.usageGate.assertOpen(environment)
  const acknowledged = { pendingId: dependencies.random.hex(64), publicId: chosenPublicId(request, dependencies) }
  assertPlausible(request)
  const kept: KeptUpload = {
    kind: 'upload',
    ...{ resourceType, parameters, actor, unsigned, within },
    fixedParameters: [...(request.fixedParameters ?? [])],
    source: source.kind === 'file' ? { kind: 'file', filename: source.filename } : source,
    origin: telling.origin,
  }
  if (source.kind === 'text' && !isDataUri(source.text)) {
    assertAddress(source.text)
    await keep({ id: acknowledged.pendingId, environmentId: environment.id, file: null, kept }, request, dependencies)
    return acknowledged
  }
  await keepWithFile(acknowledged.pendingId, { ...kept, source: { kind: 'file', filename: filenameOf(source) } })
  return acknowledged

  async function keepWithFile(id: string, of: KeptUpload): Promise<void> {
    const { storage, spool, database } = dependencies
    const { file } = await receive(request, dependencies)
    const environmentId = environment.id
    const storageKey = `${environmentId}/pending/${id}/original.bin`
    try {
      await storeWithNote(
        {
          note: id,
          intent: { storageKey, sessionId: sessionOfFile(file.path, spool) },
          async place() {
            await storage.adopt(storageKey, file.path)
            spool.moved(file.path)
          },
          record: () =>
            keep(
              { id, environmentId, file: { storageKey, bytes: file.bytes, sha256: file.sha256 }, kept: of },
              request,
              dependencies,
            ),
          isRecorded: async () => (await database.pendingUploads.find(environmentId, id)) !== null,
        },
        dependencies,
      )
    } finally {
      if (request.keepFile !== true) await spool.discard(file.path)
    }
  }
}

export async function acknowledgeExplicit(
  { environment, resourceType, parameters, telling }: ExplicitRequest,
  dependencies: KeepDependencies,
): Promise<Acknowledged> {
  readEagerChains(parameters.eager)
  changedAttributes(parameters, null, dependencies.clock.now())
  const id = dependencies.random.hex(64)
  const kept = { kind: 'explicit', resourceType, parameters, origin: telling.origin } as const
  await keep({ id, environmentId: environment.id, file: null, kept }, {}, dependencies)
  return { pendingId: id, publicId: parameters.publicId }
}

type KeepDependencies = Pick<UploadDependencies, 'database' | 'queue' | 'clock' | 'random'>
type ToKeep = Pick<PendingUpload, 'id' | 'environmentId' | 'file'> & { readonly kept: KeptRequest }

async function keep(
  { id, environmentId, file, kept }: ToKeep,
  { alsoKeep }: Pick<UploadToKeep, 'alsoKeep'>,
  { database, queue, clock, random }: KeepDependencies,
): Promise<void> {
  const now = clock.now()
  const payload: PendingJob = { environmentId, pendingId: id }
  await database.transaction(async (tables) => {
    await tables.pendingUploads.insert({ id, environmentId, file, request: JSON.stringify(kept), createdAt: now })
    const job = { id: random.hex(32), name: PENDING_JOB, payload, key: null, runAt: now, createdAt: now }
    await tables.jobs.enqueue(job)
    await alsoKeep?.(tables, id)
  })
  queue.wake()
}

/** What the file is turns out later; a name that was chosen is the same for all kinds. */
function chosenPublicId(request: UploadToKeep, { random }: UploadDependencies): string | null {
  const { environment, parameters, resourceType, within } = request
  const kind = resourceType === 'auto' ? 'image' : resourceType
  const { name, assetFolder } = chooseName(
    { environment, parameters, kind, filename: filenameOf(request.source) },
    random,
  )
  // A script may still put it elsewhere.
  if (parameters.eval === undefined) assertWithin(within, [assetFolder])
  return parameters.publicId === undefined ? null : name.publicId
}

/** @throws InvalidParameterError | TransformationError */
function assertPlausible({ parameters, resourceType }: UploadToKeep): void {
  readEagerChains(parameters.eager)
  changedAttributes(parameters, null, 0)
  if (resourceType !== 'auto') readBreakpoints(parameters.responsiveBreakpoints, resourceType)
  if (parameters.returnDeleteToken === true) {
    throw new InvalidParameterError('Parameter return_delete_token needs an answer: it cannot be used with async')
  }
}

function filenameOf(source: UploadToKeep['source']): string | null {
  return source.kind === 'file' ? source.filename : null
}
