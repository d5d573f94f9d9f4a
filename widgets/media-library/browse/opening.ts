/** Where an opening begins: what the page asks for, else where people were the last time. */
import type { MediaLibraryOptionName, MediaLibraryOptions } from '../options.ts'
import { FIRST_QUERY } from '../store.ts'
import type { Query } from '../types.ts'

export type OptionOf = <Name extends MediaLibraryOptionName>(name: Name) => MediaLibraryOptions[Name]

const STARTS = ['folder', 'search', 'collection'] as const

/** Whether the page says where each opening begins. */
export function hasConfiguredStart(option: OptionOf): boolean {
  return STARTS.some((name) => option(name) !== undefined)
}

/** @param remembered folder of the last visit */
export function openingQuery(option: OptionOf, remembered: () => string | undefined): Query {
  const [search, collection, folder] = [option('search'), option('collection'), option('folder')]
  const base: Query = { ...FIRST_QUERY, sort: option('sort') }
  const expression = typeof search === 'object' ? search.expression : search
  const id = typeof collection === 'object' ? collection.id : collection
  const path = typeof folder === 'object' ? folder.path : folder
  if (expression) return { ...base, text: expression, isExpression: true }
  if (id) return { ...base, place: { kind: 'collection', id, name: '' } }
  const start = path ?? (option('withoutMemory') ? undefined : remembered())
  return start === undefined ? base : { ...base, place: { kind: 'folder', path: start.replace(/^\/+|\/+$/g, '') } }
}
