/**
 * A picture while it is planned: its size, the operations that make it, and what is known about it. Never changed;
 * `applied` gives the next one, with limits checked and operations folded together where that is exact.
 */
import type { Size } from '../crops/define-crop.ts'
import { type Affine, movedBy } from './affine.ts'
import type { Operation } from './operations.ts'
import type { MeasuredPicture, PlanLimits, SourceSelection } from './plan-types.ts'
import { overLimit } from './refusals.ts'
import { sizeAfter } from './sizes.ts'

export interface Picture extends Size {
  /** What it is made from; null for a text. */
  readonly of: MeasuredPicture['of'] | null
  readonly selection: SourceSelection
  readonly operations: readonly Operation[]
  /** The size before the last operation, for folding. */
  readonly sizeBeforeLast: Size
  /** May have pixels that are not opaque. */
  readonly transparent: boolean
  /** From the pixels of the file, upright, to those of this picture. */
  readonly movement: Affine
}

/** Whether a picture of that size may be made at all. */
export function withinLimits({ width, height }: Size, limits: PlanLimits): boolean {
  return width <= limits.outputSide && height <= limits.outputSide && width * height <= limits.outputPixels
}

/** @throws TransformationError when an operation makes the picture larger than allowed. */
export function applied(picture: Picture, operations: readonly Operation[], limits: PlanLimits): Picture {
  let current = picture
  for (const operation of operations) {
    const size = sizeAfter(operation, current)
    // A large original may be worked on as it is, as long as it does not grow.
    if (size.width * size.height > current.width * current.height) checkSize(size, limits)
    current = {
      ...current,
      ...size,
      ...joined(current, operation),
      transparent: transparencyAfter(operation, current.transparent),
      movement: movedBy(operation, current, current.movement),
    }
  }
  return current
}

/** @throws TransformationError */
export function checkSize(size: Size, limits: PlanLimits): void {
  if (withinLimits(size, limits)) return
  throw overLimit(
    `Invalid size in transformation: ${size.width}x${size.height} is more than this installation makes ` +
      `(at most ${limits.outputPixels} pixels and ${limits.outputSide} a side)`,
  )
}

interface Joined {
  readonly operations: readonly Operation[]
  readonly sizeBeforeLast: Size
}

function joined(picture: Picture, next: Operation): Joined {
  const { operations, sizeBeforeLast } = picture
  const last = operations.at(-1)
  const before = operations.slice(0, -1)
  if (last?.op === 'extract' && next.op === 'extract') {
    const extract = { ...next, left: last.left + next.left, top: last.top + next.top }
    return { operations: [...before, extract], sizeBeforeLast }
  }
  // Shrinking in two steps is shrinking in one, so an engine can do it while decoding. Enlarging again is kept: what
  // `w_50/w_200` asks for is the loss of detail.
  if (last?.op === 'resize' && next.op === 'resize' && covers(sizeBeforeLast, picture) && covers(picture, next)) {
    return { operations: [...before, next], sizeBeforeLast }
  }
  return { operations: [...operations, next], sizeBeforeLast: { width: picture.width, height: picture.height } }
}

function covers(outer: Size, inner: Size): boolean {
  return outer.width >= inner.width && outer.height >= inner.height
}

function transparencyAfter(operation: Operation, before: boolean): boolean {
  switch (operation.op) {
    case 'extend':
    case 'rotate':
      return before || operation.background.alpha < 1
    case 'flatten':
      return before && operation.background.alpha < 1
    case 'opacity':
      return before || operation.factor < 1
    case 'round':
    case 'key_out':
    case 'shadow':
      return true
    case 'composite':
      return before || operation.mode === 'cut_out' || operation.mode === 'cutter'
    case 'frames':
      return before || operation.selection.kind === 'fade'
    default:
      return before
  }
}
