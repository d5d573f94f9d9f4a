/** Why one upload did not work, and whether another try can help. */
import { ConnectionError, type FormAnswer } from '../api/send-form.ts'

/** The server answered, and said no. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly status: number
  readonly retryAfterMs: number | undefined
  /** The server's name of what went wrong. */
  readonly code: string | undefined

  constructor(status: number, message: string, retryAfterMs: number | undefined, code?: string) {
    super(message)
    this.status = status
    this.retryAfterMs = retryAfterMs
    this.code = code
  }
}

/** The browser can no longer read the file: it was moved, changed or deleted. */
export class FileGoneError extends Error {
  override readonly name = 'FileGoneError'
}

/** The upload response, or an error in its place. */
export function acceptedBody(answer: FormAnswer): Readonly<Record<string, unknown>> {
  const { status, body, retryAfterMs } = answer
  const record = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined
  if (status >= 200 && status < 300 && record && !('error' in record)) return record
  const { message, code } = (record?.error ?? {}) as { readonly message?: unknown; readonly code?: unknown }
  const told = typeof message === 'string' ? message : `Unexpected answer ${status}`
  throw new RefusedError(status, told, retryAfterMs, typeof code === 'string' ? code : undefined)
}

/** Lost connections, overload, purchases under way and errors of the server pass; a refusal stays one. */
export function worthRetrying(error: unknown): { waitMs?: number | undefined } | undefined {
  if (error instanceof ConnectionError) return {}
  if (!(error instanceof RefusedError)) return undefined
  const passes =
    error.status >= 500 || [408, 420, 423, 425, 429].includes(error.status) || error.code === 'LICENCE_PENDING'
  return passes ? { waitMs: error.retryAfterMs } : undefined
}

/** The server's words for a signature that has become too old while the file waited. */
export function isStale(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 400 && /stale request/i.test(error.message)
}
