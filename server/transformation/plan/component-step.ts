/**
 * One component on one picture, in the fixed order of the language: automatic turn, crop, effect, other turns, round
 * corners with border, opacity, and last the background under whatever is transparent by then.
 */
import type { ClosedValues } from '../ast.ts'
import { TRANSPARENT } from '../effects/arguments/plain-colours.ts'
import { autoTurned, turned } from './angles.ts'
import { definitionOf, withEffect } from './effect-step.ts'
import { applied, type Picture } from './picture.ts'
import { notEnabled, notSupportedYet } from './refusals.ts'
import { cropped, requestedRatio, type Surroundings } from './resizing.ts'
import type { Session } from './session.ts'
import { shaped } from './shape.ts'

export function planComponent(picture: Picture, values: ClosedValues, around: Surroundings, session: Session): Picture {
  const { limits } = session.facts
  const background = backgroundColour(values)
  // A translucent background laid by the crop and once more under it would be twice as dense: it is laid at the end.
  const isTranslucent = background !== null && background.alpha < 1
  const sizes = withoutWhatTheEffectTakes(isTranslucent ? { ...values, b: NO_BACKGROUND } : values)
  let current = picture
  if (values.a !== undefined) {
    current = autoTurned(current, values.a, requestedRatio(current, sizes, around, session), limits)
  }
  current = cropped(current, sizes, around, session)
  if (values.e !== undefined) current = withEffect(current, values.e, values, session)
  if (values.a !== undefined)
    current = turned(current, values.a, isTranslucent ? TRANSPARENT : (background ?? TRANSPARENT), limits)
  current = applied(current, shaped(current, values.r, values.bo, session.assumptions.dpr), limits)
  if (values.o !== undefined && values.o < 100) {
    current = applied(current, [{ op: 'opacity', factor: values.o / 100 }], limits)
  }
  if (background !== null && current.transparent) current = applied(current, [{ op: 'flatten', background }], limits)
  return current
}

const NO_BACKGROUND = { kind: 'colour', colour: TRANSPARENT } as const

/** @throws TransformationError for backgrounds other than colours. */
function backgroundColour({ b }: ClosedValues) {
  switch (b?.kind) {
    case undefined:
      return null
    case 'colour':
      return b.colour
    case 'generative':
      throw notEnabled('b_gen_fill')
    default:
      throw notSupportedYet(`parameter b with ${b?.kind}`)
  }
}

/** `w_50,e_blur_region` blurs 50 pixels instead of scaling to them, unless a mode asks for a crop as well. */
function withoutWhatTheEffectTakes(values: ClosedValues): ClosedValues {
  const taken = values.e === undefined || values.c !== undefined ? [] : (definitionOf(values.e).takes ?? [])
  if (taken.length === 0) return values
  return Object.fromEntries(Object.entries(values).filter(([key]) => !(taken as readonly string[]).includes(key)))
}
