/**
 * Cursors that go on only with the listing that they came from: the same environment, the same parameters. Nothing in
 * them is secret, and whoever writes one himself only reads his own listing from another place.
 */
import { createHash } from 'node:crypto'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { readCursor, writeCursor } from './cursor.ts'

export interface BoundCursor {
  /** The parts of the key; null at the start. @throws InvalidParameterError */
  read(cursor: string | undefined): readonly string[] | null
  write(...key: readonly string[]): string
}

/** @param query everything that decides what is listed and in which order; JSON. */
export function boundCursor(query: unknown, parts: number): BoundCursor {
  const mark = createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 16)
  return {
    read(cursor) {
      if (cursor === undefined) return null
      const [given, ...key] = readCursor(cursor, parts + 1)
      if (given === mark) return key
      throw new InvalidParameterError(
        `Invalid value ${JSON.stringify(cursor.slice(0, 100))} for parameter next_cursor: it belongs to a listing with other parameters`,
      )
    },
    write: (...key) => writeCursor(mark, ...key),
  }
}
