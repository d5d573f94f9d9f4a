/** The area that is cut out of a picture, in pixels of the picture that is sent. Pure. */
export interface Size {
  readonly width: number
  readonly height: number
}

export interface Area extends Size {
  readonly x: number
  readonly y: number
}

export interface AreaRules {
  readonly image: Size
  /** Width over height; undefined leaves it free. */
  readonly ratio: number | undefined
}

/** Sizes that an area has to have; undefined where there is no such rule. */
export interface AreaLimits {
  readonly minWidth?: number | undefined
  readonly minHeight?: number | undefined
  readonly maxWidth?: number | undefined
  readonly maxHeight?: number | undefined
}

export type Edge = 'x' | 'y' | 'width' | 'height'

/** In the middle, as large as the ratio allows. @param share of that, over 0 to 1 */
export function initialArea({ image, ratio }: AreaRules, share = 1): Area {
  const part = share > 0 && share <= 1 ? share : 1
  const width = part * (ratio === undefined ? image.width : Math.min(image.width, image.height * ratio))
  const height = ratio === undefined ? part * image.height : width / ratio
  return rounded({ x: (image.width - width) / 2, y: (image.height - height) / 2, width, height }, { image, ratio })
}

/** The same area in whole pixels within the picture; the height follows from the width where the ratio is fixed. */
export function rounded(area: Area, { image, ratio }: AreaRules): Area {
  const width = clamp(Math.round(area.width), 1, image.width)
  const height = clamp(Math.round(ratio === undefined ? area.height : area.width / ratio), 1, image.height)
  return {
    x: clamp(Math.round(area.x), 0, image.width - width),
    y: clamp(Math.round(area.y), 0, image.height - height),
    width,
    height,
  }
}

/** An area that was dragged, kept within the picture without losing fractions: moved back, and cut where it is too large. */
export function within(area: Area, { image, ratio }: AreaRules): Area {
  const scale =
    ratio === undefined
      ? 1
      : Math.min(1, image.width / Math.max(area.width, 1), image.height / Math.max(area.height, 1))
  const width = Math.min(area.width * scale, image.width)
  const height = Math.min(area.height * scale, image.height)
  return { x: clamp(area.x, 0, image.width - width), y: clamp(area.y, 0, image.height - height), width, height }
}

export function moved(area: Area, by: { readonly x: number; readonly y: number }, rules: AreaRules): Area {
  return rounded({ ...area, x: area.x + by.x, y: area.y + by.y }, rules)
}

/**
 * One number replaced. A size grows to the right and down as far as the picture goes, then to the other side; with a fixed
 * ratio the other size follows.
 */
export function withEdge(area: Area, edge: Edge, value: number, rules: AreaRules): Area {
  const { image, ratio } = rules
  if (edge === 'x' || edge === 'y') return rounded({ ...area, [edge]: value }, rules)
  if (ratio === undefined) return rounded({ ...area, [edge]: value }, rules)
  const most = Math.min(image.width, image.height * ratio)
  const width = clamp(edge === 'width' ? value : value * ratio, Math.min(1, most), most)
  return rounded({ ...area, width, height: width / ratio }, rules)
}

/** The first limit that the area breaks. */
export function brokenLimit(area: Area, limits: AreaLimits): 'min' | 'max' | undefined {
  const { minWidth = 0, minHeight = 0, maxWidth, maxHeight } = limits
  if (area.width < minWidth || area.height < minHeight) return 'min'
  const isOver = area.width > (maxWidth ?? Number.POSITIVE_INFINITY)
  return isOver || area.height > (maxHeight ?? Number.POSITIVE_INFINITY) ? 'max' : undefined
}

export function isSameArea(one: Area, other: Area): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height
}

/** As the upload parameters write it. */
export function coordinatesOf({ x, y, width, height }: Area): string {
  return [x, y, width, height].join(',')
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}
