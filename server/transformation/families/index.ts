/** All families, and their parameters by key. */
import type { ParameterKey } from '../ast.ts'
import type { Family, ParameterDefinition } from '../define-family.ts'
import { appearance } from './appearance.ts'
import { borderFamily } from './border.ts'
import { delivery } from './delivery.ts'
import { effect } from './effect.ts'
import { flags } from './flags.ts'
import { gravityFamily } from './gravity.ts'
import { layer } from './layer.ts'
import { named } from './named.ts'
import { page } from './page.ts'
import { resize } from './resize.ts'
import { rotate } from './rotate.ts'
import { roundCorners } from './round-corners.ts'
import { timeline } from './timeline.ts'
import { transcode } from './transcode.ts'

/** In the order in which the reference lists them. */
export const families: readonly Family[] = [
  resize,
  gravityFamily,
  effect,
  layer,
  borderFamily,
  roundCorners,
  rotate,
  appearance,
  delivery,
  page,
  flags,
  timeline,
  transcode,
  named,
]

const DEFINITIONS: ReadonlyMap<string, unknown> = new Map(
  families.flatMap(({ parameters }) => parameters.map((definition) => [definition.key, definition] as const)),
)

/** The definition of a key; a test checks that every key has one. */
export function definitionOf<K extends ParameterKey>(key: K): ParameterDefinition<K> {
  return DEFINITIONS.get(key) as ParameterDefinition<K>
}
