/** A chunked upload that is not complete. Its parts lie in the spool folder, named by `id`. */
export interface UploadSession {
  readonly id: string
  readonly environmentId: string
  /** `X-Unique-Upload-Id` as sent. */
  readonly uploadId: string
  /** Null until a part stated it. */
  readonly totalBytes: number | null
  readonly parts: readonly UploadPart[]
  readonly createdAt: number
  readonly updatedAt: number
  /** Which asset it became, so that a repeated last part gets its answer again: JSON; null while unfinished. */
  readonly result: string | null
}

export interface UploadPart {
  readonly start: number
  /** Included. */
  readonly end: number
  readonly sha256: string
}

export interface UploadSessionRepository {
  find(environmentId: string, uploadId: string): Promise<UploadSession | null>
  put(session: UploadSession): Promise<void>
  delete(id: string): Promise<void>
  list(): Promise<readonly UploadSession[]>
  listIdleSince(before: number): Promise<readonly UploadSession[]>
  unfinished(environmentId: string): Promise<UnfinishedTotals>
}

/** Without those that have a result. */
export interface UnfinishedTotals {
  /** Of that environment. */
  readonly sessions: number
  /** Of the parts of those. */
  readonly bytes: number
  /** Of the parts of all environments. */
  readonly bytesOfAll: number
}
