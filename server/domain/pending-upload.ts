/** An upload, or an `explicit`, that was acknowledged and is carried out later. Gone when it is done or has failed. */
export interface PendingUpload {
  /** 64 hex; the `batch_id` that the client was given. */
  readonly id: string
  readonly environmentId: string
  /** What was received; null when there is only an address, or an asset that is stored already. */
  readonly file: { readonly storageKey: string; readonly bytes: number; readonly sha256: string } | null
  /** JSON text, for the service that wrote it. */
  readonly request: string
  readonly createdAt: number
}
