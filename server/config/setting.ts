/** How one setting of a server is described, and the kinds of values that settings have. */
import { z } from 'zod'

export interface SettingDefinition<S extends z.ZodType = z.ZodType> {
  readonly schema: S
  readonly environmentVariable: string
  readonly summary: string
  /** Command-line flag of `tintype serve`, where there is one. */
  readonly flag?: string
  /** Never printed; may also come from a file named by `<VARIABLE>_FILE`. */
  readonly secret?: boolean
}

export const wholeNumber = (min: number, max: number) =>
  z.coerce
    .number({ error: `a whole number from ${min} to ${max}` })
    .int(`a whole number from ${min} to ${max}`)
    .min(min)
    .max(max)
export const bytes = () =>
  z.preprocess(readBytes, z.number({ error: 'a number of bytes, e.g. 1048576 or 40MB' }).int().min(0))
export const commaList = () =>
  z.preprocess((value) => (typeof value === 'string' ? splitList(value) : value), z.array(z.string()))
export const switchValue = () =>
  z.preprocess(
    (value) =>
      value === 'true' || value === '1' ? true : value === 'false' || value === '0' || value === '' ? false : value,
    z.boolean({ error: 'true or false' }),
  )
export const cloudName = () =>
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'letters, digits, - and _, starting with a letter or digit')

export function setting<S extends z.ZodType>(
  schema: S,
  environmentVariable: string,
  summary: string,
  extra: { readonly flag?: string; readonly secret?: boolean } = {},
): SettingDefinition<S> {
  return { schema, environmentVariable, summary, ...extra }
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
}

function readBytes(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(value.trim())
  const unit = UNITS[match?.[2]?.toUpperCase() ?? '?']
  return match && unit !== undefined ? Math.round(Number(match[1]) * unit) : Number.NaN
}

export function readJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

export function readHosts(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return Object.fromEntries(
    splitList(value).map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, Math.max(0, at)).toLowerCase(), pair.slice(at + 1)]
    }),
  )
}
