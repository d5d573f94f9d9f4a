/** `fps_` and `vs_` on animated pictures, and the limits on frames. */
import type { Operation } from './operations.ts'
import type { Picture } from './picture.ts'
import type { PlanFacts } from './plan-types.ts'
import { overLimit } from './refusals.ts'
import type { OutputSettings } from './settings.ts'

/** Frames that are left out, before anything else is done to the rest. */
export function framesToKeep({ framesPerSecond, sampling }: OutputSettings): readonly Operation[] {
  const greatestRate =
    framesPerSecond === null ? null : framesPerSecond.isRange ? framesPerSecond.max : framesPerSecond.min
  const operations: Operation[] = []
  if (greatestRate !== null && greatestRate > 0) {
    operations.push({ op: 'frames', selection: { kind: 'interval', milliseconds: 1000 / greatestRate } })
  }
  if (sampling !== null && 'count' in sampling) {
    operations.push({ op: 'frames', selection: { kind: 'count', count: Math.max(1, Math.round(sampling.count)) } })
  }
  if (sampling !== null && 'everySeconds' in sampling) {
    operations.push({ op: 'frames', selection: { kind: 'interval', milliseconds: sampling.everySeconds * 1000 } })
  }
  return operations
}

/** @throws TransformationError when the animation has too many frames, or too many pixels over all of them. */
export function checkFrames(picture: Picture, { source, limits }: PlanFacts): void {
  let frames = source.pages
  if (frames > limits.animationFrames) {
    throw overLimit(`Invalid animation: it has ${frames} frames, more than ${limits.animationFrames}`)
  }
  for (const operation of picture.operations) {
    if (operation.op !== 'frames') continue
    if (operation.selection.kind === 'boomerang') frames = Math.max(frames, 2 * frames - 2)
    if (operation.selection.kind === 'count') frames = Math.min(frames, operation.selection.count)
    if (frames > limits.animationFrames) {
      throw overLimit(`Invalid animation: it would have ${frames} frames, more than ${limits.animationFrames}`)
    }
  }
  const pixels = Math.max(source.width * source.height, picture.width * picture.height) * frames
  if (pixels > limits.totalPixels) {
    throw overLimit(`Invalid animation: ${pixels} pixels over all frames are more than ${limits.totalPixels}`)
  }
}
