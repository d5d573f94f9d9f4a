/**
 * Files on their way into the folder that people look at: signed by the session, three at a time, in parts when they are
 * large. What is stored stands at the top of the results at once. No markup.
 */
import { ConnectionError } from '../../kit/api/send-form.ts'
import { createUploadEngine, type UploadEngine } from '../../kit/upload/engine.ts'
import { FileGoneError, RefusedError } from '../../kit/upload/upload-errors.ts'
import { type SignedRequest, uploadFile } from '../../kit/upload/upload-file.ts'
import { type AssetActions, assetActions } from '../api/asset-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { LibraryContext } from '../library-context.ts'
import type { LibraryMessageKey } from '../messages/texts.ts'
import type { Place } from '../types.ts'

export interface Transfer {
  readonly id: string
  readonly file: File
  readonly place: Place
  readonly status: 'waiting' | 'uploading' | 'processing' | 'done' | 'failed'
  readonly sentBytes: number
  /** Of a blob, for pictures. */
  readonly previewUrl: string | undefined
  readonly error?: { readonly key: LibraryMessageKey; readonly message: string; readonly isFinal: boolean }
}

/** The session does not want it: to be told like a refusal of the server. */
class SigningRefusedError extends Error {
  override readonly name = 'SigningRefusedError'
  readonly isForbidden: boolean

  constructor(message: string, isForbidden: boolean) {
    super(message)
    this.isForbidden = isForbidden
  }
}

const PARALLEL = 3
const PART_BYTES = 20 * 1024 * 1024
const RETRY_DELAYS_MS = [1000, 3000, 9000]
/** Larger pictures cost more to decode than a small picture is worth. */
const MAX_PREVIEW_BYTES = 10_000_000

let made = 0

export class LibraryUploads {
  readonly #context: LibraryContext
  #engine: UploadEngine | undefined
  #transfers: readonly Transfer[] = []
  /** Uploaded since the last of a batch ended; told to the page together. */
  #stored: LibraryAsset[] = []

  constructor(context: LibraryContext) {
    this.#context = context
  }

  /** Made anew each time: the page may have moved to another cloud. */
  get #actions(): AssetActions {
    return assetActions(this.#context.api.requester, this.#context.api.cloudName)
  }

  get transfers(): readonly Transfer[] {
    return this.#transfers
  }

  count(...statuses: readonly Transfer['status'][]): number {
    return this.#transfers.filter(({ status }) => statuses.includes(status)).length
  }

  get isRunning(): boolean {
    return this.count('waiting', 'uploading', 'processing') > 0
  }

  add(files: readonly File[]): void {
    if (files.length === 0) return
    const { place } = this.#context.store.getState().query
    const added = files.map((file): Transfer => {
      made += 1
      const isSmallPicture = file.type.startsWith('image/') && file.size <= MAX_PREVIEW_BYTES
      return {
        id: `transfer-${made}`,
        file,
        place,
        status: 'waiting',
        sentBytes: 0,
        previewUrl: isSmallPicture ? URL.createObjectURL(file) : undefined,
      }
    })
    this.#transfers = [...added, ...this.#transfers.filter(({ status }) => status !== 'done')]
    this.#start(added.map(({ id }) => id))
  }

  retry(id: string): void {
    this.#change(id, { status: 'waiting', sentBytes: 0 })
    this.#start([id])
  }

  /** Stops it, or takes it off the list. */
  drop(id: string): void {
    this.#engine?.stop([id])
    const gone = this.#transfers.find((transfer) => transfer.id === id)
    if (gone?.previewUrl) URL.revokeObjectURL(gone.previewUrl)
    this.#transfers = this.#transfers.filter((transfer) => transfer.id !== id)
    this.#endBatch()
    this.#context.requestUpdate()
  }

  clear(): void {
    for (const { id, status } of this.#transfers) if (status === 'done' || status === 'failed') this.drop(id)
  }

  destroy(): void {
    this.#engine?.destroy()
    this.#engine = undefined
    for (const { previewUrl } of this.#transfers) if (previewUrl) URL.revokeObjectURL(previewUrl)
    this.#transfers = []
  }

  #start(ids: readonly string[]): void {
    this.#engine ??= createUploadEngine({ concurrency: PARALLEL, run: (id, signal) => this.#run(id, signal) })
    this.#engine.start(ids)
    this.#context.requestUpdate()
  }

  async #run(id: string, signal: AbortSignal): Promise<void> {
    const transfer = this.#transfers.find((one) => one.id === id)
    if (!transfer) return
    const { file, place } = transfer
    let sent = 0
    try {
      const stored = await uploadFile(
        {
          apiBase: this.#context.bases().apiBase,
          cloudName: this.#context.api.cloudName,
          resourceType: this.#resourceType(),
          name: file.name,
          body: file,
          maxChunkBytes: PART_BYTES,
          retryDelaysMs: RETRY_DELAYS_MS,
          resume: { uniqueUploadId: `ml-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`, confirmedBytes: 0 },
          sign: (until) => this.#sign(place, until),
        },
        {
          signal,
          onStart: () => this.#change(id, { status: 'uploading' }),
          onProgress: (bytes) => {
            // After a failed part the counter goes back; people see it stand instead.
            sent = Math.max(sent, bytes)
            this.#change(id, { status: 'uploading', sentBytes: sent })
          },
          onProcessing: () => this.#change(id, { status: 'processing' }),
          onWaiting: () => this.#change(id, { status: 'waiting' }),
          onConfirmed: () => undefined,
        },
      )
      this.#change(id, { status: 'done', sentBytes: file.size })
      this.#take(stored as unknown as LibraryAsset, place)
    } catch (error) {
      if (signal.aborted) return
      this.#change(id, { status: 'failed', error: problemOf(error) })
      const { code, message, status } = failureOf(error)
      this.#context.report({ code, message, status })
    }
    this.#endBatch()
  }

  async #sign(place: Place, signal: AbortSignal): Promise<SignedRequest> {
    const parameters = this.#parameters(place)
    const answer = await this.#actions.sign(parameters, signal)
    if (!answer.ok) {
      signal.throwIfAborted()
      if (answer.error.code === 'unreachable') {
        throw new ConnectionError(this.#context.bases().apiBase, 'unreachable')
      }
      throw new SigningRefusedError(answer.error.message, answer.error.code === 'forbidden')
    }
    const { cloud_name: _, ...signed } = answer.value
    return { parameters: { ...parameters, ...signed } }
  }

  #parameters(place: Place): Readonly<Record<string, string>> {
    const { reach, folderMode } = this.#context.store.getState()
    const path = place.kind === 'folder' ? place.path : reach
    return {
      use_filename: 'true',
      unique_filename: 'true',
      ...(path === '' ? {} : { [folderMode === 'dynamic' ? 'asset_folder' : 'folder']: path }),
      source: 'ml',
      timestamp: String(Math.floor(Date.now() / 1000)),
    }
  }

  #resourceType(): string {
    const folder = this.#context.option('folder')
    const only = typeof folder === 'object' ? folder.resource_type : undefined
    const { resourceType } = { resourceType: this.#context.option('resourceType') }
    if (resourceType !== 'all') return resourceType
    return only === 'image' || only === 'video' || only === 'raw' ? only : 'auto'
  }

  #take(asset: LibraryAsset, place: Place): void {
    this.#stored.push(asset)
    const { query } = this.#context.store.getState()
    // Elsewhere by now, or looking for something that it may not be: then it is found when people look for it.
    const isHere = query.text === '' && Object.values(query.facets).every((values) => values.length === 0)
    if (isHere && JSON.stringify(query.place) === JSON.stringify(place) && place.kind !== 'collection') {
      this.#context.pages.prepend([asset])
    }
  }

  #endBatch(): void {
    if (this.isRunning || this.#stored.length === 0) return
    const assets = this.#stored
    this.#stored = []
    this.#context.emit('tintype-library-upload', { assets })
  }

  #change(id: string, change: Partial<Transfer>): void {
    this.#transfers = this.#transfers.map((transfer) => {
      if (transfer.id !== id) return transfer
      const { error: _, ...rest } = transfer
      return { ...rest, ...change }
    })
    this.#context.requestUpdate()
  }
}

function problemOf(error: unknown): NonNullable<Transfer['error']> {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof ConnectionError) return { key: 'transfer.error_unreachable', message, isFinal: false }
  if (error instanceof FileGoneError) return { key: 'transfer.error_gone', message, isFinal: true }
  if (error instanceof SigningRefusedError && error.isForbidden) {
    return { key: 'transfer.error_forbidden', message, isFinal: true }
  }
  return { key: 'transfer.error', message, isFinal: false }
}

function failureOf(error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof ConnectionError) return { code: 'unreachable' as const, message, status: 0 }
  if (error instanceof SigningRefusedError && error.isForbidden)
    return { code: 'forbidden' as const, message, status: 403 }
  return { code: 'invalid' as const, message, status: error instanceof RefusedError ? error.status : 0 }
}
