/** Names of transformations: what may stand behind `t_` in a URL, unescaped. */
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { ChainNode, Component } from '../../transformation/ast.ts'
import { parseTransformation } from '../../transformation/parse.ts'

const NAME = /^[\p{L}\p{N}_\-@~*=]{1,255}$/u

/** Without `t_`. @throws InvalidParameterError */
export function readTransformationName(text: string): string {
  const name = withoutMark(text)
  if (NAME.test(name)) return name
  throw new InvalidParameterError(
    `Invalid value ${JSON.stringify(text.slice(0, 100))} for parameter name: expected 1 to 255 letters, digits or _-@~*=`,
  )
}

export function isTransformationName(text: string): boolean {
  return NAME.test(withoutMark(text))
}

export function withoutMark(text: string): string {
  return text.startsWith('t_') ? text.slice(2) : text
}

/** Names that a chain uses, at any depth. */
export function namesUsedBy(chain: string): ReadonlySet<string> {
  return new Set(parseTransformation(chain).nodes.flatMap(namesInNode))
}

function namesInNode(node: ChainNode): readonly string[] {
  switch (node.kind) {
    case 'component':
      return namesInComponent(node)
    case 'conditional':
      return [...node.whenTrue, ...node.whenFalse].flatMap(namesInNode)
    case 'layer': {
      const ends = node.close === null ? [node.open] : [node.open, node.close]
      return [...ends.flatMap(namesInComponent), ...node.inner.flatMap(namesInNode)]
    }
  }
}

function namesInComponent({ parameters }: Component): readonly string[] {
  return parameters.flatMap(({ key, text }) => {
    if (key === 't') return text.split('.')
    return key === 'bl' ? [text] : []
  })
}
