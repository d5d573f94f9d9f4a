/** When the stored bytes themselves are the answer: nothing in the chain works on the picture, and the format fits. */
import type { ChainNode, Transformation } from '../ast.ts'
import { formatNamed } from '../grammar/formats.ts'
import type { PlanFacts } from './plan-types.ts'
import { refused } from './refusals.ts'

/** Flags that say something about the answer and nothing about the picture. */
const ANSWER_FLAGS: ReadonlySet<string> = new Set([
  ...['attachment', 'streaming_attachment', 'immutable_cache', 'getinfo', 'original', 'sanitize', 'no_stream'],
])

/** @throws TransformationError for chains on raw files. */
export function isOriginal(transformation: Transformation, facts: PlanFacts): boolean {
  const untouched = transformation.nodes.every(saysNothingAboutThePicture)
  const { resourceType, format } = facts.source
  if (resourceType === 'raw') {
    if (!untouched) throw refused('Invalid transformation: raw files cannot be transformed')
    return true
  }
  const wanted = facts.extension === null ? format : (formatNamed(facts.extension) ?? facts.extension)
  return untouched && wanted === format
}

function saysNothingAboutThePicture(node: ChainNode): boolean {
  if (node.kind !== 'component' || node.condition !== null || node.assignments.length > 0) return false
  return node.parameters.every((parameter) => {
    if (parameter.key === 'd') return true
    if (parameter.key !== 'fl' || 'kind' in parameter.value) return false
    return parameter.value.every(({ name }) => ANSWER_FLAGS.has(name))
  })
}
