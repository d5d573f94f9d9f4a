/** `e_`: from the effect's definition to operations, or to the error that says why not. */
import type { ClosedValues, EffectValue } from '../ast.ts'
import type { EffectDefinition } from '../define-effect.ts'
import { effects } from '../effects/index.ts'
import { moveBox } from './affine.ts'
import { applied, type Picture } from './picture.ts'
import { notEnabled, notSupportedYet, refused, withoutModel } from './refusals.ts'
import type { Session } from './session.ts'
import type { Subject } from './support.ts'

/** The definition of an effect that the parser let through. */
export function definitionOf({ name }: EffectValue): EffectDefinition {
  const definition = effects.get(name)
  if (definition === undefined) throw new Error(`the parser let an unknown effect through: ${name}`)
  return definition
}

/** @throws TransformationError for effects that are not rendered. */
export function withEffect(picture: Picture, value: EffectValue, values: ClosedValues, session: Session): Picture {
  const definition = definitionOf(value)
  // A qualifier of a layer without its layer: ignored, like every qualifier without its action.
  if (definition.placement !== undefined) return picture
  if (definition.output !== undefined) {
    const { loop } = definition.output(value.arguments)
    if (loop !== undefined) session.settings = { ...session.settings, loop }
    return picture
  }
  const { facts, assumptions } = session
  const { plan } = definition
  if (plan === undefined) throw whyNot(definition, session.subject)
  const operations = plan(value.arguments, {
    width: picture.width,
    height: picture.height,
    picture: session.measured(picture),
    // A layer is one frame, whatever it is laid on.
    animated: assumptions.format.animated && picture.of === 'source',
    values,
    source: facts.source,
    attributes: facts.attributes,
    locate: (box) => moveBox(picture.movement, box, picture),
    need: (need) => session.need(need),
  })
  return applied(picture, operations, facts.limits)
}

function whyNot({ name, tier, media }: EffectDefinition, subject: Subject): Error {
  if (tier === 'D') return notEnabled(`e_${name}`)
  if (tier === 'C') return withoutModel(`e_${name}`)
  if (!media.includes('image') && subject !== 'video')
    return refused(`Invalid effect in transformation: ${name} is for video, not for an image`)
  return notSupportedYet(`effect ${name}`)
}
