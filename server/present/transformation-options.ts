/**
 * A chain in the long names of client libraries: `c_scale,w_100` is `[{ crop: 'scale', width: 100 }]`. Numbers are
 * numbers, everything else is text as written.
 */
import type { ParameterKey } from '../transformation/ast.ts'
import { definitionOf } from '../transformation/families/index.ts'
import { readComponentParts } from '../transformation/grammar/component-parts.ts'

export type TransformationOptions = Readonly<Record<string, string | number>>

/** Long names that differ from those in messages. */
const OPTION_NAMES: Readonly<Partial<Record<string, string>>> = { f: 'fetch_format' }

const NUMBER = /^-?\d+(\.\d+)?$/

/** @param extension the format that the chain ended in: empty for "none", null when it ended in nothing */
export function presentTransformationOptions(
  chain: string,
  extension: string | null = null,
): readonly TransformationOptions[] {
  const components = chain.split('/').filter((segment) => segment !== '')
  const ending = extension === null ? [] : [{ extension: extension === '' ? 'none' : extension }]
  return [...components.map(optionsOf), ...ending]
}

function optionsOf(component: string): TransformationOptions {
  const options: Record<string, string | number> = {}
  for (const [key, value] of readComponentParts(component) ?? []) {
    const name = optionName(key)
    const text = value ?? ''
    if (name === 'flags' && options[name] !== undefined) options[name] = `${options[name]}.${text}`
    else options[name] = NUMBER.test(text) ? Number(text) : text
  }
  return options
}

function optionName(key: string): string {
  if (key === 'if' || key.startsWith('$')) return key
  return OPTION_NAMES[key] ?? definitionOf(key as ParameterKey).name
}
