/** What delivery must know of a chain before there is a picture to plan it for. */
import { TransformationError } from '../../errors/transformation-error.ts'
import type { ChainNode, Component, Flag, ParameterValues, Transformation } from '../../transformation/ast.ts'

export type DefaultImage = ParameterValues['d']

/** All components, in order, whatever condition or layer they stand in. */
export function* componentsOf(nodes: readonly ChainNode[]): Iterable<Component> {
  for (const node of nodes) {
    if (node.kind === 'component') yield node
    else if (node.kind === 'conditional') {
      yield* componentsOf(node.whenTrue)
      yield* componentsOf(node.whenFalse)
    } else yield* componentsOf(node.inner)
  }
}

/** The placeholder that the chain names, the last one of several; null when it names none. */
export function defaultImageOf(transformation: Transformation): DefaultImage | null {
  let found: DefaultImage | null = null
  for (const { parameters } of componentsOf(transformation.nodes)) {
    for (const { key, value } of parameters) {
      if (key === 'd' && !('kind' in value)) found = value
    }
  }
  return found
}

/** Names of the stored chains that it uses. */
export function namedIn(transformation: Transformation): readonly string[] {
  const names: string[] = []
  for (const { parameters } of componentsOf(transformation.nodes)) {
    for (const { key, value } of parameters) if (key === 't' && Array.isArray(value)) names.push(...value)
  }
  return names
}

/** The name, when the chain is nothing but one named transformation. */
export function onlyNamed(transformation: Transformation): string | null {
  const [node, ...rest] = transformation.nodes
  if (rest.length > 0 || node?.kind !== 'component' || node.condition !== null) return null
  const [parameter, ...others] = node.parameters
  if (others.length > 0 || node.assignments.length > 0 || parameter?.key !== 't') return null
  const names = namedIn(transformation)
  return names.length === 1 ? (names[0] ?? null) : null
}

export interface RawOptions {
  /** As in `DeliveryOptions`. */
  readonly attachment: string | null
  readonly immutable: boolean
}

/** Raw files are delivered as they are: a chain may only say how. @throws TransformationError for anything else. */
export function rawOptionsOf(transformation: Transformation): RawOptions {
  let attachment: string | null = null
  let immutable = false
  for (const node of transformation.nodes) {
    for (const flag of rawFlags(node)) {
      if (flag.name === 'attachment') attachment = flag.argument ?? ''
      else if (flag.name === 'immutable_cache') immutable = true
      else throw notForRaw(`fl_${flag.name}`)
    }
  }
  return { attachment, immutable }
}

function rawFlags(node: ChainNode): readonly Flag[] {
  if (node.kind !== 'component' || node.condition !== null || node.assignments.length > 0) throw notForRaw(textOf(node))
  return node.parameters.flatMap((parameter) => {
    if (parameter.key !== 'fl' || !Array.isArray(parameter.value)) throw notForRaw(`${parameter.key}_${parameter.text}`)
    return parameter.value as readonly Flag[]
  })
}

function textOf(node: ChainNode): string {
  if (node.kind === 'component') return node.text
  return node.kind === 'layer' ? node.open.text : 'if'
}

function notForRaw(received: string): TransformationError {
  return new TransformationError({
    fault: 'unsupported',
    message: `Raw files cannot be transformed: expected no parameter but fl_attachment, got ${received}`,
    received,
    expected: 'fl_attachment',
  })
}
