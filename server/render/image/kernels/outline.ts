/**
 * How much of a pixel lies inside an outline: 1 inside, 0 outside, in between along the edge (antialiased over one
 * pixel). An inset moves the outline inwards on all sides.
 */
import type { RoundShape } from '../../../transformation/plan/operations.ts'

export interface Outline {
  /** 0..1 for the pixel with this top left. */
  coverage(x: number, y: number): number
  /** Columns `from` to before `to` of this row that are inside for certain; empty when from >= to. */
  solid(y: number): readonly [from: number, to: number]
}

export function outlineOf(shape: RoundShape | null, width: number, height: number, inset = 0): Outline {
  if (shape === null) return roundedOutline([0, 0, 0, 0], width, height, inset)
  if (shape.kind === 'ellipse') return ellipseOutline(width, height, inset)
  return roundedOutline(shape.radii, width, height, inset)
}

function ellipseOutline(width: number, height: number, inset: number): Outline {
  const [centreX, centreY] = [width / 2, height / 2]
  const a = Math.max(0, centreX - inset)
  const b = Math.max(0, centreY - inset)
  return {
    coverage(x, y) {
      if (a === 0 || b === 0) return 0
      const dx = x + 0.5 - centreX
      const dy = y + 0.5 - centreY
      // Distance to an ellipse, first order: exact on circles, good to a few hundredths of a pixel near the edge.
      const k0 = Math.hypot(dx / a, dy / b)
      const k1 = Math.hypot(dx / (a * a), dy / (b * b))
      return k1 === 0 ? 1 : clamp01(0.5 - (k0 * (k0 - 1)) / k1)
    },
    solid(y) {
      // The row's end that is farther from the centre decides; a pixel of margin on each side.
      const far = (Math.abs(y + 0.5 - centreY) + 1.5) / b
      if (!(far < 1)) return [0, 0]
      const half = a * Math.sqrt(1 - far * far) - 2
      return [Math.ceil(centreX - half), Math.floor(centreX + half)]
    },
  }
}

function roundedOutline(
  radii: readonly [number, number, number, number],
  width: number,
  height: number,
  inset: number,
): Outline {
  const [right, bottom] = [width - inset, height - inset]
  const [tl, tr, br, bl] = radii.map((radius) => Math.max(0, radius - inset)) as [number, number, number, number]
  const edge = (x: number, y: number) => overlap(x, inset, right) * overlap(y, inset, bottom)
  const corner = (px: number, py: number, cx: number, cy: number, radius: number) =>
    clamp01(0.5 + radius - Math.hypot(px - cx, py - cy))
  return {
    coverage(x, y) {
      const px = x + 0.5
      const py = y + 0.5
      const inside = edge(x, y)
      if (inside === 0) return 0
      if (px < inset + tl && py < inset + tl) return inside * corner(px, py, inset + tl, inset + tl, tl)
      if (px > right - tr && py < inset + tr) return inside * corner(px, py, right - tr, inset + tr, tr)
      if (px > right - br && py > bottom - br) return inside * corner(px, py, right - br, bottom - br, br)
      if (px < inset + bl && py > bottom - bl) return inside * corner(px, py, inset + bl, bottom - bl, bl)
      return inside
    },
    solid(y) {
      if (y < inset || y + 1 > bottom) return [0, 0]
      const leftRadius = Math.max(y < inset + tl ? tl : 0, y + 1 > bottom - bl ? bl : 0)
      const rightRadius = Math.max(y < inset + tr ? tr : 0, y + 1 > bottom - br ? br : 0)
      return [Math.ceil(inset + leftRadius), Math.floor(right - rightRadius)]
    },
  }
}

/** How much of the pixel starting at `from` lies between two bounds. */
function overlap(from: number, low: number, high: number): number {
  return Math.max(0, Math.min(from + 1, high) - Math.max(from, low))
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value))
}
