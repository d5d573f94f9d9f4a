/**
 * What a parameter is: its key, long name, wire form and reader. Families group the parameters that belong together;
 * one file per family in `families/`, one line in `families/index.ts`.
 */
import type { ParameterKey, ParameterValues } from './ast.ts'
import type { Media, Tier } from './define-effect.ts'
import type { Openness } from './grammar/open-value.ts'
import type { Reader } from './readers.ts'

export interface ParameterDefinition<K extends ParameterKey> {
  readonly key: K
  /** Long name as in the vendor's messages: `width`. */
  readonly name: string
  readonly summary: string
  /** Wire forms for the reference: `w_<pixels>`, `w_<factor>`, `w_auto[:step[:fallback]]`. */
  readonly forms: readonly string[]
  readonly media: readonly Media[]
  readonly tier: Tier
  /** Which values may be computed from variables and expressions. */
  readonly open: Openness
  readonly reader: Reader<ParameterValues[K]>
}

/** A definition of any key. */
export type AnyParameterDefinition = { readonly [K in ParameterKey]: ParameterDefinition<K> }[ParameterKey]

export interface Family {
  readonly name: string
  readonly parameters: readonly AnyParameterDefinition[]
}

/** Fixes the value type of a parameter to that of its key. */
export function defineParameter<K extends ParameterKey>(definition: ParameterDefinition<K>): ParameterDefinition<K> {
  return definition
}

export function defineFamily(name: string, ...parameters: readonly AnyParameterDefinition[]): Family {
  return { name, parameters }
}
