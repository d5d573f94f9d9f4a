/** `l_text:…`: the picture of a text, whose size somebody with fonts has to tell. */
import { TransformationError } from '../../errors/transformation-error.ts'
import type { ClosedValues, LayerSpec, TextStyle } from '../ast.ts'
import type { Size } from '../crops/define-crop.ts'
import { lengthPixels } from '../crops/lengths.ts'
import { BLACK } from '../effects/arguments/plain-colours.ts'
import { UNMOVED } from './affine.ts'
import type { Picture } from './picture.ts'
import type { PlanInput, TextPicture } from './plan-types.ts'
import { notSupportedYet, overLimit, refused } from './refusals.ts'
import type { Session } from './session.ts'

type TextSpec = Extract<LayerSpec, { readonly kind: 'text' }>
/** Keys of the component that a text takes for itself. */
export const TEXT_KEYS = ['co', 'b', 'bo'] as const

export interface TextLayer {
  readonly picture: Picture
  readonly input: Extract<PlanInput, { readonly kind: 'text' }>
  /** What is left for the component to do. */
  readonly values: ClosedValues
}

/** @param base what a relative width is a multiple of: a text has none of its own before it is wrapped. */
export function textLayer(spec: TextSpec, values: ClosedValues, base: Size, session: Session): TextLayer {
  const wraps = values.c === 'fit' && values.w !== undefined
  const text = textPicture(spec, values, wraps ? base : null, session)
  checkAmount(text, session)
  const answer = session.need({ kind: 'text', text })
  if (answer.kind !== 'text') throw new Error(`a text need was answered by ${answer.kind}`)
  const size = { width: answer.width, height: answer.height }
  const used = new Set<string>([...TEXT_KEYS, ...(wraps ? ['c', 'w', 'h'] : [])])
  return {
    picture: {
      of: null,
      selection: { page: 0, pages: 1, density: 72, autoOrient: false, ...size },
      ...size,
      operations: [],
      sizeBeforeLast: size,
      transparent: text.background === null || text.background.alpha < 1,
      movement: UNMOVED,
    },
    input: { kind: 'text', text },
    values: Object.fromEntries(Object.entries(values).filter(([key]) => !used.has(key))),
  }
}

function textPicture(spec: TextSpec, values: ClosedValues, wrapIn: Size | null, session: Session): TextPicture {
  const { dpr } = session.assumptions
  const { outputSide } = session.facts.limits
  if (values.b !== undefined && values.b.kind !== 'colour')
    throw notSupportedYet(`parameter b with ${values.b.kind} on a text`)
  const side = (length: ClosedValues['w'], whole: number | undefined) =>
    length === undefined || whole === undefined
      ? null
      : // No text becomes wider than this; layout engines count in fractions of pixels and overflow.
        Math.min(outputSide, lengthPixels(length, whole) * (length.kind === 'pixels' ? dpr : 1))
  return {
    text: spec.text,
    style: enlarged(spec.style, dpr),
    colour: values.co ?? BLACK,
    background: values.b?.kind === 'colour' ? values.b.colour : null,
    stroke: values.bo === undefined ? null : { width: values.bo.width * dpr, colour: values.bo.colour },
    maxWidth: side(values.w, wrapIn?.width),
    maxHeight: side(values.h, wrapIn?.height),
    keepPadding: values.fl?.some(({ name }) => name === 'text_no_trim') === true,
  }
}

function enlarged(style: TextStyle, dpr: number): TextStyle {
  if (dpr === 1) return style
  return {
    ...style,
    size: style.size * dpr,
    letterSpacing: style.letterSpacing === null ? null : style.letterSpacing * dpr,
    lineSpacing: style.lineSpacing === null ? null : style.lineSpacing * dpr,
  }
}

/** A bound before any font is asked: letters are not wider than they are high. */
function checkAmount({ text, style, stroke }: TextPicture, session: Session): void {
  if (text.trim() === '') throw refused('Invalid overlay in transformation: the text is empty')
  const { outputPixels, outputSide } = session.facts.limits
  if (style.size > outputSide || style.size * style.size * text.length > 4 * outputPixels) {
    throw overLimit(`Invalid overlay in transformation: ${text.length} characters of ${style.size} pixels are too many`)
  }
  const widened = Math.abs(style.letterSpacing ?? 0) * text.length
  if (Math.max(widened, Math.abs(style.lineSpacing ?? 0), stroke?.width ?? 0) > outputSide) {
    throw overLimit(
      `Invalid overlay in transformation: spacing and stroke make the text larger than ${outputSide} pixels a side`,
    )
  }
}

/** @throws TransformationError when the text leaves the picture it is laid on. */
export function refuseTextOverflow(text: Picture, base: Picture): void {
  if (text.width <= base.width && text.height <= base.height) return
  throw new TransformationError({
    fault: 'text_overflow',
    message: `Text overflow: the text takes ${text.width}x${text.height} pixels, the image has ${base.width}x${base.height}`,
  })
}
