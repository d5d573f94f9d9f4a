/**
 * What a chain says without being walked: output settings written in plain components, layers and named
 * transformations that are certainly needed. It makes the first guess right nearly always, and lets the caller find
 * several missing things at once.
 */
import type { ChainNode, ClosedValues, Component, LayerSpec, OpenValue, Transformation } from '../ast.ts'
import { needKey } from './need-key.ts'
import type { Need, PlanFacts } from './plan-types.ts'
import { collected, NO_SETTINGS, type OutputSettings } from './settings.ts'

/** Settings of the components that stand outside of conditions and layers. */
export function writtenSettings({ nodes }: Transformation): OutputSettings {
  let settings = NO_SETTINGS
  for (const node of nodes) {
    if (node.kind === 'component' && node.condition === null) settings = collected(settings, written(node), false)
  }
  return settings
}

/** `d_`: what is delivered when the asset is missing, which is before there are any facts to plan with. */
export function writtenDefaultImage(transformation: Transformation): ClosedValues['d'] | null {
  return writtenSettings(transformation).defaultImage
}

/** Needs that are sure to come and have no answer yet. */
export function foreseenNeeds({ nodes }: Transformation, facts: PlanFacts): readonly Need[] {
  const found = new Map<string, Need>()
  for (const need of nodes.flatMap(needsOf)) {
    const known = need.kind === 'named' ? facts.named.has(need.name) : facts.answers.has(needKey(need))
    if (!known) found.set(needKey(need), need)
  }
  return [...found.values()]
}

/** Only what hangs on nothing: no condition, no variable in the value. */
export function written({ parameters }: Component): ClosedValues {
  return Object.fromEntries(parameters.filter(({ value }) => !isOpen(value)).map(({ key, value }) => [key, value]))
}

function needsOf(node: ChainNode): readonly Need[] {
  if (node.kind === 'conditional') return []
  if (node.kind === 'component') {
    return node.condition === null ? (written(node).t ?? []).map((name) => ({ kind: 'named', name })) : []
  }
  if (node.open.condition !== null) return []
  const values = written(node.open)
  return [...layerNeed(values.l ?? values.u), ...node.inner.flatMap(needsOf)]
}

function layerNeed(layer: LayerSpec | undefined): readonly Need[] {
  if (layer?.kind !== 'asset' && layer?.kind !== 'fetch') return []
  return layer.resourceType === 'image' ? [{ kind: 'layer', layer }] : []
}

function isOpen(value: unknown): value is OpenValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'open'
}
