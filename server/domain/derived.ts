/**
 * A file made from an asset. A row for each literal chain and extension (that is what is counted and listed); rows of
 * equal meaning share one stored file through `fileKey`.
 */
export interface Derived {
  /** 32 hex. */
  readonly id: string
  readonly environmentId: string
  readonly assetId: string
  /** The asset version that it was made from. */
  readonly versionId: string
  /** The chain as written in the URL, decoded once; with what was negotiated it identifies the row. */
  readonly transformation: string
  /** Extension of the URL or of the stored chain; empty when there was none. */
  readonly extension: string
  /** Hash of asset version, canonical plan inputs and negotiated values; unique per file. */
  readonly fileKey: string
  readonly storageKey: string
  readonly format: string
  readonly contentType: string
  readonly bytes: number
  readonly width: number | null
  readonly height: number | null
  readonly etag: string
  readonly createdAt: number
  readonly lastUsedAt: number
  /** As how many transformations its making counts. */
  readonly units: number
}
