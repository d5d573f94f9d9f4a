/**
 * The text of a chain to its typed tree. The text is decoded once already: what
 * `DeliveryUrl.transformation` holds, or a stored chain. Every node is frozen and keeps its offset in the text.
 */
import { TransformationError } from '../errors/transformation-error.ts'
import type { Assignment, Component, Expression, Flag, Parameter, ParameterKey, Transformation } from './ast.ts'
import { definitionOf } from './families/index.ts'
import { parseAssignment } from './grammar/assignment.ts'
import { type ComponentPart, invalidComponent, readComponentParts } from './grammar/component-parts.ts'
import { parseCondition } from './grammar/expression.ts'
import { readOpenValue } from './grammar/open-value.ts'
import { buildTree, type Step } from './grammar/tree.ts'
import { MAX_COMPONENTS } from './grammar/url.ts'
import { MAX_PATH_LENGTH } from './grammar/url-segments.ts'

/**
 * Empty components are skipped; the empty text is the empty chain.
 * @throws TransformationError that says which component or value is wrong and what was expected.
 */
export function parseTransformation(text: string): Transformation {
  if (text.length > MAX_PATH_LENGTH) {
    throw tooLong(`${text.length} characters, at most ${MAX_PATH_LENGTH} are allowed`)
  }
  const steps: Step[] = []
  let offset = 0
  for (const segment of text.split('/')) {
    if (segment !== '') {
      if (steps.length === MAX_COMPONENTS) throw tooLong(`more than ${MAX_COMPONENTS} components`)
      steps.push(readStep(segment, offset))
    }
    offset += segment.length + 1
  }
  return Object.freeze({ kind: 'transformation', text, nodes: buildTree(steps) })
}

function tooLong(excess: string): TransformationError {
  return new TransformationError({ fault: 'limit', message: `The transformation is too long: ${excess}` })
}

function readStep(text: string, offset: number): Step {
  const parts = readComponentParts(text)
  if (parts === null) throw invalidComponent(text, offset)
  let mark: Step['mark'] = null
  let condition: Expression | null = null
  const assignments: Assignment[] = []
  const parameters = new Map<ParameterKey, Parameter>()
  let partOffset = offset
  for (const part of parts) {
    const [key, value] = part
    const valueOffset = partOffset + key.length + 1
    if (key === 'if') {
      if (value === 'else' || value === 'end') mark = value
      else condition = parseCondition(value ?? '', valueOffset)
    } else if (key.startsWith('$')) {
      assignments.push(freezeDeep(parseAssignment(key, value, valueOffset)))
    } else {
      addParameter(readParameter(key as ParameterKey, value ?? '', valueOffset), parameters)
    }
    partOffset += partLength(part) + 1
  }
  const component: Component = Object.freeze({
    kind: 'component',
    text,
    offset,
    condition: freezeDeep(condition),
    assignments: Object.freeze(assignments),
    parameters: Object.freeze([...parameters.values()]),
  })
  return { component, mark }
}

function partLength([key, value]: ComponentPart): number {
  return value === null ? key.length : key.length + 1 + value.length
}

function readParameter(key: ParameterKey, text: string, offset: number): Parameter {
  const { name, reader, open } = definitionOf(key)
  const value = readOpenValue(text, open) ?? reader.read(text, { parameter: name, offset })
  return freezeDeep({ key, text, offset, value }) as Parameter
}

/** The last of a key wins and stands where it was written; flags are united where the first of them stood. */
function addParameter(parameter: Parameter, parameters: Map<ParameterKey, Parameter>): void {
  const earlier = parameters.get(parameter.key)
  if (earlier?.key === 'fl' && parameter.key === 'fl') {
    const flags = [...(earlier.value as readonly Flag[]), ...(parameter.value as readonly Flag[])]
    parameters.set(
      'fl',
      Object.freeze({ ...earlier, text: `${earlier.text}.${parameter.text}`, value: Object.freeze(flags) }),
    )
    return
  }
  parameters.delete(parameter.key)
  parameters.set(parameter.key, parameter)
}

function freezeDeep<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) freezeDeep(inner)
  }
  return value
}
