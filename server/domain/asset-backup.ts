/** A version of an asset in the backup storage, with everything that belongs to the file rather than to its name. */
import type { Asset } from './asset.ts'

export interface AssetBackup {
  /** Of the version that it is a copy of; names the row. */
  readonly versionId: string
  readonly environmentId: string
  readonly assetId: string
  readonly version: number
  /** Of the copy. Rows of equal content may share one. */
  readonly storageKey: string
  readonly bytes: number
  readonly sha256: string
  readonly file: BackedUpFile
  /** When that version was uploaded, in milliseconds since 1970. */
  readonly uploadedAt: number
}

export type BackedUpFile = Pick<
  Asset,
  'format' | 'etag' | 'facts' | 'video' | 'analysis' | 'originalFilename' | 'faces' | 'customCoordinates' | 'regions'
> & {
  readonly uploadedBy: Asset['uploadedBy']
}

/** First segment of the keys of backup copies: the composition may keep them in another storage. */
export const BACKUP_FOLDER = 'backup'

export function backupKeyOf(storageKey: string): string {
  return `${BACKUP_FOLDER}/${storageKey}`
}

export function backedUpFileOf(asset: Asset): BackedUpFile {
  const { format, etag, facts, video, analysis, originalFilename, faces, customCoordinates, regions, uploadedBy } =
    asset
  return { format, etag, facts, video, analysis, originalFilename, faces, customCoordinates, regions, uploadedBy }
}
