/**
 * Components in a row to the tree of conditionals and layers.
 *
 * Layers: `l_` or `u_` opens, the next unmatched `fl_layer_apply` of the same block closes; an opener without one is
 * applied at once (the legacy form). Conditionals: `if_<c>` alone opens a block up to `if_end` or the end of the
 * chain; with parameters beside it, it is about this component only, and so is an `if_else` with parameters after it.
 */
import { TransformationError } from '../../errors/transformation-error.ts'
import type { ChainNode, Component, Conditional, Flag, LayerBracket } from '../ast.ts'
import { checkBranch } from './branch-rules.ts'

/** A component with what its `if_` says when that is no condition. */
export interface Step {
  readonly component: Component
  readonly mark: 'else' | 'end' | null
}

export const MAX_LAYER_DEPTH = 10
export const MAX_CONDITION_DEPTH = 20

/** @throws TransformationError `invalid_component` for ends without a beginning; `limit` */
export function buildTree(steps: readonly Step[]): readonly ChainNode[] {
  const tokens = tokensOf(steps)
  return new TreeReader(tokens, matchLayers(tokens)).chain()
}

/** `if` opens a block, `else` and `end` are its marks, everything else is a step. */
interface Token {
  readonly kind: 'if' | 'else' | 'end' | 'step'
  readonly component: Component
}

/** Writes the short forms of conditions as blocks; a condition on one component stays with it. */
function tokensOf(steps: readonly Step[]): readonly Token[] {
  const tokens: Token[] = []
  /** The `if_else` of a pair of single components: nothing after it belongs to the conditional. */
  let pairedElse = -1
  for (const [index, { component, mark }] of steps.entries()) {
    const bare = isBare(component)
    const following = steps[index + 1]
    const blockFollows = following?.mark === 'else'
    if (mark === 'end') {
      if (!bare) throw misplaced(component, 'if_end stands alone')
      tokens.push({ kind: 'end', component })
    } else if (mark === 'else') {
      tokens.push({ kind: 'else', component })
      if (!bare) tokens.push({ kind: 'step', component })
      if (index === pairedElse) tokens.push({ kind: 'end', component })
    } else if (component.condition !== null && (bare || blockFollows)) {
      tokens.push({ kind: 'if', component })
      if (!bare) tokens.push({ kind: 'step', component: withoutCondition(component) })
      if (!bare && following !== undefined && !isBare(following.component)) pairedElse = index + 1
    } else {
      tokens.push({ kind: 'step', component })
    }
  }
  return tokens
}

/** For each opener that is closed, by index, the index of its `fl_layer_apply`. */
function matchLayers(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const closing = new Map<number, number>()
  /** Indices of open layers; `BLOCK` stands for a block, which no layer reaches out of. */
  const open: number[] = []
  for (const [index, { component, kind }] of tokens.entries()) {
    if (kind === 'if') open.push(BLOCK)
    if (kind === 'else' || kind === 'end') while (open.length > 0 && open.at(-1) !== BLOCK) open.pop()
    if (kind === 'end') open.pop()
    if (kind !== 'step') continue
    const opens = opensLayer(component)
    const closes = closesLayer(component)
    if (opens && !closes) open.push(index)
    if (closes && !opens) {
      const opener = open.pop() ?? BLOCK
      if (opener === BLOCK) throw misplaced(component, 'fl_layer_apply without a layer to apply')
      if (component.condition !== null) throw misplaced(component, 'a layer cannot be closed under a condition')
      closing.set(opener, index)
    }
  }
  return closing
}

const BLOCK = -1

class TreeReader {
  readonly #tokens: readonly Token[]
  readonly #closing: ReadonlyMap<number, number>
  #next = 0
  #depth = { layers: 0, conditions: 0 }

  constructor(tokens: readonly Token[], closing: ReadonlyMap<number, number>) {
    this.#tokens = tokens
    this.#closing = closing
  }

  chain(): readonly ChainNode[] {
    const nodes = this.#nodes(this.#tokens.length)
    const left = this.#tokens[this.#next]
    if (left !== undefined) throw misplaced(left.component, `if_${left.kind} without an if_ that it belongs to`)
    return nodes
  }

  /** Nodes up to the token at `end`, or to a mark of the block at hand. */
  #nodes(end: number): readonly ChainNode[] {
    const nodes: ChainNode[] = []
    while (this.#next < end) {
      const token = this.#tokens[this.#next] as Token
      if (token.kind === 'else' || token.kind === 'end') break
      nodes.push(token.kind === 'if' ? this.#block(token.component, end) : this.#step(token.component))
    }
    return Object.freeze(nodes)
  }

  #block(component: Component, end: number): Conditional {
    return this.#nested('conditions', component, () => {
      this.#next++
      const whenTrue = this.#nodes(end)
      const whenFalse = this.#take('else', end) ? this.#nodes(end) : NOTHING
      this.#take('end', end)
      return conditional(component, whenTrue, whenFalse)
    })
  }

  #take(kind: Token['kind'], end: number): boolean {
    if (this.#next >= end || this.#tokens[this.#next]?.kind !== kind) return false
    this.#next++
    return true
  }

  #step(component: Component): ChainNode {
    if (component.condition !== null || this.#depth.conditions > 0) checkBranch(component)
    if (!opensLayer(component)) {
      this.#next++
      return component
    }
    if (component.condition === null) return this.#layer(component)
    return this.#nested('conditions', component, () =>
      conditional(component, Object.freeze([this.#layer(withoutCondition(component))]), NOTHING),
    )
  }

  #layer(open: Component): LayerBracket {
    const closeAt = this.#closing.get(this.#next++)
    if (closeAt === undefined) return layerBracket(open, NOTHING, null)
    return this.#nested('layers', open, () => {
      const inner = this.#nodes(closeAt)
      const close = (this.#tokens[this.#next++] as Token).component
      if (this.#depth.conditions > 0) checkBranch(close)
      return layerBracket(open, inner, close)
    })
  }

  #nested<T>(kind: 'layers' | 'conditions', component: Component, read: () => T): T {
    const limit = kind === 'layers' ? MAX_LAYER_DEPTH : MAX_CONDITION_DEPTH
    this.#depth[kind]++
    if (this.#depth[kind] > limit) {
      throw new TransformationError({
        fault: 'limit',
        message: `Invalid transformation: ${kind} are nested deeper than ${limit}`,
        offset: component.offset,
      })
    }
    const result = read()
    this.#depth[kind]--
    return result
  }
}

const NOTHING: readonly ChainNode[] = Object.freeze([])

function isBare({ parameters, assignments }: Component): boolean {
  return parameters.length === 0 && assignments.length === 0
}

/** Begins a layer; with `fl_layer_apply` beside it, one that is applied at once. */
function opensLayer({ parameters }: Component): boolean {
  return parameters.some(({ key }) => key === 'l' || key === 'u')
}

function closesLayer({ parameters }: Component): boolean {
  return parameters.some(({ key, value }) => key === 'fl' && (value as readonly Flag[]).some(isLayerApply))
}

function isLayerApply({ name }: Flag): boolean {
  return name === 'layer_apply'
}

function withoutCondition(component: Component): Component {
  return Object.freeze({ ...component, condition: null })
}

function conditional(
  { condition, offset }: Component,
  whenTrue: readonly ChainNode[],
  whenFalse: readonly ChainNode[],
): Conditional {
  if (condition === null) throw new Error('a conditional is made from a component with a condition')
  return Object.freeze({ kind: 'conditional', offset, condition, whenTrue, whenFalse })
}

function layerBracket(open: Component, inner: readonly ChainNode[], close: Component | null): LayerBracket {
  return Object.freeze({ kind: 'layer', offset: open.offset, open, inner, close })
}

function misplaced({ text, offset }: Component, reason: string): TransformationError {
  return new TransformationError({
    fault: 'invalid_component',
    message: `Invalid transformation component - ${text} (${reason})`,
    offset,
    received: text,
  })
}
