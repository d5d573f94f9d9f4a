/** Windows: where a rectangle of a given size lies in a picture for a given anchor. Always inside, whole pixels. */
import type { Box, Operation } from '../plan/operations.ts'
import type { Anchor } from './anchor.ts'
import type { CropOutcome, CropRequest, Size } from './define-crop.ts'

/** The position that is nearest to the wanted one with the window inside. */
export function clampPosition(position: number, length: number, side: number): number {
  return Math.min(Math.max(0, side - length), Math.max(0, position))
}

/** The first pixel of a window of `length` whose middle is at `middle`. */
export function centred(middle: number, length: number, side: number): number {
  return clampPosition(Math.round(middle - length / 2), length, side)
}

/** `floor(surplus x fraction)` plus a shift. */
export function anchored(fraction: number, shift: number, length: number, side: number): number {
  return clampPosition(Math.floor((side - length) * fraction) + shift, length, side)
}

/**
 * The window of `size` in a picture that is the current one times `factor`. Attention is asked for by the caller.
 */
export function windowAt(
  anchor: Exclude<Anchor, { kind: 'attention' }>,
  size: Size,
  picture: Size,
  factor: number,
  shift: { readonly x: number; readonly y: number },
): Box {
  switch (anchor.kind) {
    case 'fraction':
      return {
        left: anchored(anchor.x, shift.x, size.width, picture.width),
        top: anchored(anchor.y, shift.y, size.height, picture.height),
        ...size,
      }
    case 'point':
      return {
        left: centred(anchor.x * factor, size.width, picture.width),
        top: centred(anchor.y * factor, size.height, picture.height),
        ...size,
      }
    case 'region': {
      const { left, top, width, height } = anchor.box
      return {
        left: centred((left + width / 2) * factor + shift.x, size.width, picture.width),
        top: centred((top + height / 2) * factor + shift.y, size.height, picture.height),
        ...size,
      }
    }
  }
}

/** Cuts a window out of what `before` makes; nothing is cut when the window is the whole picture. */
export function cut(before: readonly Operation[], picture: Size, window: Box): CropOutcome {
  const { width, height } = window
  const whole = width === picture.width && height === picture.height
  return { operations: whole ? before : [...before, { op: 'extract', ...window }], width, height }
}

/** A window of `size` by the request's anchor, after scaling the picture by `factor` to `picture`. */
export function cutAtAnchor(
  request: CropRequest,
  before: readonly Operation[],
  picture: Size,
  size: Size,
  factor: number,
): CropOutcome {
  const { anchor, x, y } = request
  if (size.width === picture.width && size.height === picture.height)
    return cut(before, picture, { left: 0, top: 0, ...size })
  const window =
    anchor.kind === 'attention' ? request.attention(before, size) : windowAt(anchor, size, picture, factor, { x, y })
  return cut(before, picture, window)
}
