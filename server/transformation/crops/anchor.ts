/**
 * Where a crop looks, after the gravity was resolved against the asset: a fraction of the surplus, a point, a region,
 * or wherever attention is caught.
 */
import type { Compass } from '../ast.ts'
import type { Box } from '../plan/operations.ts'

export type Anchor =
  /** 0 = west/north, 0.5 = centre, 1 = east/south. */
  | { readonly kind: 'fraction'; readonly x: number; readonly y: number }
  /** In pixels of the current picture. */
  | { readonly kind: 'point'; readonly x: number; readonly y: number }
  /** In pixels of the current picture; `margin` widens the window of `thumb` (faces are not cut tightly). */
  | { readonly kind: 'region'; readonly box: Box; readonly margin: number }
  | { readonly kind: 'attention' }

export const CENTER: Anchor = { kind: 'fraction', x: 0.5, y: 0.5 }
export const NORTH: Anchor = { kind: 'fraction', x: 0.5, y: 0 }
export const NORTH_WEST: Anchor = { kind: 'fraction', x: 0, y: 0 }

const FRACTIONS: Readonly<Record<Compass, readonly [number, number]>> = {
  north_west: [0, 0],
  north: [0.5, 0],
  north_east: [1, 0],
  west: [0, 0.5],
  center: [0.5, 0.5],
  east: [1, 0.5],
  south_west: [0, 1],
  south: [0.5, 1],
  south_east: [1, 1],
}

export function compassAnchor(direction: Compass): Extract<Anchor, { kind: 'fraction' }> {
  const [x, y] = FRACTIONS[direction]
  return { kind: 'fraction', x, y }
}
