/** The crop of one component: mode, box, gravity and offsets, handed to the crop mode's own file. */
import type { ClosedValues, Length } from '../ast.ts'
import { type Anchor, CENTER } from '../crops/anchor.ts'
import type { CropDefinition, Size } from '../crops/define-crop.ts'
import { crops } from '../crops/index.ts'
import { offsetPixels } from '../crops/lengths.ts'
import { targetBox } from '../crops/target-box.ts'
import { TRANSPARENT } from '../effects/arguments/plain-colours.ts'
import { resolveGravity } from './gravity.ts'
import { applied, type Picture, withinLimits } from './picture.ts'
import { notEnabled, notSupportedYet, refused, withoutModel } from './refusals.ts'
import type { Session } from './session.ts'

/** What relative sizes refer to, where that is not the picture itself. */
export interface Surroundings {
  /** `fl_relative`: the picture that a layer is laid on; the original elsewhere. */
  readonly base: Size
  /** `fl_region_relative`: the region that a layer is placed on. */
  readonly region: Size | null
  /** Inside a named transformation the automatic values have no hints. */
  readonly insideNamed: boolean
}

/** @throws TransformationError for combinations that the language forbids. */
export function cropped(picture: Picture, values: ClosedValues, around: Surroundings, session: Session): Picture {
  const hasSize = values.w !== undefined || values.h !== undefined || values.ar !== undefined
  if (values.c === undefined && !hasSize) return picture
  const definition = crops[values.c ?? 'scale']
  checkGravity(definition, values)
  const { limits } = session.facts
  const plan = planOf(definition)
  const offset = { x: pixels(values.x, picture.width), y: pixels(values.y, picture.height) }
  const anchor = anchorFor(definition, values, offset, picture, session)
  const outcome = plan({
    current: { width: picture.width, height: picture.height },
    box: boxFor(picture, values, definition.sizing, around, session),
    anchor,
    hasGravity: values.g !== undefined,
    x: offset.x,
    y: offset.y,
    hasOffset: values.x !== undefined || values.y !== undefined,
    zoom: values.z ?? 1,
    background: values.b?.kind === 'colour' ? values.b.colour : TRANSPARENT,
    fits: (size) => withinLimits(size, limits),
    attention: (operations, size) => {
      const measured = session.measured(applied(picture, operations, limits))
      if (measured === null) throw notSupportedYet('gravity auto on a text layer')
      const answer = session.need({ kind: 'attention', picture: measured, ...size })
      if (answer.kind !== 'box') throw new Error(`an attention need was answered by ${answer.kind}`)
      return answer.box
    },
  })
  return applied(picture, outcome.operations, limits)
}

/** The ratio that the component asks for; null when it does not say. */
export function requestedRatio(
  picture: Picture,
  values: ClosedValues,
  around: Surroundings,
  session: Session,
): number | null {
  if (values.ar !== undefined) return values.ar
  if (values.w === undefined || values.h === undefined) return null
  const box = boxFor(picture, values, 'stretch', around, session)
  return box === null ? null : box.width / box.height
}

function planOf({ mode, plan, unavailable }: CropDefinition): NonNullable<CropDefinition['plan']> {
  if (plan !== undefined) return plan
  throw unavailable === 'model' ? withoutModel(`c_${mode}`) : notEnabled(`c_${mode}`)
}

function checkGravity({ mode, gravity }: CropDefinition, { g }: ClosedValues): void {
  if (g?.kind === 'auto' && (gravity === 'none' || gravity === 'place')) {
    throw refused('Use auto gravity only with crop, fill, lfill, fill_pad or thumb (or auto, auto_pad)')
  }
  if (gravity === 'required' && g === undefined) {
    throw refused(`Invalid crop in transformation: ${mode} needs a gravity, for example g_center`)
  }
  if (gravity === 'auto' && g?.kind !== 'auto') {
    throw refused(`Invalid gravity in transformation: ${mode} needs g_auto`)
  }
}

function anchorFor(
  { gravity }: CropDefinition,
  { g }: ClosedValues,
  offset: { readonly x: number; readonly y: number },
  picture: Picture,
  session: Session,
): Anchor {
  if (g === undefined) return CENTER
  if (gravity === 'none') {
    if (g.kind === 'liquid') throw notSupportedYet('gravity liquid')
    return CENTER
  }
  if (gravity === 'place' && g.kind !== 'compass') return CENTER
  const { facts, assumptions } = session
  return resolveGravity(g, { picture, attributes: facts.attributes, ...offset, animated: assumptions.format.animated })
}

function boxFor(
  picture: Picture,
  values: ClosedValues,
  sizing: CropDefinition['sizing'],
  around: Surroundings,
  session: Session,
): Size | null {
  const flags = new Set(values.fl?.map(({ name }) => name))
  const relativeTo = flags.has('region_relative')
    ? (around.region ?? around.base)
    : flags.has('relative')
      ? around.base
      : picture
  const { dpr } = session.assumptions
  const w = values.w && resolved(values.w, session.initial.width, around, session)
  const h = values.h && resolved(values.h, session.initial.height, around, session)
  return targetBox({
    values: {
      ...(w === undefined ? {} : { w }),
      ...(h === undefined ? {} : { h }),
      ...(values.ar === undefined ? {} : { ar: values.ar }),
    },
    current: { width: picture.width, height: picture.height },
    relativeTo,
    keepsOtherSide: flags.has('ignore_aspect_ratio'),
    dpr,
    sizing,
  })
}

/** `w_auto`: the client's width in device pixels, rounded up to the step; else the fallback, else the original's. */
function resolved(length: Length, original: number, { insideNamed }: Surroundings, session: Session): Length {
  if (length.kind !== 'auto') return length
  if (length.breakpoints !== null) throw notSupportedYet('parameter w with auto:breakpoints')
  if (insideNamed) return { kind: 'pixels', value: length.fallback ?? original }
  session.varied.add('width')
  const { width } = session.facts.hints
  if (width === null) return { kind: 'pixels', value: length.fallback ?? original }
  // Device pixels already: what the box multiplies by the pixel ratio is taken out first.
  return { kind: 'pixels', value: (Math.ceil(width / length.step) * length.step) / session.assumptions.dpr }
}

function pixels(offset: ClosedValues['x'], side: number): number {
  return offset === undefined ? 0 : offsetPixels(offset, side)
}
