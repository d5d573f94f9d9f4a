/**
 * Steps 8 and 9, which belong together: the file goes to its final place, flushed, and then one transaction makes it
 * visible. Between the two the file exists without a row; an intent file names it meanwhile, so that the next start
 * removes exactly that file if this process dies in between.
 */
import { createHash } from 'node:crypto'
import { type Asset, PLAIN_ATTRIBUTES } from '../../domain/asset.ts'
import { type UsageCounts, usageDay } from '../../domain/usage.ts'
import { AuthorizationError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { copyToBackup, recordBackup, wantsBackup } from '../backups/back-up.ts'
import { keepNewOptions } from '../metadata/change-metadata.ts'
import { changedAttributes } from './asset-attributes.ts'
import { analysisOf } from './describe.ts'
import { enqueueEager, tellWhenMade } from './eager-job.ts'
import { sessionOfFile } from './intents.ts'
import { splitFilename } from './public-id.ts'
import { storeWithNote } from './store-with-note.ts'
import { inProgress, uploadBody } from './tell-upload.ts'
import type { DescribedUpload, UploadDependencies } from './upload-types.ts'
import { presentVideo } from './video-facts.ts'

export interface RecordedUpload {
  readonly asset: Asset
  readonly deleteToken: string | null
  readonly batchId: string | null
}

const DELETE_TOKEN_MS = 10 * 60_000

export async function storeAndRecord(
  upload: DescribedUpload,
  dependencies: UploadDependencies,
): Promise<RecordedUpload> {
  const { storage, spool, database } = dependencies
  // The last moment at which nothing has happened yet.
  upload.signal.throwIfAborted()
  const asset = newAsset(upload, dependencies)
  const { environmentId, id, versionId, storageKey } = asset
  const { path } = upload.file
  return storeWithNote(
    {
      note: versionId,
      intent: { storageKey, sessionId: sessionOfFile(path, spool) },
      async place() {
        if (isBackedUp(upload)) await copyToBackup({ storageKey, path, signal: upload.signal }, storage)
        await storage.adopt(storageKey, path)
        spool.moved(path)
      },
      record: () => database.transaction((tables) => record(tables, asset, upload, dependencies)),
      isRecorded: async () => (await database.assets.findById(environmentId, id))?.versionId === versionId,
    },
    dependencies,
  )
}

function isBackedUp({ parameters, environment }: DescribedUpload): boolean {
  return wantsBackup(parameters.backup, environment)
}

export function hashDeleteToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

async function record(
  tables: Repositories,
  stored: Asset,
  upload: DescribedUpload,
  { clock, random }: UploadDependencies,
): Promise<RecordedUpload> {
  const { existing, deleted, parameters } = upload
  const now = clock.now()
  // Deleted or switched off while the file was on its way.
  if ((await tables.environments.findById(stored.environmentId))?.enabled !== true) {
    throw new AuthorizationError('This product environment is not there any more: nothing was stored')
  }
  const asset = isBackedUp(upload) ? await recordBackup(tables, stored) : stored
  if (existing === null && deleted === null) await tables.assets.insert(asset)
  else await tables.assets.update(asset)
  if (existing !== null) {
    const derived = await tables.derived.deleteByAsset(asset.id, { exceptVersionId: asset.versionId })
    await tables.garbage.add([existing.storageKey, ...derived.map((row) => row.storageKey)], now)
  }
  const deleteToken = parameters.returnDeleteToken === true ? random.hex(64) : null
  if (deleteToken !== null) {
    await tables.deleteTokens.insert({
      tokenHash: hashDeleteToken(deleteToken),
      environmentId: asset.environmentId,
      assetId: asset.id,
      versionId: asset.versionId,
      expiresAt: now + DELETE_TOKEN_MS,
    })
  }
  await keepNewOptions(tables, asset.environmentId, upload.metadata)
  await tables.usage.add(asset.environmentId, usageDay(now), countsOf(asset, upload))
  const batchId = await recordEvents(tables, asset, upload, { random, now })
  await upload.alsoRecord?.(tables, asset)
  return { asset, deleteToken, batchId }
}

function countsOf(asset: Asset, { made }: DescribedUpload): UsageCounts {
  if (made !== undefined) return { 'transformations.derived': 1 }
  return { uploads: asset.bytes, 'transformations.upload': asset.resourceType === 'raw' ? 0 : 1 }
}

/** Tells of the upload, and leaves to the queue what the client does not wait for. Gives the id of that. */
async function recordEvents(
  tables: Repositories,
  asset: Asset,
  upload: DescribedUpload,
  { random, now }: { readonly random: UploadDependencies['random']; readonly now: number },
): Promise<string | null> {
  const { eager: chains, breakpoints, parameters, telling, existing, filename, originalExtension } = upload
  if (telling === null) return null
  const isLater = chains.length > 0 && parameters.eagerAsync === true
  const batchId = upload.batchId ?? (isLater ? random.hex(64) : null)
  const told = { asset, overwritten: existing !== null, existing: false, filename, originalExtension }
  const inWork = isLater && batchId !== null ? inProgress(chains, batchId) : []
  const body = uploadBody(told, inWork, batchId, parameters, telling)
  const made = { asset, before: existing, body, chains: isLater ? [] : chains, breakpoints, telling }
  await tellWhenMade(tables, made, { random, now })
  if (!isLater || batchId === null) return null
  await enqueueEager(tables, { asset, chains, batchId, origin: telling.origin }, now)
  return batchId
}

/** Nothing of an overwritten asset is kept but its id, its backups, its place in time, and what the request repeats. */
function newAsset(upload: DescribedUpload, { clock, random, versions }: UploadDependencies): Asset {
  const { existing, deleted, name, description, parameters, file, actor } = upload
  const now = clock.now()
  const predecessor = existing ?? deleted
  const id = predecessor?.id ?? random.hex(32)
  const versionId = random.hex(32)
  const facts = description?.facts ?? null
  return {
    ...name,
    id,
    version: versions.next(name, predecessor?.version ?? null),
    versionId,
    storageKey: `${name.environmentId}/${id}/${versionId}/original.${extensionOf(upload)}`,
    format: upload.kind === 'raw' ? null : (facts?.format ?? upload.format),
    bytes: file.bytes,
    etag: file.md5,
    sha256: file.sha256,
    facts,
    video: description?.video === undefined ? null : presentVideo(description.video),
    analysis: { ...analysisOf(description), ...upload.made?.analysis },
    assetFolder: upload.assetFolder,
    displayName: upload.displayName,
    originalFilename: upload.originalFilename,
    ...PLAIN_ATTRIBUTES,
    ...changedAttributes(parameters, facts, now),
    metadata: upload.metadata.metadata,
    backupBytes: predecessor?.backupBytes ?? 0,
    createdBy: existing?.createdBy ?? actor,
    uploadedBy: actor,
    createdAt: existing?.createdAt ?? now,
    uploadedAt: now,
    updatedAt: now,
    source: null,
  }
}

function extensionOf({ format, filename, description }: DescribedUpload): string {
  const extension = description?.facts.format ?? format ?? splitFilename(filename ?? '').extension ?? 'bin'
  return /^[a-z0-9]{1,16}$/.test(extension) ? extension : 'bin'
}
