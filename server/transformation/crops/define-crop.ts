/**
 * What a crop mode is: a pure function from the current size, the target box and a gravity to operations. One file per
 * mode, one line in `index.ts`. Sizes are whole pixels; windows always lie inside the picture.
 */
import type { CropMode, Rgba } from '../ast.ts'
import type { Box, Operation } from '../plan/operations.ts'
import type { Anchor } from './anchor.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface CropRequest {
  /** The picture as it is. */
  readonly current: Size
  /** What `w`, `h` and `ar` ask for; null when they were not written. */
  readonly box: Size | null
  /** Where to look; `center` when no gravity was written. */
  readonly anchor: Anchor
  readonly hasGravity: boolean
  /** `x` and `y` in pixels, 0 when absent; already used up when the anchor is a point. */
  readonly x: number
  readonly y: number
  readonly hasOffset: boolean
  /** `z`, greater is closer. */
  readonly zoom: number
  /** For what a padding mode adds. */
  readonly background: Rgba
  /** A picture of this size may be an intermediate step. */
  fits(size: Size): boolean
  /** The window of that size that catches most attention, after the given operations on the current picture. */
  attention(operations: readonly Operation[], size: Size): Box
}

/** The operations, and the size that they leave. */
export interface CropOutcome extends Size {
  readonly operations: readonly Operation[]
}

export interface CropDefinition {
  readonly mode: CropMode
  readonly summary: string
  /** How a lone `ar` becomes a box: `cut` keeps it inside the picture, `pad` around it. */
  readonly sizing: 'stretch' | 'cut' | 'pad'
  /**
   * Which gravities it listens to: `none`; `place` = compass only; `window` = any, `auto` too; `required` = any, and one
   * must be written; `auto` = only `g_auto`.
   */
  readonly gravity: 'none' | 'place' | 'window' | 'required' | 'auto'
  /** Absent: understood, not available here; `unavailable` says why. */
  readonly plan?: (request: CropRequest) => CropOutcome
  readonly unavailable?: 'model' | 'add-on'
}

/** Nothing to do. */
export function unchanged({ width, height }: Size): CropOutcome {
  return { operations: [], width, height }
}
