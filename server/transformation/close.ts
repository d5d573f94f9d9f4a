/** Gives every parameter of a component its value at one point of the chain. */
import { TransformationError } from '../errors/transformation-error.ts'
import type {
  ClosedComponent,
  ClosedValues,
  Component,
  LayerSpec,
  OpenValue,
  Parameter,
  ParameterKey,
  ParameterValues,
} from './ast.ts'
import { evaluateText, variableText } from './evaluate.ts'
import { definitionOf } from './families/index.ts'
import type { Scope } from './scope.ts'

/**
 * The component with all variables and expressions replaced, `$(name)` in texts included. Its condition and its
 * assignments are the caller's: `evaluateCondition`, then `assignAll`, then this.
 * @throws TransformationError for an undefined variable, and for a computed value that its parameter refuses.
 */
export function closeComponent(component: Component, scope: Scope): ClosedComponent {
  const values: Record<string, unknown> = {}
  for (const parameter of component.parameters) values[parameter.key] = closeParameter(parameter, scope)
  return { text: component.text, offset: component.offset, values: values as ClosedValues }
}

/** One parameter's value; see `closeComponent`. */
export function closeParameter<K extends ParameterKey>(
  parameter: Extract<Parameter, { readonly key: K }>,
  scope: Scope,
): ParameterValues[K] {
  const { key, value, offset } = parameter
  const closed = isOpen(value) ? readOpen(key, value, offset, scope) : value
  return (isLayerKey(key) ? closeText(closed as LayerSpec, scope) : closed) as ParameterValues[K]
}

function isOpen(value: unknown): value is OpenValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'open'
}

function isLayerKey(key: ParameterKey): boolean {
  return key === 'l' || key === 'u'
}

function readOpen(key: ParameterKey, value: OpenValue, offset: number, scope: Scope): unknown {
  const { name, reader } = definitionOf(key)
  if (isLayerKey(key)) {
    const stored = storedPicture(value, scope)
    if (stored !== null) return stored
  }
  let text = ''
  let computed = false
  for (const part of value.parts) {
    const piece = typeof part === 'string' ? { text: part, computed: false } : evaluateText(part, scope)
    text = bounded(text + piece.text, name)
    computed ||= piece.computed
  }
  return reader.read(text, { parameter: name, offset, computed })
}

/** `l_$name` of a variable that holds a picture rather than a name. */
function storedPicture({ parts }: OpenValue, scope: Scope): LayerSpec | null {
  const [only] = parts
  if (parts.length !== 1 || typeof only !== 'object' || only.kind !== 'variable') return null
  const binding = scope.variables.get(only.name)
  if (binding?.kind === 'snapshot') return { kind: 'variable', name: only.name }
  if (binding?.kind !== 'reference') return null
  return { kind: 'asset', resourceType: 'image', type: 'upload', publicId: binding.publicId }
}

function closeText(spec: LayerSpec, scope: Scope): LayerSpec {
  if ((spec.kind !== 'text' && spec.kind !== 'text_asset') || !spec.text.includes('$(')) return spec
  let text = ''
  let end = 0
  for (const match of spec.text.matchAll(REFERENCE)) {
    text = bounded(text + spec.text.slice(end, match.index) + variableText(match[1] ?? '', scope), 'text')
    end = match.index + match[0].length
  }
  text = bounded(text + spec.text.slice(end), 'text')
  return { ...spec, text }
}

/** A long variable that is named often must not fill the memory. */
function bounded(text: string, name: string): string {
  if (text.length <= MAX_LENGTH) return text
  throw new TransformationError({
    fault: 'limit',
    message: `Invalid ${name} in transformation: with its variables it is longer than ${MAX_LENGTH} characters`,
  })
}

const MAX_LENGTH = 8192
const REFERENCE = /\$\(([a-zA-Z][a-zA-Z0-9]*)\)/g
