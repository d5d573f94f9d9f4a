/** When the stored bytes themselves are the answer: nothing in the chain works on the picture, and the format fits. */
import type { ChainNode, Transformation } from '../ast.ts'
import { formatNamed } from '../grammar/formats.ts'
import type { PlanFacts } from './plan-types.ts'
import { refused } from './refusals.ts'
import type { OutputSettings } from './settings.ts'
import { assertStill } from './still.ts'

/** Flags that say something about the answer and nothing about the picture. */
const ANSWER_FLAGS: ReadonlySet<string> = new Set([
  ...['attachment', 'streaming_attachment', 'immutable_cache', 'getinfo', 'original', 'sanitize', 'no_stream'],
])

/** @throws TransformationError for chains that nothing can be made of but pictures, on files that have none. */
export function isOriginal(transformation: Transformation, settings: OutputSettings, facts: PlanFacts): boolean {
  const untouched = transformation.nodes.every(saysNothingAboutThePicture)
  const { resourceType, format } = facts.source
  if (resourceType === 'raw') {
    if (!untouched) throw refused('Invalid transformation: raw files cannot be transformed')
    return true
  }
  const wanted = facts.extension === null ? format : (formatNamed(facts.extension) ?? facts.extension)
  if (untouched && wanted === format) return true
  if (resourceType === 'video') assertStill(settings, facts, untouched)
  return false
}

function saysNothingAboutThePicture(node: ChainNode): boolean {
  if (node.kind !== 'component' || node.condition !== null || node.assignments.length > 0) return false
  return node.parameters.every((parameter) => {
    if (parameter.key === 'd') return true
    if (parameter.key !== 'fl' || 'kind' in parameter.value) return false
    return parameter.value.every(({ name }) => ANSWER_FLAGS.has(name))
  })
}
