/**
 * The tree of a chain back to text (decoded once, as `parseTransformation` takes it). Parsing the result gives the same
 * tree, but for offsets and for the short forms of conditions, which come out as blocks.
 */
import type { Assignment, ChainNode, Component, Flag, LayerBracket, Parameter, Transformation } from './ast.ts'
import { isNumericLiteral } from './grammar/assignment.ts'
import { printExpression, printString } from './grammar/print-expression.ts'

/** @throws Error for a hand-made tree that the language cannot write. */
export function serialise({ nodes }: Pick<Transformation, 'nodes'>): string {
  return serialiseNodes(nodes, (parameters) => parameters)
}

/**
 * One text for chains that mean the same: parameters in alphabetical order, flags sorted and each once, conditions as
 * blocks. For hashes that share bytes; the identity of a derived file is its literal chain.
 */
export function canonicalise({ nodes }: Pick<Transformation, 'nodes'>): string {
  return serialiseNodes(nodes, canonicalOrder)
}

type Arrange = (parameters: readonly Parameter[]) => readonly { readonly key: string; readonly text: string }[]

function serialiseNodes(nodes: readonly ChainNode[], arrange: Arrange): string {
  return nodes.map((node) => serialiseNode(node, arrange)).join('/')
}

function serialiseNode(node: ChainNode, arrange: Arrange): string {
  if (node.kind === 'component') return serialiseComponent(node, arrange)
  if (node.kind === 'layer') return serialiseLayer(node, arrange)
  return [
    `if_${printExpression(node.condition)}`,
    ...branch(node.whenTrue, arrange),
    ...(node.whenFalse.length === 0 ? [] : ['if_else', ...branch(node.whenFalse, arrange)]),
    'if_end',
  ].join('/')
}

function branch(nodes: readonly ChainNode[], arrange: Arrange): readonly string[] {
  return nodes.length === 0 ? [] : [serialiseNodes(nodes, arrange)]
}

function serialiseLayer({ open, inner, close }: LayerBracket, arrange: Arrange): string {
  return [
    serialiseComponent(open, arrange),
    ...branch(inner, arrange),
    ...(close === null ? [] : [serialiseComponent(close, arrange)]),
  ].join('/')
}

function serialiseComponent({ condition, assignments, parameters }: Component, arrange: Arrange): string {
  return [
    ...(condition === null ? [] : [`if_${printExpression(condition)}`]),
    ...assignments.map(serialiseAssignment),
    ...arrange(parameters).map(({ key, text }) => `${key}_${text}`),
  ].join(',')
}

function serialiseAssignment({ name, value }: Assignment): string {
  const suffix = 'conversion' in value && value.conversion !== undefined ? `_${value.conversion}` : ''
  return `$${name}_${serialiseValue(value)}${suffix}`
}

function serialiseValue(value: Assignment['value']): string {
  switch (value.kind) {
    case 'expression':
      return printExpression(value.expression)
    case 'text':
      return isNumericLiteral(value.text) ? value.text : printString([value.text])
    case 'set':
      return printString(value.items)
    case 'reference':
      return `ref:!${value.publicId.replaceAll('/', ':')}!`
    case 'current':
      return 'current'
    case 'current_public_id':
      return 'current:public_id'
  }
}

function canonicalOrder(parameters: readonly Parameter[]): readonly { readonly key: string; readonly text: string }[] {
  return parameters
    .map((parameter) =>
      parameter.key === 'fl'
        ? { key: 'fl', text: canonicalFlags(parameter.text, parameter.value as readonly Flag[]) }
        : parameter,
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** Flags with an argument keep the spelling of the text: their escapes are part of it. */
function canonicalFlags(text: string, flags: readonly Flag[]): string {
  if (flags.some(({ argument }) => argument !== null)) return text
  return [...new Set(flags.map(({ name }) => name))].sort().join('.')
}
