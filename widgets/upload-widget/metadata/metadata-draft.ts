/** Values for all files, and those of single files that differ from them. Pure, immutable. */
import { isEmpty, type MetadataValue, type MetadataValues } from './metadata-field.ts'

export interface Draft {
  readonly common: MetadataValues
  /** By place of the file: only what differs; null takes a value away. */
  readonly own: readonly Readonly<Record<string, MetadataValue | null>>[]
  /** Fields whose common value counts for every file, whatever single files say. */
  readonly overwritten: ReadonlySet<string>
}

export function newDraft(common: MetadataValues, files: number): Draft {
  return { common, own: Array.from({ length: files }, () => ({})), overwritten: new Set() }
}

/** @param file place of a file; undefined for all files */
export function valueIn(draft: Draft, file: number | undefined, id: string): MetadataValue | undefined {
  const own = file === undefined || draft.overwritten.has(id) ? undefined : draft.own[file]?.[id]
  return own === undefined ? draft.common[id] : (own ?? undefined)
}

export function withValue(draft: Draft, file: number | undefined, id: string, value: MetadataValue | undefined): Draft {
  if (file === undefined) {
    const { [id]: _before, ...rest } = draft.common
    return { ...draft, common: isEmpty(value) || value === undefined ? rest : { ...rest, [id]: value } }
  }
  const own = draft.own.with(file, { ...draft.own[file], [id]: isEmpty(value) || value === undefined ? null : value })
  return { ...withOverwriting(draft, id, false), own }
}

/** The file has the common value again. */
export function withCommon(draft: Draft, file: number, id: string): Draft {
  const { [id]: _own, ...rest } = draft.own[file] ?? {}
  return { ...draft, own: draft.own.with(file, rest) }
}

export function withOverwriting(draft: Draft, id: string, isOn: boolean): Draft {
  const overwritten = new Set(draft.overwritten)
  if (isOn) overwritten.add(id)
  else overwritten.delete(id)
  return { ...draft, overwritten }
}

/** Whether a file says something else than all files do. */
export function differs(draft: Draft, file: number, id: string): boolean {
  const own = draft.own[file]?.[id]
  return own !== undefined && JSON.stringify(own ?? undefined) !== JSON.stringify(draft.common[id])
}

export function valuesOf(draft: Draft, file: number): MetadataValues {
  const ids = new Set([...Object.keys(draft.common), ...Object.keys(draft.own[file] ?? {})])
  const values = [...ids].map((id) => [id, valueIn(draft, file, id)] as const)
  return Object.fromEntries(values.filter((entry): entry is [string, MetadataValue] => entry[1] !== undefined))
}
