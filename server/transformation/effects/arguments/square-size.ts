/** The side of a mosaic's squares. */
import type { EffectContext } from '../../define-effect.ts'

/** Whole pixels; a 25th of the shorter side, at least 5, when none is asked for. */
export function squareSize(asked: number | null, { width, height }: EffectContext): number {
  return Math.max(1, Math.round(asked ?? Math.max(5, Math.min(width, height) / 25)))
}
