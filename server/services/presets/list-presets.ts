/** Presets page by page, in one of three orders. A cursor goes on in the order in which it was made. */
import type { UploadPreset } from '../../domain/upload-preset.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Database } from '../../ports/database.ts'
import { readCursor, writeCursor } from '../listing/cursor.ts'
import { externalIdOf } from './presets.ts'

export interface PresetListing {
  readonly maxResults: number
  readonly nextCursor?: string | undefined
  readonly orderBy: 'name' | 'id' | 'created_at'
  readonly direction: 'asc' | 'desc'
}

export async function listPresets(
  environmentId: string,
  { maxResults, nextCursor, orderBy, direction }: PresetListing,
  { database }: { readonly database: Pick<Database, 'presets'> },
): Promise<{ readonly page: readonly UploadPreset[]; readonly nextCursor: string | null }> {
  const after = nextCursor === undefined ? null : readPosition(nextCursor, orderBy, direction)
  const sign = direction === 'asc' ? 1 : -1
  const isBehind = (key: string, other: string) => (key < other ? -sign : key > other ? sign : 0)
  const rest = (await database.presets.list(environmentId))
    .map((preset) => ({ preset, key: keyOf(preset, orderBy) }))
    .filter(({ key }) => after === null || isBehind(key, after) > 0)
    .sort((left, right) => isBehind(left.key, right.key))
  const page = rest.slice(0, maxResults)
  const last = page.at(-1)
  return {
    page: page.map(({ preset }) => preset),
    nextCursor: rest.length > page.length && last !== undefined ? writeCursor(orderBy, direction, last.key) : null,
  }
}

/** Names are unique, so that no two presets have one place. */
function keyOf(preset: UploadPreset, orderBy: PresetListing['orderBy']): string {
  switch (orderBy) {
    case 'name':
      return preset.name
    case 'id':
      return externalIdOf(preset)
    case 'created_at':
      return `${String(preset.createdAt).padStart(16, '0')} ${preset.name}`
  }
}

function readPosition(cursor: string, orderBy: string, direction: string): string {
  const [madeBy, madeIn, key] = readCursor(cursor, 3)
  if (madeBy === orderBy && madeIn === direction && key !== undefined) return key
  throw new InvalidParameterError(
    `Invalid value for parameter next_cursor: it was made with order_by ${madeBy} and direction ${madeIn}`,
  )
}
