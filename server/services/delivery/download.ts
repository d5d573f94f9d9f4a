/**
 * Signed downloads: the original of an asset of any type, rejected ones included, its conversion to a format, or a
 * version from the backup storage. Who asks has been checked.
 */
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import { formatNamed } from '../../transformation/grammar/formats.ts'
import { type AssetReference, locateAsset } from '../assets/asset-reference.ts'
import type { FileAnswer } from './delivery-types.ts'
import { type AnswerContext, derivedAnswer, originalAnswer } from './file-answer.ts'
import { type Opener, openerOfDerived, openerOfStored } from './openers.ts'
import type { DeliveryDependencies } from './steps.ts'

export interface DownloadRequest {
  readonly environment: ProductEnvironment
  readonly wanted: WantedFile
  /** `1` or `true`: under its own name; another text: under that name; absent: shown. */
  readonly attachment: string | undefined
  readonly signal: AbortSignal
}

export type WantedFile =
  | { readonly kind: 'asset'; readonly reference: AssetReference; readonly format: string | undefined }
  | { readonly kind: 'backup'; readonly assetId: string; readonly versionId: string }

type DownloadDependencies = Pick<DeliveryDependencies, 'database' | 'storage' | 'derivations'>

const NO_HINTS = { accepts: [], dpr: null, width: null, saveData: false } as const

/** @throws NotFoundError, and what rendering throws */
export async function download(request: DownloadRequest, dependencies: DownloadDependencies): Promise<FileAnswer> {
  const { environment, wanted, attachment, signal } = request
  const { storage, derivations } = dependencies
  const context = (open: Opener): AnswerContext => ({
    cacheControl: 'private, no-store',
    varied: [],
    warning: null,
    attachment: attachmentOf(attachment),
    dependencies: null,
    keepUntil: 0,
    open,
  })
  const asset = await locate(wanted, environment, dependencies)
  const extension = wanted.kind === 'asset' ? (wanted.format?.toLowerCase() ?? '') : ''
  if (asset.format === null || extension === '' || formatNamed(extension) === asset.format) {
    return originalAnswer(asset, context(openerOfStored(asset.storageKey, storage)))
  }
  const conversion = { environment, asset, transformation: '', extension, hints: NO_HINTS, isTrusted: true }
  const prepared = await derivations.prepare(conversion, signal)
  const obtained = await derivations.obtain(prepared, signal)
  return derivedAnswer(asset, obtained.derived, false, context(openerOfDerived(obtained, prepared, dependencies)))
}

async function locate(
  wanted: WantedFile,
  environment: ProductEnvironment,
  { database }: DownloadDependencies,
): Promise<Asset> {
  if (wanted.kind === 'asset') return locateAsset(wanted.reference, environment, { database })
  const { assetId, versionId } = wanted
  const asset = await database.assets.findByIdOrDeleted(environment.id, assetId)
  const backup = await database.backups.find(environment.id, versionId)
  if (asset === null) throw new NotFoundError(`Resource not found - ${assetId}`)
  if (backup === null || backup.assetId !== asset.id) throw new NotFoundError('Specified version does not exist')
  const { file, version, storageKey, bytes, sha256 } = backup
  return { ...asset, ...file, versionId, version, storageKey, bytes, sha256 }
}

function attachmentOf(text: string | undefined): string | null {
  if (text === undefined || text === '' || text === '0' || text === 'false') return null
  return text === '1' || text === 'true' ? '' : text
}
