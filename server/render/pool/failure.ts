/** Errors across the process boundary: our own kinds keep kind and text, a library's text stays in the log. */
import { CorruptMediaError, LimitExceededError, UnsupportedFormatError } from '../../errors/media-errors.ts'
import { StorageFullError } from '../../errors/request-errors.ts'
import type { Failure } from './protocol.ts'

const KINDS = {
  CORRUPT_MEDIA: CorruptMediaError,
  UNSUPPORTED_FORMAT: UnsupportedFormatError,
  LIMIT_EXCEEDED: LimitExceededError,
} as const

/** In the child: what is told about an error. Everything that is not ours is a bug of ours until somebody says else. */
export function toFailure(error: unknown): Failure {
  const detail = error instanceof Error ? detailOf(error) : String(error)
  for (const kind of Object.values(KINDS)) {
    if (error instanceof kind) return { code: error.code, message: error.message, detail }
  }
  // Not every library gives a code; the system's words are the same in all of them.
  if (/ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i.test(detail)) {
    return { code: 'STORAGE_FULL', message: 'Storage is full', detail }
  }
  return { code: 'INTERNAL', message: 'Rendering failed', detail }
}

/** In the server: the error that callers get. */
export function fromFailure(failure: Failure): Error {
  if (failure.code === 'INTERNAL') return new Error(failure.message, { cause: new Error(failure.detail) })
  if (failure.code === 'STORAGE_FULL') return new StorageFullError({ cause: new Error(failure.detail) })
  return new KINDS[failure.code](failure.message)
}

function detailOf(error: Error): string {
  const cause = error.cause instanceof Error ? ` <- ${error.cause.message}` : ''
  return `${error.stack ?? error.message}${cause}`.slice(0, 4000)
}
