/** What was said of all files, and of single files where it differs from that. Pure, immutable. */
import { isEmpty, type MetadataValue, type Said } from './metadata-field.ts'

export interface Draft {
  readonly common: Said
  /** By place of the file: only what was said of it alone. */
  readonly own: readonly Said[]
  /** Fields whose common value counts for every file, whatever was said of single files. */
  readonly overwritten: ReadonlySet<string>
}

export function newDraft(common: Said, files: number): Draft {
  return { common, own: Array.from({ length: files }, () => ({})), overwritten: new Set() }
}

/** @param file place of a file; undefined for all files */
export function saidIn(draft: Draft, file: number | undefined): Said {
  if (file === undefined) return draft.common
  const own = Object.entries(draft.own[file] ?? {}).filter(([id]) => !draft.overwritten.has(id))
  return { ...draft.common, ...Object.fromEntries(own) }
}

export function withValue(draft: Draft, file: number | undefined, id: string, value: MetadataValue | undefined): Draft {
  const said = value === undefined || isEmpty(value) ? null : value
  if (file === undefined) return { ...draft, common: { ...draft.common, [id]: said } }
  return { ...withOverwriting(draft, id, false), own: draft.own.with(file, { ...draft.own[file], [id]: said }) }
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

/** Whether something else was said of a file than all files have. */
export function differs(draft: Draft, file: number, id: string, common: MetadataValue | undefined): boolean {
  const own = draft.own[file]?.[id]
  return own !== undefined && JSON.stringify(own) !== JSON.stringify(common ?? null)
}
