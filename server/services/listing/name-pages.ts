/** Pages of short lists that are ordered by name. */
import { readCursor, writeCursor } from './cursor.ts'

export function pageByName<T extends { readonly name: string }>(
  all: readonly T[],
  { maxResults, nextCursor }: { readonly maxResults: number; readonly nextCursor?: string | undefined },
): { readonly page: readonly T[]; readonly nextCursor: string | null } {
  const [after = ''] = nextCursor === undefined ? [] : readCursor(nextCursor, 1)
  const rest = all.filter(({ name }) => name > after).sort((left, right) => (left.name < right.name ? -1 : 1))
  const page = rest.slice(0, maxResults)
  const last = page.at(-1)
  return { page, nextCursor: rest.length > page.length && last !== undefined ? writeCursor(last.name) : null }
}
