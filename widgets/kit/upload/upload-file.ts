/**
 * Sends one file, or one web address, to the upload endpoint: whole when it fits into one part, else in parts of
 * `maxChunkSize` that share an `X-Unique-Upload-Id` and say their place in `Content-Range`. Each part is tried again by
 * itself; what is confirmed is never sent twice, neither after a pause nor after a reload.
 *
 * A file may come from another frame, whose `Blob` is another class: `instanceof` would not know it.
 */
import { withRetries } from '../api/retry.ts'
import { type FormAnswer, sendForm } from '../api/send-form.ts'
import { acceptedBody, FileGoneError, isStale, worthRetrying } from './upload-errors.ts'

/** What is sent beside the file. */
export interface SignedRequest {
  /** In wire names and wire text. */
  readonly parameters: Readonly<Record<string, string>>
  /** Who signs may move a file to another cloud or kind. */
  readonly cloudName?: string | undefined
  readonly resourceType?: string | undefined
  /** When whoever signed wants to be asked again. */
  readonly expiresAtMs?: number | undefined
}

/** What the request would be of a file that somebody else sends. */
export interface ElsewhereRequest {
  readonly url: string
  readonly parameters: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly onProgress: (sentBytes: number) => void
}

/** A file that is not in this page: whoever has it sends it, and gives the answer of the upload API. */
export interface SentElsewhere {
  readonly send: (request: ElsewhereRequest) => Promise<FormAnswer>
}

/** The parameters say what is stored: there is no file to send. */
export interface ParametersOnly {
  readonly isParametersOnly: true
}

export interface UploadJob {
  readonly apiBase: string
  readonly cloudName: string
  readonly resourceType: string
  readonly name: string
  readonly body: Blob | SentElsewhere | ParametersOnly | { readonly remoteUrl: string }
  readonly maxChunkBytes: number
  /** Pauses before another try of one request, milliseconds. */
  readonly retryDelaysMs: readonly number[]
  /** Where an interrupted upload stands. */
  readonly resume: ResumePoint
  /** Called before the first request, and again when the signature has become too old. */
  readonly sign: (signal: AbortSignal) => Promise<SignedRequest>
}

export interface ResumePoint {
  readonly uniqueUploadId: string
  /** Bytes from the start that the server has confirmed. */
  readonly confirmedBytes: number
}

export interface UploadWatcher {
  readonly signal: AbortSignal
  readonly onStart: () => void
  readonly onProgress: (sentBytes: number) => void
  /** Every byte is out; the answer to the last part is not in. */
  readonly onProcessing: () => void
  readonly onWaiting: () => void
  readonly onConfirmed: (confirmedBytes: number) => void
}

/** A signature is not begun with when it ends so soon: the server gets it after the bytes. */
const RENEWED_BEFORE_MS = 10_000

/** The smallest part that the upload API takes, but for the last one. */
export const MIN_CHUNK_BYTES = 5 * 1024 * 1024

export async function uploadFile(job: UploadJob, watcher: UploadWatcher): Promise<Readonly<Record<string, unknown>>> {
  let request = await job.sign(watcher.signal)
  watcher.onStart()
  const resign = async (): Promise<SignedRequest> => {
    request = await job.sign(watcher.signal)
    return request
  }
  const { body } = job
  if ('remoteUrl' in body || 'send' in body || 'isParametersOnly' in body) {
    return sendPart(job, () => request, resign, undefined, watcher)
  }
  const { size } = body
  const chunkBytes = Math.max(MIN_CHUNK_BYTES, job.maxChunkBytes)
  if (size <= chunkBytes) return sendPart(job, () => request, resign, undefined, watcher)
  for (let start = job.resume.confirmedBytes; ; start += chunkBytes) {
    const part = { start, end: Math.min(size, start + chunkBytes), total: size }
    const answer = await sendPart(job, () => request, resign, part, watcher)
    // After the last one there is nothing to go on with.
    if (part.end === size) return answer
    watcher.onConfirmed(part.end)
  }
}

interface Part {
  readonly start: number
  readonly end: number
  readonly total: number
}

function sendPart(
  job: UploadJob,
  current: () => SignedRequest,
  resign: () => Promise<SignedRequest>,
  part: Part | undefined,
  watcher: UploadWatcher,
): Promise<Readonly<Record<string, unknown>>> {
  const attempt = async (): Promise<Readonly<Record<string, unknown>>> => {
    const request = expiresSoon(current()) ? await resign() : current()
    try {
      return await sendOnce(job, request, part, watcher)
    } catch (error) {
      if (!isStale(error)) throw error
      return sendOnce(job, await resign(), part, watcher)
    }
  }
  return withRetries(attempt, {
    delaysMs: job.retryDelaysMs,
    signal: watcher.signal,
    worthRetrying,
    onWait: () => watcher.onWaiting(),
  })
}

function expiresSoon({ expiresAtMs }: SignedRequest): boolean {
  return expiresAtMs !== undefined && expiresAtMs - Date.now() < RENEWED_BEFORE_MS
}

async function sendOnce(
  job: UploadJob,
  request: SignedRequest,
  part: Part | undefined,
  watcher: UploadWatcher,
): Promise<Readonly<Record<string, unknown>>> {
  const cloud = encodeURIComponent(request.cloudName ?? job.cloudName)
  const kind = encodeURIComponent(request.resourceType ?? job.resourceType)
  const url = `${job.apiBase}/v1_1/${cloud}/${kind}/upload`
  if ('send' in job.body) {
    const { parameters } = request
    return acceptedBody(await job.body.send({ url, parameters, ...watcher }))
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(request.parameters)) form.append(name, value)
  const payload = await attachFile(form, job.body, job.name, part)
  const offset = part?.start ?? 0
  const isLast = part === undefined || part.end === part.total
  const answer = await sendForm({
    url,
    form,
    headers: part
      ? {
          'X-Unique-Upload-Id': job.resume.uniqueUploadId,
          'Content-Range': `bytes ${part.start}-${part.end - 1}/${part.total}`,
        }
      : {},
    signal: watcher.signal,
    onProgress: (sent, total) => {
      // The form around the file is counted by the browser too; the share is what matters.
      watcher.onProgress(offset + Math.round(payload * (total === 0 ? 1 : Math.min(1, sent / total))))
      if (sent >= total && isLast) watcher.onProcessing()
    },
  })
  return acceptedBody(answer)
}

/** Appends the file or the address last, and tells how many bytes of the file go out. */
async function attachFile(
  form: FormData,
  body: Blob | ParametersOnly | { readonly remoteUrl: string },
  name: string,
  part: Part | undefined,
): Promise<number> {
  if ('isParametersOnly' in body) return 0
  if ('remoteUrl' in body) {
    form.append('file', body.remoteUrl)
    return 0
  }
  const slice = part ? body.slice(part.start, part.end) : body
  // A file that has gone from the disk looks like a lost connection to XMLHttpRequest: ask it for one byte first.
  if (slice.size > 0) {
    await slice
      .slice(0, 1)
      .arrayBuffer()
      .catch((cause: unknown) => {
        throw new FileGoneError(`${name} can no longer be read`, { cause })
      })
  }
  form.append('file', slice, name)
  return slice.size
}
