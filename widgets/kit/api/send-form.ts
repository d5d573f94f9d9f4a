/**
 * One form request by XMLHttpRequest, the only browser API that reports how much of a body has gone out.
 *
 * Resolves with whatever the server answered, error statuses included; rejects with `ConnectionError` when no answer came,
 * and with the signal's reason when it was aborted.
 */

export interface FormRequest {
  readonly url: string
  readonly form: FormData
  readonly headers?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Bytes of the body that have gone out, envelope included, and their total. */
  readonly onProgress?: (sentBytes: number, totalBytes: number) => void
  /** Nothing sent and nothing received for so long counts as a lost connection. */
  readonly stallTimeoutMs?: number
}

export interface FormAnswer {
  readonly status: number
  /** Parsed JSON, or the text when it is none. */
  readonly body: unknown
  readonly retryAfterMs: number | undefined
}

export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  readonly reason: 'unreachable' | 'stalled'

  constructor(url: string, reason: 'unreachable' | 'stalled') {
    super(reason === 'stalled' ? `${url} stopped answering` : `${url} could not be reached`)
    this.reason = reason
  }
}

const STALL_TIMEOUT_MS = 45_000
/** After the last byte the server may still have to look at a large file. */
const ANSWER_TIMEOUT_MS = 10 * 60_000

export function sendForm(request: FormRequest): Promise<FormAnswer> {
  const { url, signal, stallTimeoutMs = STALL_TIMEOUT_MS } = request
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const xhr = new XMLHttpRequest()
    let stall: ReturnType<typeof setTimeout> | undefined
    const settle = (act: () => void): void => {
      clearTimeout(stall)
      signal.removeEventListener('abort', onAbort)
      act()
    }
    const expectProgressWithin = (limitMs: number): void => {
      clearTimeout(stall)
      stall = setTimeout(() => {
        settle(() => reject(new ConnectionError(url, 'stalled')))
        xhr.abort()
      }, limitMs)
    }
    const onAbort = (): void => {
      settle(() => reject(signal.reason))
      xhr.abort()
    }
    signal.addEventListener('abort', onAbort)
    xhr.upload.onprogress = (event) => {
      expectProgressWithin(stallTimeoutMs)
      request.onProgress?.(event.loaded, event.total)
    }
    xhr.upload.onload = () => expectProgressWithin(ANSWER_TIMEOUT_MS)
    xhr.onload = () => settle(() => resolve(answerOf(xhr)))
    xhr.onerror = () => settle(() => reject(new ConnectionError(url, 'unreachable')))
    xhr.open('POST', url)
    for (const [name, value] of Object.entries(request.headers ?? {})) xhr.setRequestHeader(name, value)
    expectProgressWithin(stallTimeoutMs)
    xhr.send(request.form)
  })
}

function answerOf(xhr: XMLHttpRequest): FormAnswer {
  const seconds = Number(xhr.getResponseHeader('Retry-After') ?? Number.NaN)
  return {
    status: xhr.status,
    body: parsed(xhr.responseText),
    retryAfterMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
