/** Where a layer lies on its base, and how the canvas grows when it does not fit. */
import type { ClosedValues, Gravity, Rgba } from '../ast.ts'
import { compassAnchor } from '../crops/anchor.ts'
import type { Size } from '../crops/define-crop.ts'
import { offsetPixels } from '../crops/lengths.ts'
import type { Box, Composite, Operation } from './operations.ts'
import { refused } from './refusals.ts'

export interface Position {
  readonly left: number
  readonly top: number
}

/** @param region the region that the layer is centred on, instead of the gravity. @param dpr multiplies pixel offsets. */
export function positionOf(
  layer: Size,
  base: Size,
  { g, x, y }: Pick<ClosedValues, 'g' | 'x' | 'y'>,
  region: Box | null,
  dpr: number,
): Position {
  const dx = offset(x, base.width, dpr)
  const dy = offset(y, base.height, dpr)
  if (g?.kind === 'xy_center') return around(dx, dy, layer)
  if (region !== null) {
    return around(region.left + region.width / 2 + dx, region.top + region.height / 2 + dy, layer)
  }
  const anchor = compassAnchor(compassOf(g))
  return {
    left: Math.floor((base.width - layer.width) * anchor.x) + (anchor.x === 1 ? -dx : dx),
    top: Math.floor((base.height - layer.height) * anchor.y) + (anchor.y === 1 ? -dy : dy),
  }
}

/** The operations that lay a layer: room for it, unless it is to be clipped, and the composite. */
export function laid(composite: Composite, base: Size, grows: boolean, background: Rgba): readonly Operation[] {
  const { left, top, layer } = composite
  if (!grows) {
    const outside = left >= base.width || top >= base.height || left + layer.width <= 0 || top + layer.height <= 0
    return outside && composite.mode !== 'cutter' ? [] : [composite]
  }
  const room = {
    left: Math.max(0, -left),
    top: Math.max(0, -top),
    right: Math.max(0, left + layer.width - base.width),
    bottom: Math.max(0, top + layer.height - base.height),
  }
  const moved = { ...composite, left: left + room.left, top: top + room.top }
  const grown = room.left + room.top + room.right + room.bottom > 0
  return grown ? [{ op: 'extend', ...room, background }, moved] : [moved]
}

function compassOf(gravity: Gravity | undefined) {
  if (gravity === undefined) return 'center'
  if (gravity.kind === 'compass') return gravity.direction
  if (gravity.kind === 'custom') return 'center'
  throw refused(
    'Invalid gravity in transformation: a layer is placed by a direction, xy_center, a face, a region or custom coordinates',
  )
}

function around(x: number, y: number, layer: Size): Position {
  return { left: Math.round(x - layer.width / 2), top: Math.round(y - layer.height / 2) }
}

function offset(value: ClosedValues['x'], side: number, dpr: number): number {
  if (value === undefined) return 0
  return value.kind === 'pixels' ? Math.round(value.value * dpr) : offsetPixels(value, side)
}
