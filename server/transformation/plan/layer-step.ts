/**
 * A layer bracket: `l_…/…/fl_layer_apply`, or the legacy one-component form. The layer is a picture of its own with its
 * own chain; placement comes from either end of the bracket, the closing one winning.
 */
import type { ClosedValues, LayerBracket } from '../ast.ts'
import { crops } from '../crops/index.ts'
import { offsetPixels } from '../crops/lengths.ts'
import type { LayerPlacement } from '../define-effect.ts'
import { TRANSPARENT } from '../effects/arguments/plain-colours.ts'
import { planComponent } from './component-step.ts'
import { definitionOf } from './effect-step.ts'
import { gravityRegions } from './gravity.ts'
import { layerAsset } from './layer-asset.ts'
import type { Box, Composite } from './operations.ts'
import { applied, checkSize, type Picture } from './picture.ts'
import { laid, positionOf } from './placement.ts'
import type { PlanInput } from './plan-types.ts'
import type { Surroundings } from './resizing.ts'
import type { Session } from './session.ts'
import { refuseTextOverflow, textLayer } from './text-layer.ts'

/** What happens on the layer between the two ends of the bracket. */
export type InnerChain = (layer: Picture, around: Surroundings) => Picture

export interface LayerRequest {
  readonly bracket: LayerBracket
  readonly open: ClosedValues
  readonly close: ClosedValues
  readonly inner: InnerChain
  readonly insideNamed: boolean
}

export function withLayer(base: Picture, request: LayerRequest, session: Session): Picture {
  const { open, close } = request
  const rules = placementRules(request, base, session)
  const { regions } = rules
  // A gravity that looks for faces and finds none: the layer is skipped.
  if (regions !== null && regions.length === 0) return base
  let current = base
  for (const region of regions ?? [null]) {
    session.countLayer()
    const { picture, input } = planLayer(current, region, request, rules, session)
    if (open.l?.kind === 'text' && rules.flags.has('text_disallow_overflow')) refuseTextOverflow(picture, current)
    const composite: Composite = {
      op: 'composite',
      layer: { input, width: picture.width, height: picture.height, operations: picture.operations },
      ...positionOf(picture, current, rules.place, region, session.assumptions.dpr),
      ...(rules.tiled ? { left: 0, top: 0 } : {}),
      mode: open.u === undefined ? rules.mode : 'under',
      blend: rules.effect.blend ?? 'over',
      tiled: rules.tiled,
    }
    const background = close.b?.kind === 'colour' ? close.b.colour : TRANSPARENT
    current = applied(current, laid(composite, current, rules.grows, background), session.facts.limits)
  }
  return current
}

interface PlacementRules {
  readonly flags: ReadonlySet<string>
  readonly effect: LayerPlacement
  readonly mode: 'over' | 'cut_out' | 'cutter'
  readonly tiled: boolean
  readonly grows: boolean
  readonly place: Pick<ClosedValues, 'g' | 'x' | 'y'>
  readonly regions: readonly Box[] | null
  /** `open` and `close` without what the placement takes from them: steps on the layer. */
  readonly first: ClosedValues
  readonly last: ClosedValues
}

function placementRules({ bracket, open, close }: LayerRequest, base: Picture, session: Session): PlacementRules {
  const flags = new Set([...(open.fl ?? []), ...(close.fl ?? [])].map(({ name }) => name))
  const effect = placementEffect(close) ?? placementEffect(open) ?? {}
  const openKeepsPosition = bracket.close === null ? needsGravity(open) : usesPosition(open)
  const place = { ...(openKeepsPosition ? {} : placeOf(open)), ...placeOf(close) }
  const mode = effect.mode ?? (flags.has('cutter') ? 'cutter' : 'over')
  const tiled = flags.has('tiled')
  const { attributes } = session.facts
  const x = place.x === undefined ? 0 : offsetPixels(place.x, base.width)
  const y = place.y === undefined ? 0 : offsetPixels(place.y, base.height)
  const request = { picture: base, attributes, x, y, animated: session.assumptions.format.animated }
  return {
    flags,
    effect,
    mode,
    tiled,
    grows: !tiled && mode === 'over' && !flags.has('no_overflow'),
    place,
    regions: place.g === undefined ? null : gravityRegions(place.g, request),
    first: without(open, openKeepsPosition ? [] : ['g', 'x', 'y']),
    last: without(close, ['g', 'x', 'y', 'b']),
  }
}

function planLayer(
  base: Picture,
  region: Box | null,
  { open, inner, insideNamed, bracket }: LayerRequest,
  { first, last }: PlacementRules,
  session: Session,
): { readonly picture: Picture; readonly input: number } {
  const around = { base: { width: base.width, height: base.height }, region, insideNamed }
  const started = startLayer(open, first, bracket, base, session)
  let picture = planComponent(started.picture, started.values, around, session)
  picture = inner(picture, around)
  picture = planComponent(picture, last, around, session)
  checkSize(picture, session.facts.limits)
  return { picture, input: session.input(started.input) }
}

interface StartedLayer {
  readonly picture: Picture
  readonly input: PlanInput
  /** What the opening component still does to the layer. */
  readonly values: ClosedValues
}

function startLayer(
  open: ClosedValues,
  first: ClosedValues,
  bracket: LayerBracket,
  base: Picture,
  session: Session,
): StartedLayer {
  const spec = open.l ?? open.u
  if (spec === undefined) throw new Error('a layer bracket without a layer')
  if (spec.kind === 'text') return textLayer(spec, first, base, session)
  return { ...layerAsset(spec, !ignoresOrientation(open, bracket), session), values: first }
}

/** `a_ignore` anywhere in the bracket, not in layers inside of it. */
function ignoresOrientation(open: ClosedValues, { inner }: LayerBracket): boolean {
  if (open.a?.ignoreOrientation) return true
  return inner.some(
    (node) =>
      node.kind === 'component' &&
      node.parameters.some(({ key, value }) => key === 'a' && 'ignoreOrientation' in value && value.ignoreOrientation),
  )
}

function placementEffect({ e }: ClosedValues): LayerPlacement | undefined {
  return e === undefined ? undefined : definitionOf(e).placement
}

/** Whether gravity and offsets of the opening component belong to a crop or an effect of it. */
function usesPosition({ c, e }: ClosedValues): boolean {
  if (c !== undefined && crops[c].gravity !== 'none') return true
  return e !== undefined && (definitionOf(e).takes ?? []).includes('x')
}

/** In the legacy form the gravity places the layer, unless the crop cannot do without one. */
function needsGravity({ c }: ClosedValues): boolean {
  return c !== undefined && crops[c].gravity === 'required'
}

function placeOf({ g, x, y }: ClosedValues): Pick<ClosedValues, 'g' | 'x' | 'y'> {
  return { ...(g === undefined ? {} : { g }), ...(x === undefined ? {} : { x }), ...(y === undefined ? {} : { y }) }
}

function without(values: ClosedValues, keys: readonly string[]): ClosedValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)))
}
