/** `r_` and `bo_`: round corners, and a border around the picture that follows them. */
import type { Border, Radius } from '../ast.ts'
import type { Size } from '../crops/define-crop.ts'
import { TRANSPARENT } from '../effects/arguments/plain-colours.ts'
import type { Operation, RoundShape } from './operations.ts'

/** @param dpr multiplies radii and border widths. */
export function shaped(
  size: Size,
  radius: Radius | undefined,
  border: Border | undefined,
  dpr: number,
): readonly Operation[] {
  const width = border === undefined ? 0 : Math.round(border.width * dpr)
  const outer = { width: size.width + 2 * width, height: size.height + 2 * width }
  const shape = radius === undefined ? null : roundShape(radius, size, outer, width, dpr)
  const sides = { left: width, top: width, right: width, bottom: width }
  if (border === undefined || width === 0) return shape === null ? [] : [{ op: 'round', shape }]
  if (shape === null) return [{ op: 'extend', ...sides, background: border.colour }]
  return [
    { op: 'extend', ...sides, background: TRANSPARENT },
    { op: 'round', shape },
    { op: 'frame', width, colour: border.colour, shape },
  ]
}

/** The outline outside of a border of that width; null when every corner is square. */
function roundShape(radius: Radius, inner: Size, outer: Size, border: number, dpr: number): RoundShape | null {
  if (radius.kind === 'max') return { kind: 'ellipse' }
  const greatest = Math.min(inner.width, inner.height) / 2
  const [a, b, c, d] = radius.pixels.map((pixels) => Math.min(greatest, Math.max(0, pixels * dpr)))
  if (!a && !b && !c && !d) return null
  const half = Math.min(outer.width, outer.height) / 2
  const grown = [a, b, c, d].map((pixels) => (pixels ? Math.min(half, pixels + border) : 0))
  return { kind: 'corners', radii: grown as unknown as [number, number, number, number] }
}
