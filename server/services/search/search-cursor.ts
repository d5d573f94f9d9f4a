/** Where a search goes on: bound to its expression and its order, so that it does so in no other. */
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { SearchPosition } from '../../ports/search.ts'
import { boundCursor } from '../listing/bound-cursor.ts'

export interface SearchCursor {
  /** Null at the start. @throws InvalidParameterError */
  read(cursor: string | undefined): SearchPosition | null
  write(position: SearchPosition): string
}

export function searchCursor(query: unknown, sortValues: (position: SearchPosition) => boolean): SearchCursor {
  const cursor = boundCursor(query, 1)
  return {
    read(written) {
      const [text] = cursor.read(written) ?? []
      if (text === undefined) return null
      const position = parsed(text)
      if (position !== null && sortValues(position)) return position
      throw new InvalidParameterError(
        `Invalid value ${JSON.stringify(written?.slice(0, 100))} for parameter next_cursor: expected one from an earlier answer`,
      )
    },
    write: ({ values, doc }) => cursor.write(JSON.stringify([values, doc])),
  }
}

function parsed(text: string): SearchPosition | null {
  try {
    const [values, doc] = JSON.parse(text) as readonly [unknown, unknown]
    if (!Array.isArray(values) || typeof doc !== 'number' || !Number.isSafeInteger(doc)) return null
    const isPlain = values.every((value) => typeof value === 'string' || typeof value === 'number')
    return isPlain ? { values, doc } : null
  } catch {
    return null
  }
}
