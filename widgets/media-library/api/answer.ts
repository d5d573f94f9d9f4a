/** What a request of the library ends in: a value, or an error that a screen can be drawn from. Nothing is thrown. */

export type LibraryErrorCode =
  /** Nobody answered: no connection, or the server is away. */
  | 'unreachable'
  /** There is no session, or it has ended and could not be renewed. */
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  /** The name is taken, or somebody else changed it first. */
  | 'conflict'
  | 'invalid'
  | 'too_many_requests'
  | 'server'
  /** Whoever asked wants it no more. */
  | 'aborted'

export interface LibraryError {
  readonly code: LibraryErrorCode
  /** The server's own words where it had some. */
  readonly message: string
  /** The server's name of the error, where it gave one. */
  readonly reason?: string
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  /** Milliseconds to wait, where the server said so. */
  readonly retryAfterMs?: number
}

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: LibraryError }

export function failure(code: LibraryErrorCode, message: string, status = 0): { ok: false; error: LibraryError } {
  return { ok: false, error: { code, message, status } }
}

const CODES: Readonly<Record<number, LibraryErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  420: 'too_many_requests',
  429: 'too_many_requests',
}

/** From an answer whose status is no success. */
export function errorOf(status: number, body: unknown, retryAfter: string | null): LibraryError {
  const { message, code: reason } = (body as { error?: { message?: unknown; code?: unknown } } | undefined)?.error ?? {}
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter)
  return {
    code: CODES[status] ?? (status >= 500 ? 'server' : 'invalid'),
    message: typeof message === 'string' ? message : `Unexpected answer ${status}`,
    status,
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {}),
  }
}
