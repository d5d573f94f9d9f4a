/**
 * Archives of assets.
 *
 *   open     select, then a stream that makes the archive as it is read
 *   create   the same into the spool folder, and from there the way of every upload: a raw asset
 *   promise  the selection is judged now, the archive is made by the queue
 */
import type { UploadParameters } from '../../contract/upload-parameters.ts'
import type { Actor, Asset } from '../../domain/asset.ts'
import { parentFolder } from '../../domain/folder.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import type { EagerChain } from '../../present/derived.ts'
import { readEagerChains } from '../upload/eager-chains.ts'
import { assertFolder, assertPublicId } from '../upload/public-id.ts'
import { assertWithin, upload } from '../upload/upload.ts'
import type { UploadOutcome } from '../upload/upload-types.ts'
import { archiveFiles } from './archive-files.ts'
import type {
  ArchiveDependencies,
  ArchiveRequest,
  ArchiveSelection,
  ArchiveTally,
  ArchiveTarget,
  OpenArchive,
} from './archive-types.ts'
import { selectAssets } from './select-assets.ts'

export interface CreatedArchive extends ArchiveTally {
  readonly outcome: UploadOutcome
  readonly selection: ArchiveSelection
}

export interface CreateOptions {
  /** Whom the asset remembers. */
  readonly actor: Actor | null
  /** In the transaction that stores the archive. */
  readonly alsoRecord: (tables: Repositories, archive: RecordedArchive) => Promise<void>
}

export interface RecordedArchive extends ArchiveTally {
  readonly asset: Asset
  readonly selection: ArchiveSelection
}

/** Bytes of originals in one download. They are never in one place, but somebody has to wait for them. */
export const MOST_DOWNLOAD_BYTES = 100_000_000_000
/** A film can take as long as its time limit allows. */
const IDLE_MS = 15 * 60_000

/** @throws NotFoundError | InvalidParameterError | TransformationError before there is a stream */
export async function openArchive(
  request: ArchiveRequest,
  dependencies: ArchiveDependencies,
  maxBytes = MOST_DOWNLOAD_BYTES,
): Promise<OpenArchive> {
  const chains = chainsOf(request)
  const selection = await selectAssets(request, { chains: chains.length, maxBytes }, dependencies)
  const tally: ArchiveTally = { resources: 0, files: 0 }
  const entries = archiveFiles(request, { ids: selection.ids, chains, tally }, dependencies)
  return { selection, tally, body: dependencies.archiveWriter.write(request.wish.format, entries) }
}

/** What would be refused is refused. @throws as `openArchive`, and InvalidParameterError for a target that cannot be */
export async function assertArchivable(
  request: ArchiveRequest,
  target: ArchiveTarget,
  dependencies: ArchiveDependencies,
): Promise<void> {
  assertTarget(request, target)
  const limits = { chains: chainsOf(request).length, maxBytes: mostStored(request) }
  await selectAssets(request, limits, dependencies)
}

/** @throws as `openArchive`, and whatever an upload is refused with */
export async function createArchive(
  request: ArchiveRequest,
  target: ArchiveTarget,
  { actor, alsoRecord }: CreateOptions,
  dependencies: ArchiveDependencies,
): Promise<CreatedArchive> {
  const { environment, wish, signal } = request
  assertTarget(request, target)
  await dependencies.usageGate.assertOpen(environment)
  const maxBytes = mostStored(request)
  const { body, selection, tally } = await openArchive(request, dependencies, maxBytes)
  const file = await dependencies.spool.receive(body, { maxBytes, signal, idleMs: IDLE_MS })
  const parameters: UploadParameters = {
    publicId: target.publicId,
    tags: target.tags,
    discardOriginalFilename: true,
    ...(target.assetFolder === null ? {} : { assetFolder: target.assetFolder }),
  }
  const outcome = await upload(
    {
      environment,
      resourceType: 'raw',
      parameters,
      actor,
      unsigned: false,
      within: wish.within,
      source: { kind: 'file', file, filename: `archive.${wish.format}` },
      made: { type: 'upload', publicId: null },
      telling: null,
      signal,
      alsoRecord: (tables, asset) => alsoRecord(tables, { asset, selection, ...tally }),
    },
    dependencies,
  )
  return { outcome, selection, ...tally }
}

/** Before the work, not after it. @throws InvalidParameterError | PermissionDeniedError */
function assertTarget({ environment, wish }: ArchiveRequest, { publicId, assetFolder }: ArchiveTarget): void {
  assertPublicId(publicId)
  const isFixed = environment.settings.folderMode === 'fixed'
  if (isFixed && assetFolder !== null) {
    throw new InvalidParameterError(
      'Parameter target_asset_folder needs dynamic folders; this environment has fixed ones',
    )
  }
  const folder = assertFolder(assetFolder ?? '', 'target_asset_folder')
  assertWithin(wish.within, [isFixed ? parentFolder(publicId) : folder])
}

function chainsOf({ wish }: ArchiveRequest): readonly EagerChain[] {
  return readEagerChains(wish.transformations ?? undefined)
}

function mostStored({ environment }: ArchiveRequest): number {
  return environment.settings.limits.rawBytes
}
