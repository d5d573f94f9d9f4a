/** From where people point to areas of a picture. Pure. */
import type { Area, AreaRules } from '../../kit/geometry/area.ts'
import type { LibraryAsset } from '../api/library-asset.ts'

export function rulesOf({ width, height }: LibraryAsset): AreaRules {
  return { image: { width: width || 1, height: height || 1 }, ratio: undefined }
}

/** In pixels of the picture. */
export interface Place {
  readonly x: number
  readonly y: number
}

export function spanned(one: Place, other: Place): Area {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  }
}

/** What of it lies in the picture. */
export function clipped(area: Area, { image }: AreaRules): Area {
  const x = Math.max(0, area.x)
  const y = Math.max(0, area.y)
  return {
    x,
    y,
    width: Math.min(image.width, area.x + area.width) - x,
    height: Math.min(image.height, area.y + area.height) - y,
  }
}

export function oppositeOf({ x, y, width, height }: Area, corner: string): Place {
  return { x: corner.includes('w') ? x + width : x, y: corner.includes('n') ? y + height : y }
}
