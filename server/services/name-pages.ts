/** Pages of short lists that are ordered by name. The cursor is the last name, in a form that nobody takes for one. */
import { InvalidParameterError } from '../errors/request-errors.ts'

export function pageByName<T extends { readonly name: string }>(
  all: readonly T[],
  { maxResults, after }: { readonly maxResults: number; readonly after: string | null },
): { readonly page: readonly T[]; readonly next: string | null } {
  const rest = after === null ? all : all.filter(({ name }) => name > after)
  const page = rest.slice(0, maxResults)
  const last = page.at(-1)
  return { page, next: rest.length > page.length && last !== undefined ? encodeCursor(last.name) : null }
}

/** @throws InvalidParameterError */
export function nameCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null
  const name = Buffer.from(cursor, 'base64url').toString('utf8')
  if (encodeCursor(name) === cursor) return name
  throw new InvalidParameterError(`Invalid value ${cursor.slice(0, 100)} for parameter next_cursor`)
}

function encodeCursor(name: string): string {
  return Buffer.from(name, 'utf8').toString('base64url')
}
