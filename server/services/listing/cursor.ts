/** Where a listing goes on: opaque to clients, and nothing but the last key inside. */
import { InvalidParameterError } from '../../errors/request-errors.ts'

export function writeCursor(...key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** The key with that many parts. @throws InvalidParameterError */
export function readCursor(cursor: string, parts: number): readonly string[] {
  const key = parsed(cursor)
  const isKey = Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string')
  if (isKey) return key as readonly string[]
  throw new InvalidParameterError(
    `Invalid value ${JSON.stringify(cursor.slice(0, 100))} for parameter next_cursor: expected one from an earlier answer`,
  )
}

/** The same for cursors that may be anything: null when it is none of ours. */
export function readCursorOrNull(cursor: string | null, parts: number): readonly string[] | null {
  if (cursor === null) return null
  const key = parsed(cursor)
  const isKey = Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string')
  return isKey ? (key as readonly string[]) : null
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
