/**
 * Walks a chain node by node: evaluates conditions and variables against the picture at that point, expands named
 * transformations in place, and hands components and layers to their steps.
 */

import { TransformationError } from '../../errors/transformation-error.ts'
import type { ChainNode, ClosedValues, Component, Conditional, LayerBracket, Transformation } from '../ast.ts'
import { closeComponent } from '../close.ts'
import { assignAll, evaluateCondition } from '../evaluate.ts'
import type { Scope } from '../scope.ts'
import { planComponent } from './component-step.ts'
import { withLayer } from './layer-step.ts'
import { NeedSignal } from './need-signal.ts'
import type { Picture } from './picture.ts'
import { notSupportedYet, overLimit } from './refusals.ts'
import type { Surroundings } from './resizing.ts'
import type { Session } from './session.ts'
import { collected } from './settings.ts'
import { refuseUnsupported } from './support.ts'

/** Named transformations and layers inside each other. */
const DEPTH = 10

/** Where the walk is: the picture and the variables, both as they are at this point. */
export interface Position {
  readonly picture: Picture
  readonly scope: Scope
}

interface Place {
  readonly around: Surroundings
  /** Settings of a layer's chain are not those of the result. */
  readonly isLayer: boolean
  readonly depth: number
}

export function walkChain(start: Position, { nodes }: Transformation, session: Session): Position {
  const around = { base: session.initial, region: null, insideNamed: false }
  return walkNodes(start, nodes, { around, isLayer: false, depth: 0 }, session)
}

function walkNodes(start: Position, nodes: readonly ChainNode[], place: Place, session: Session): Position {
  if (place.depth > DEPTH) {
    throw overLimit(`Invalid transformation: layers and named transformations are nested more than ${DEPTH} deep`)
  }
  let position = start
  for (const node of nodes) {
    session.countStep()
    position = walkNode(position, node, place, session)
  }
  return position
}

function walkNode(position: Position, node: ChainNode, place: Place, session: Session): Position {
  switch (node.kind) {
    case 'component':
      return walkComponent(position, node, place, session)
    case 'conditional':
      return walkConditional(position, node, place, session)
    case 'layer':
      return walkLayer(position, node, place, session)
  }
}

function walkConditional(position: Position, node: Conditional, place: Place, session: Session): Position {
  const branch = evaluateCondition(node.condition, position.scope) ? node.whenTrue : node.whenFalse
  return walkNodes(position, branch, place, session)
}

function walkComponent(position: Position, component: Component, place: Place, session: Session): Position {
  if (component.condition !== null && !evaluateCondition(component.condition, position.scope)) return position
  let current = { ...position, scope: assignAll(component, position.scope) }
  const values = close(component, current.scope, place, session)
  for (const name of values.t ?? []) {
    const nodes = namedNodes(name, session)
    const around = { ...place.around, insideNamed: true }
    current = walkNodes(current, nodes, { ...place, around, depth: place.depth + 1 }, session)
  }
  const picture = planComponent(current.picture, values, place.around, session)
  return moved(current, picture)
}

function walkLayer(position: Position, bracket: LayerBracket, place: Place, session: Session): Position {
  const { open, close: end, inner } = bracket
  if (open.condition !== null && !evaluateCondition(open.condition, position.scope)) return position
  let scope = assignAll(open, position.scope)
  const opening = close(open, scope, { ...place, isLayer: true }, session)
  // The closing component is evaluated against the base, as it says where on the base the layer goes.
  if (end !== null) scope = assignAll(end, scope)
  const closing = end === null ? {} : close(end, scope, { ...place, isLayer: true }, session)
  let variables = scope.variables
  const picture = withLayer(
    position.picture,
    {
      bracket,
      open: opening,
      close: closing,
      insideNamed: place.around.insideNamed,
      inner: (layer, around) => {
        const start = moved({ picture: layer, scope: { ...scope, variables } }, layer)
        const result = walkNodes(start, inner, { around, isLayer: true, depth: place.depth + 1 }, session)
        variables = result.scope.variables
        return result.picture
      },
    },
    session,
  )
  return moved({ picture: position.picture, scope: { ...scope, variables } }, picture)
}

/** The values of a component, its output settings put aside. */
function close(component: Component, scope: Scope, { isLayer, around }: Place, session: Session): ClosedValues {
  const { values } = closeComponent(component, scope)
  refuseUnsupported(values, isLayer ? 'picture' : session.subject)
  if (isLayer && (values.pg !== undefined || values.dn !== undefined)) {
    throw notSupportedYet(`parameter ${values.pg === undefined ? 'dn' : 'pg'} in a layer`)
  }
  if (!isLayer) session.settings = collected(session.settings, values, around.insideNamed)
  return values
}

function namedNodes(name: string, session: Session): readonly ChainNode[] {
  const { named } = session.facts
  const found = named.get(name)
  if (found === undefined) throw new NeedSignal({ kind: 'named', name })
  if (found === null) {
    throw new TransformationError({
      fault: 'missing_reference',
      message: `Unknown transformation ${name}`,
      received: name,
    })
  }
  return found.nodes
}

function moved({ scope }: Position, picture: Picture): Position {
  const { width, height, operations } = picture
  return { picture, scope: { ...scope, width, height, position: operations.length } }
}
