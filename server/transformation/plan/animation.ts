/** `fps_` and `vs_` on animated pictures, and the limits on frames. */
import type { Operation } from './operations.ts'
import type { Picture } from './picture.ts'
import type { PlanFacts, PlanLimits } from './plan-types.ts'
import { overLimit } from './refusals.ts'
import type { OutputSettings } from './settings.ts'

/**
 * The operations with those that leave frames out: after a leading resize or cut, which a decoder does on the way,
 * and before anything that costs more for every frame.
 */
export function thinnedOut(operations: readonly Operation[], settings: OutputSettings): readonly Operation[] {
  const geometry = operations.findIndex(({ op }) => op !== 'resize' && op !== 'extract')
  const at = geometry === -1 ? operations.length : geometry
  return [...operations.slice(0, at), ...framesToKeep(settings), ...operations.slice(at)]
}

function framesToKeep({ framesPerSecond, sampling }: OutputSettings): readonly Operation[] {
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

/** @throws TransformationError when there are too many frames or pages, or too many pixels over all of them. */
export function checkFrames(picture: Picture, { source, limits }: PlanFacts): void {
  const { selection, operations } = picture
  let frames = selection.pageList?.length ?? (selection.pages === -1 ? source.pages - selection.page : selection.pages)
  if (frames <= 1) return
  refuseTooMany(frames, limits)
  for (const operation of operations) {
    if (operation.op !== 'frames') continue
    if (operation.selection.kind === 'boomerang') frames = Math.max(frames, 2 * frames - 2)
    if (operation.selection.kind === 'count') frames = Math.min(frames, operation.selection.count)
    refuseTooMany(frames, limits)
  }
  const pixels = Math.max(selection.width * selection.height, picture.width * picture.height) * frames
  if (pixels > limits.totalPixels) {
    throw overLimit(`Invalid animation: ${pixels} pixels over all frames are more than ${limits.totalPixels}`)
  }
}

function refuseTooMany(frames: number, { animationFrames }: PlanLimits): void {
  if (frames > animationFrames) {
    throw overLimit(`Invalid animation: ${frames} frames or pages are more than ${animationFrames}`)
  }
}
