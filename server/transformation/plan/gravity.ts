/** From a written gravity to where it points on this picture: stored coordinates, fallbacks, refusals. */
import type { Gravity } from '../ast.ts'
import { type Anchor, CENTER, compassAnchor, NORTH } from '../crops/anchor.ts'
import { moveBox } from './affine.ts'
import type { Box } from './operations.ts'
import type { Picture } from './picture.ts'
import type { AssetAttributes } from './plan-types.ts'
import { isAddOnDetection, notDetected, notEnabled, notSupportedYet, refused } from './refusals.ts'

/** How much wider than the face a thumbnail of it is. Our approximation. */
const FACE_MARGIN = 1.5

export interface GravityRequest {
  readonly picture: Picture
  readonly attributes: AssetAttributes
  /** Pixels; where `xy_center` is. */
  readonly x: number
  readonly y: number
  readonly animated: boolean
}

/** @throws TransformationError for gravities that are not available, and for an unknown region. */
export function resolveGravity(gravity: Gravity, request: GravityRequest): Anchor {
  if (request.animated && gravity.kind !== 'compass' && gravity.kind !== 'custom') return CENTER
  switch (gravity.kind) {
    case 'compass':
      return compassAnchor(gravity.direction)
    case 'xy_center':
      return { kind: 'point', x: request.x, y: request.y }
    case 'custom':
      return custom(request) ?? customFallback(gravity.fallback, request)
    case 'region':
      return namedRegion(gravity.name, request)
    case 'face':
      return faces(gravity.all, request) ?? faceFallback(gravity.fallback)
    case 'auto':
      return automatic(gravity.modifiers, request)
    case 'area_of_interest': {
      const { x, y, width, height } = gravity
      const box = clip({ left: x, top: y, width, height }, request.picture)
      if (box === null) throw refused('Invalid gravity in transformation: the area of interest is outside of the image')
      return { kind: 'region', box, margin: 1 }
    }
    case 'liquid':
      throw notSupportedYet('gravity liquid')
    case 'clipping_path':
      throw notSupportedYet('gravity clipping_path')
    case 'detected':
      throw notDetected(gravity.what)
  }
}

/** The regions that a layer is placed on, largest first; null when the gravity names no regions. */
export function gravityRegions(gravity: Gravity, request: GravityRequest): readonly Box[] | null {
  const { attributes, picture } = request
  if (gravity.kind === 'face') {
    const known = located(attributes.faces ?? [], picture)
    return gravity.all ? known : known.slice(0, 1)
  }
  if (gravity.kind === 'custom') {
    const anchor = custom(request)
    return anchor === null ? null : [anchor.box]
  }
  return gravity.kind === 'region' ? [namedRegion(gravity.name, request).box] : null
}

type RegionAnchor = Extract<Anchor, { readonly kind: 'region' }>

function custom({ attributes, picture }: GravityRequest): RegionAnchor | null {
  const [largest] = located(attributes.customCoordinates, picture)
  return largest === undefined ? null : { kind: 'region', box: largest, margin: 1 }
}

function customFallback(fallback: string | null, request: GravityRequest): Anchor {
  if (fallback === 'face' || fallback === 'faces') return faces(fallback === 'faces', request) ?? NORTH
  if (fallback !== null) throw notEnabled(`g_custom:${fallback}`)
  return CENTER
}

function namedRegion(name: string, { attributes, picture }: GravityRequest): RegionAnchor {
  const region = Object.hasOwn(attributes.regions, name) ? attributes.regions[name] : undefined
  if (region === undefined) throw refused(`Invalid gravity in transformation: the image has no region ${name}`)
  const box = moveBox(picture.movement, region, picture)
  if (box === null) throw refused(`Invalid gravity in transformation: the region ${name} is outside of the image`)
  return { kind: 'region', box, margin: 1 }
}

function faces(all: boolean, { attributes, picture }: GravityRequest): RegionAnchor | null {
  const known = located(attributes.faces ?? [], picture)
  const [largest] = known
  if (largest === undefined) return null
  return all ? { kind: 'region', box: union(known), margin: 1 } : { kind: 'region', box: largest, margin: FACE_MARGIN }
}

function faceFallback(fallback: 'north' | 'center' | 'auto'): Anchor {
  if (fallback === 'auto') return { kind: 'attention' }
  return fallback === 'north' ? NORTH : CENTER
}

/** Without models: stored coordinates, else what catches attention. */
function automatic(modifiers: readonly string[], request: GravityRequest): Anchor {
  for (const modifier of modifiers) if (isAddOnDetection(modifier)) throw notEnabled(`g_auto:${modifier}`)
  const stored = modifiers.includes('custom_no_override') ? null : custom(request)
  if (stored !== null) return stored
  const wanted = modifiers.find((modifier) => modifier === 'face' || modifier === 'faces')
  return (wanted === undefined ? null : faces(wanted === 'faces', request)) ?? { kind: 'attention' }
}

/** Stored boxes in this picture, largest first. */
function located(boxes: readonly Box[], picture: Picture): readonly Box[] {
  const inside = boxes.map((box) => moveBox(picture.movement, box, picture)).filter((box) => box !== null)
  return inside.sort((a, b) => b.width * b.height - a.width * a.height)
}

function union(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.left))
  const top = Math.min(...boxes.map((box) => box.top))
  const right = Math.max(...boxes.map((box) => box.left + box.width))
  const bottom = Math.max(...boxes.map((box) => box.top + box.height))
  return { left, top, width: right - left, height: bottom - top }
}

function clip(box: Box, { width, height }: { readonly width: number; readonly height: number }): Box | null {
  const left = Math.max(0, Math.round(box.left))
  const top = Math.max(0, Math.round(box.top))
  const right = Math.min(width, Math.round(box.left + box.width))
  const bottom = Math.min(height, Math.round(box.top + box.height))
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null
}
