/**
 * Carries one row from the queue to the server: scales, signs, sends, and writes into the store how it goes. Whoever
 * stops a row (pause, abort, offline) sets its status; here an aborted signal only ends the work.
 */
import type { Bases } from '../kit/api/base.ts'
import { ConnectionError } from '../kit/api/send-form.ts'
import { FileGoneError, RefusedError } from '../kit/upload/upload-errors.ts'
import { type ResumePoint, uploadFile } from '../kit/upload/upload-file.ts'
import { sizeError } from './checks/file-checks.ts'
import { PageCheckError, pageComplaint } from './checks/page-checks.ts'
import { toldInRow, untouchedError } from './checks/untouched.ts'
import { pathOf, thumbnailUrl } from './delivery-address.ts'
import type { UploadInfo } from './events.ts'
import type { SafeCopies } from './files/safe-copies.ts'
import type { UploadTexts } from './messages/texts.ts'
import type { Elsewhere } from './new-rows.ts'
import type { UploadWidgetOptionName, UploadWidgetOptions } from './options.ts'
import { uploadParameters } from './parameters.ts'
import type { Preparation } from './reduce/preparation.ts'
import type { ReductionPlan } from './reduce/reduction-plan.ts'
import type { RowError } from './rows.ts'
import { SigningError, signParameters } from './signing.ts'
import type { UploadStore } from './store.ts'

/** What a row needs beside its state: bytes do not belong into a store. */
export interface RowMaterial {
  readonly body: File | Elsewhere
  readonly reduction?: ReductionPlan
  /** What has become of the file; made once, because parts of an upload have to be parts of the same bytes. */
  prepared?: File | undefined
  /** Of the area that people chose. */
  readonly coordinates?: string
  readonly publicId?: string | undefined
  readonly tags: readonly string[]
  readonly preset?: string
  readonly context?: Readonly<Record<string, string>>
  readonly metadata?: Readonly<Record<string, unknown>>
  resume: ResumePoint
}

export interface RunnerHost {
  option<Name extends UploadWidgetOptionName>(name: Name): UploadWidgetOptions[Name]
  readonly options: UploadWidgetOptions
  bases(): Bases
  texts(): UploadTexts
}

export interface RunnerOutcome {
  succeeded(id: string, info: UploadInfo): void
  failed(id: string, error: RowError, cause: unknown): void
  progressed(id: string): void
}

/** The file cannot be sent, whatever the server says. */
class RefusedFileError extends Error {
  readonly refusal: RowError

  constructor(refusal: RowError) {
    super(refusal.message)
    this.refusal = refusal
  }
}

const FIRST_DELAY_MS = 1000
const LONGEST_DELAY_MS = 30_000

export function newResumePoint(): ResumePoint {
  // `randomUUID` is missing on plain http pages.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const uniqueUploadId = `uw-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
  return { uniqueUploadId, confirmedBytes: 0 }
}

export function rowRunner(
  host: RunnerHost,
  store: UploadStore,
  materials: ReadonlyMap<string, RowMaterial>,
  copies: SafeCopies | undefined,
  preparation: Preparation,
  outcome: RunnerOutcome,
): (id: string, signal: AbortSignal) => Promise<void> {
  return async (id, signal) => {
    const material = materials.get(id)
    if (!material || !store.row(id)) return
    store.updateRow(id, { status: 'preparing' })
    try {
      const result = await transfer(id, material, signal)
      material.prepared = undefined
      outcome.succeeded(id, result)
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof RefusedError && error.status < 500) material.resume = newResumePoint()
      outcome.failed(id, rowErrorOf(error, host.texts()), error)
    }
  }

  async function transfer(id: string, material: RowMaterial, signal: AbortSignal): Promise<UploadInfo> {
    const options = host.options
    await pass(id, material, options)
    const bases = host.bases()
    const cloudName = options.cloudName ?? ''
    const body = await prepared(id, material, signal)
    let sent = store.row(id)?.sentBytes ?? 0
    const send = () =>
      uploadFile(
        {
          apiBase: bases.apiBase,
          cloudName,
          resourceType: options.resourceType,
          name: 'remoteUrl' in body ? (store.row(id)?.name ?? '') : body.name,
          body,
          maxChunkBytes: options.maxChunkSize ?? Number.POSITIVE_INFINITY,
          retryDelaysMs: delays(options.retries ?? 0),
          resume: material.resume,
          sign: (until) => signParameters(uploadParameters(options, material), options, until),
        },
        {
          signal,
          onStart: () => store.updateRow(id, { status: 'uploading' }),
          onProgress: (bytes) => {
            // After a failed part the counter goes back; people see it stand instead.
            sent = Math.max(sent, bytes)
            store.updateRow(id, { status: 'uploading', sentBytes: sent })
            outcome.progressed(id)
          },
          onProcessing: () => store.updateRow(id, { status: 'processing' }),
          onWaiting: () => store.updateRow(id, { status: 'waiting' }),
          onConfirmed: (confirmedBytes) => {
            material.resume = { ...material.resume, confirmedBytes }
            void copies?.with((queue) => queue.confirm(id, material.resume))
          },
        },
      )
    let result = await send()
    if (result.done === false) {
      // It has thrown away what it confirmed before: that was long ago, and everything is sent again.
      material.resume = newResumePoint()
      sent = 0
      result = await send()
    }
    if (result.done === false) throw new RefusedError(500, 'The server misses parts of this file', undefined)
    return uploadInfo(id, result, options, bases, cloudName)
  }

  async function prepared(id: string, material: RowMaterial, signal: AbortSignal): Promise<RowMaterial['body']> {
    const { body, reduction, ...rest } = material
    if (!('lastModified' in body) || !reduction) return body
    if (material.prepared) return material.prepared
    const { file: ready, isUnsafe } = await preparation.apply(body, reduction, signal)
    signal.throwIfAborted()
    const { options } = host
    const stays = isUnsafe ? (reduction.strip === 'location' ? 'location' : 'metadata') : undefined
    const refusal = untouchedError(stays, options, host.texts()) ?? sizeError(ready, options, host.texts())
    if (refusal) throw new RefusedFileError(refusal)
    if (stays) store.updateRow(id, { untouched: toldInRow(stays, options) })
    material.prepared = ready
    store.updateRow(id, { size: ready.size, ...(ready.size < body.size ? { originalSize: body.size } : {}) })
    const { source = 'local' } = store.row(id) ?? {}
    const kept = { rowId: id, source, material: { ...rest, prepared: undefined, body: ready } }
    void copies?.with((queue) => queue.save(kept))
    return ready
  }

  async function pass(id: string, { body }: RowMaterial, options: UploadWidgetOptions): Promise<void> {
    const { name = '', size = 0, type = '' } = store.row(id) ?? {}
    const remoteUrl = 'remoteUrl' in body ? body.remoteUrl : undefined
    const picked = 'lastModified' in body ? body : { remoteUrl, name, size, type }
    const complaint = await pageComplaint(picked, options, 'upload')
    if (complaint) throw new PageCheckError(complaint)
  }

  function uploadInfo(
    id: string,
    result: Readonly<Record<string, unknown>>,
    options: UploadWidgetOptions,
    bases: Bases,
    cloudName: string,
  ): UploadInfo {
    const stored = {
      ...result,
      public_id: String(result.public_id ?? ''),
      resource_type: String(result.resource_type ?? ''),
      type: String(result.type ?? ''),
      signature: String(result.signature ?? ''),
    }
    const secure = options.secure ?? (typeof location !== 'undefined' && location.protocol === 'https:')
    const deliveryBase = secure ? bases.deliveryBase.replace(/^http:/, 'https:') : bases.deliveryBase
    const thumbnail = thumbnailUrl(stored, { deliveryBase, cloudName, transformation: options.thumbnailTransformation })
    return {
      ...stored,
      id,
      batchId: store.row(id)?.batchId ?? '',
      path: pathOf(stored),
      ...(thumbnail === undefined ? {} : { thumbnail_url: thumbnail }),
    } as UploadInfo
  }
}

function delays(retries: number): readonly number[] {
  return Array.from({ length: retries }, (_, index) => Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** index))
}

function rowErrorOf(error: unknown, texts: UploadTexts): RowError {
  const make = (key: RowError['key'], values: RowError['values'], status: number, message: string): RowError => ({
    key,
    values,
    status,
    message: message || texts.text(key, values),
    isRetryable: true,
  })
  if (error instanceof RefusedFileError) return error.refusal
  if (error instanceof RefusedError) {
    const isServerFault = error.status >= 500
    const told = isServerFault
      ? make('uploader.errors.failed', { status: String(error.status) }, error.status, error.message)
      : make('uploader.errors.server', { message: error.message }, error.status, error.message)
    return { ...told, isPaid: paidDespite(error) }
  }
  if (error instanceof PageCheckError)
    return make('uploader.errors.custom', { message: error.message }, 0, error.message)
  if (error instanceof ConnectionError) return { ...make('uploader.errors.unavailable', {}, 0, ''), isPaid: 'perhaps' }
  if (error instanceof FileGoneError) return { ...make('uploader.errors.gone', {}, 0, ''), isRetryable: false }
  if (error instanceof SigningError)
    return make('uploader.errors.signing', { message: error.message }, 0, error.message)
  const message = error instanceof Error ? error.message : String(error)
  return make('uploader.errors.server', { message }, 0, message)
}

/** A lost answer may be that of a purchase; what is said of other files does not matter. */
function paidDespite({ status, code }: RefusedError): RowError['isPaid'] {
  if (code === 'LICENSED_FILE_REFUSED') return 'yes'
  return status >= 500 || code === 'LICENCE_UNKNOWN' || code === 'LICENCE_PENDING' ? 'perhaps' : undefined
}
