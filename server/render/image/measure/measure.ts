/** Runs the operations of a chain up to a point, for whoever must look at the picture there. */
import type { MeasureSource } from '../../../ports/renderer.ts'
import type { Rgba } from '../../../transformation/ast.ts'
import type { Box } from '../../../transformation/plan/operations.ts'
import type { MediaLimits } from '../../pool/protocol.ts'
import { openSource } from '../open-source.ts'
import { Passes } from '../passes.ts'
import { frameOf, type Pixels } from '../pixels.ts'
import { stepContext } from '../render.ts'
import { attentionBoxOf } from './attention-box.ts'
import { trimBoxOf } from './trim-box.ts'

export async function measureTrim(
  { measured, tolerance, colour }: { measured: MeasureSource; tolerance: number; colour: Rgba | null },
  limits: MediaLimits,
): Promise<Box> {
  return trimBoxOf(await pictureAt(measured, limits), tolerance, colour)
}

export async function measureAttention(
  { measured, width, height }: { measured: MeasureSource; width: number; height: number },
  limits: MediaLimits,
): Promise<Box> {
  return attentionBoxOf(await pictureAt(measured, limits), width, height)
}

/** Of an animation, its first frame. */
async function pictureAt(
  { source, selection, operations, inputs }: MeasureSource,
  limits: MediaLimits,
): Promise<Pixels> {
  const passes = new Passes(await openSource(source, { ...selection, pages: 1 }, limits))
  await passes.apply(operations, stepContext(inputs, limits))
  return frameOf(await passes.toPixels(), 0)
}
