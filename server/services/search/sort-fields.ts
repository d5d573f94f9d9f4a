/** Names of fields to what assets are sorted by. */
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { SORT_COLUMNS, type SortField, type SortKey } from '../../ports/search.ts'
import { findField } from '../../search-language/fields.ts'

export type SortBy = readonly Readonly<Record<string, 'asc' | 'desc'>>[]

const KEY_OF_USERS = /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*$/u
/** Families whose numbers the index keeps. */
const NUMBERED = /^(image_metadata|image_analysis|quality_analysis|accessibility_analysis|colors|last_updated)\./
const NUMBERS = ['face_count', 'quality_score', 'illustration_score', 'taken_at']

/** @throws InvalidParameterError */
export function readSort(sortBy: SortBy): readonly SortKey[] {
  return sortBy.flatMap((entry) =>
    Object.entries(entry).flatMap(([name, direction]) => readSortFields(name).map((field) => ({ field, direction }))),
  )
}

function readSortFields(written: string): readonly SortField[] {
  const name = findField(written)?.name ?? written
  if (name === 'folder') return [{ kind: 'column', name: 'asset_folder' }]
  const column = SORT_COLUMNS.find((known) => known === name)
  if (column !== undefined) return [{ kind: 'column', name: column }]
  if (NUMBERS.includes(name) || NUMBERED.test(name)) return [{ kind: 'number', name }]
  const [, family, key = ''] = /^(context|metadata)\.(.+)$/su.exec(name) ?? []
  // Numbers by their size, then texts.
  if (family !== undefined && KEY_OF_USERS.test(key)) {
    return [
      { kind: 'number', name },
      { kind: 'text', of: family as 'context' | 'metadata', key, unless: name },
    ]
  }
  const fields = [...SORT_COLUMNS, 'folder', ...NUMBERS, 'context.<key>', 'metadata.<id>', 'image_metadata.<name>']
  throw new InvalidParameterError(
    `Invalid value ${JSON.stringify(written.slice(0, 100))} for parameter sort_by: expected fields out of ${fields.join(', ')}`,
  )
}
