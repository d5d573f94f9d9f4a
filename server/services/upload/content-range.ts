/** `Content-Range: bytes first-last/total` of a part, and what a set of parts covers. */
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { UploadPart, UploadSession } from '../../ports/repositories/upload-sessions.ts'

export interface ContentRange {
  readonly start: number
  /** Included. */
  readonly end: number
  /** Null: not known yet. */
  readonly total: number | null
}

/** @throws InvalidParameterError */
export function readContentRange(text: string): ContentRange {
  const match = /^bytes[ =]+(\d{1,15})-(-?\d{1,15})\/(-1|\*|\d{1,15})$/i.exec(text.trim())
  if (match === null) throw invalid(text)
  const [start, end] = [Number(match[1]), Number(match[2])]
  const total = match[3] === '-1' || match[3] === '*' ? null : Number(match[3])
  if (total === 0 || (start === 0 && end === -1)) throw new InvalidParameterError('Empty file: the upload is empty')
  if (end < start || (total !== null && end >= total)) throw invalid(text)
  return { start, end, total }
}

/** Bytes in all parts; parts do not overlap. */
export function coveredBytes(parts: readonly UploadPart[]): number {
  return parts.reduce((sum, { start, end }) => sum + end - start + 1, 0)
}

export function isComplete({ parts, totalBytes }: UploadSession): boolean {
  return totalBytes !== null && coveredBytes(parts) === totalBytes
}

function invalid(text: string): InvalidParameterError {
  return new InvalidParameterError(
    `Invalid Content-Range ${JSON.stringify(text.slice(0, 100))}: expected bytes first-last/total`,
  )
}
