/**
 * Pictures that others are made of: the chain works on each of them, and says how the whole is written. A piece is drawn
 * like any derived file, but from one page or frame, and as a PNG.
 */
import type { Renderer } from '../../ports/renderer.ts'
import type { ImageEncoding, ImagePlan, RequestHints, SourceFacts } from '../../transformation/plan/plan-types.ts'
import type { DrawnPiece, PieceRequest } from './derivations.ts'
import { PLAIN_PNG } from './plain-png.ts'
import type { Planning } from './planning.ts'

/** What is made for nobody in particular. */
export const NO_HINTS: RequestHints = { accepts: [], dpr: null, width: null, saveData: false }

export async function drawPiece(
  { environment, source, attributes, transformation, format, target }: PieceRequest,
  { planning, renderer }: { readonly planning: Planning; readonly renderer: Renderer },
  signal?: AbortSignal,
): Promise<DrawnPiece> {
  const subject = {
    facts: source.facts,
    attributes,
    version: source.path,
    withFile: <T>(use: (file: typeof source) => Promise<T>) => use(source),
  }
  const planned = await planning.plan(
    { environment, subject, transformation, extension: format, hints: NO_HINTS, isTrusted: true, isPiece: true },
    signal,
  )
  const made = planned.plan.media === 'image' ? planned.plan : untouched(source.facts, format)
  const plan = firstFrame(made)
  const result = await planning.withInputs(
    plan.inputs,
    planned.layers,
    (inputs) => renderer.render({ plan, source, inputs, target }, signal === undefined ? {} : { signal }),
    signal,
  )
  return { result, encoding: made.encoding }
}

function firstFrame(plan: ImagePlan): ImagePlan {
  const { pageList, ...source } = plan.source
  const [page = source.page] = pageList ?? []
  return { ...plan, source: { ...source, page, pages: 1 }, encoding: PLAIN_PNG }
}

/** The chain says nothing about the picture, which has the format already. */
function untouched({ width, height, orientation }: SourceFacts, format: string): ImagePlan {
  const size = orientation >= 5 ? { width: height, height: width } : { width, height }
  const encoding: ImageEncoding = { ...PLAIN_PNG, format, lossless: false, palette: format === 'gif' }
  return {
    media: 'image',
    source: { page: 0, pages: 1, density: 72, autoOrient: true, ...size },
    operations: [],
    inputs: [],
    ...size,
    encoding,
  }
}
