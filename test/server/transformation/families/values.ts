/** Reading single values. */
import type { Component, LayerBracket, ParameterKey } from '../../../../server/transformation/ast.ts'
import { parseTransformation } from '../../../../server/transformation/parse.ts'

/** The typed value of a chain that is one parameter. */
export function readValue(text: string): unknown {
  const node = parseTransformation(text).nodes[0] as Component | LayerBracket
  const component = node.kind === 'layer' ? node.open : node
  const key = text.slice(0, text.indexOf('_')) as ParameterKey
  return component.parameters.find((parameter) => parameter.key === key)?.value
}
