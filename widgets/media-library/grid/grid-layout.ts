/**
 * Where each tile lies, as numbers: pure, so that the layout of 100,000 assets can be tested without a browser. All
 * measures are CSS pixels from the start corner of the canvas; in right-to-left pages `x` counts from the right.
 */
import type { ViewMode } from '../types.ts'

export interface LayoutOptions {
  readonly mode: ViewMode
  readonly width: number
  readonly total: number
  /** Least width of a tile. */
  readonly tileSize: number
  readonly gap: number
  /** Height of the lines below a picture. */
  readonly captionHeight: number
  readonly rowHeight: number
  /** Width over height of a picture; 1 where it is not known yet. */
  readonly ratioOf: (index: number) => number
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface GridLayout {
  readonly columns: number
  readonly rows: number
  readonly height: number
  boxOf(index: number): Box
  /** Indexes, ascending, of what touches the stretch. */
  between(top: number, bottom: number): readonly number[]
  /** The tile above or below; the same where there is none. */
  vertical(index: number, step: 1 | -1): number
}

/** Height over width of the picture in a grid. */
const PICTURE_SHAPE = 0.75
/** Panoramas and towers are cut, so that a tile is neither a line nor a wall. */
const WIDEST = 2.4
const HIGHEST = 0.45

export function layoutOf(options: LayoutOptions): GridLayout {
  return options.mode === 'masonry' ? masonry(options) : regular(options)
}

export function columnsOf({ mode, width, tileSize, gap }: LayoutOptions): number {
  return mode === 'list' ? 1 : Math.max(1, Math.floor((width + gap) / (tileSize + gap)))
}

function regular(options: LayoutOptions): GridLayout {
  const { mode, width, total, captionHeight, rowHeight } = options
  const gap = mode === 'list' ? 0 : options.gap
  const columns = columnsOf(options)
  const tileWidth = (width - gap * (columns - 1)) / columns
  const tileHeight = mode === 'list' ? rowHeight : Math.round(tileWidth * PICTURE_SHAPE) + captionHeight
  const rows = Math.ceil(total / columns)
  const step = tileHeight + gap
  return {
    columns,
    rows,
    height: rows === 0 ? 0 : rows * step - gap,
    boxOf: (index) => ({
      x: (index % columns) * (tileWidth + gap),
      y: Math.floor(index / columns) * step,
      width: tileWidth,
      height: tileHeight,
    }),
    between(top, bottom) {
      const first = Math.max(0, Math.floor(top / step))
      const last = Math.min(rows - 1, Math.floor(bottom / step))
      return series(first * columns, Math.min(total, (last + 1) * columns))
    },
    vertical(index, direction) {
      const next = index + direction * columns
      if (next < 0) return index
      // From a full row down into the last one, which may be shorter.
      return next < total ? next : Math.floor(index / columns) < rows - 1 ? total - 1 : index
    },
  }
}

function masonry(options: LayoutOptions): GridLayout {
  const { width, total, gap, ratioOf } = options
  const columns = columnsOf(options)
  const tileWidth = (width - gap * (columns - 1)) / columns
  const columnOf = new Uint16Array(total)
  const top = new Float64Array(total)
  const bottom = new Float64Array(total)
  const ends = new Float64Array(columns)
  const members: number[][] = Array.from({ length: columns }, () => [])
  for (let index = 0; index < total; index += 1) {
    let column = 0
    for (let other = 1; other < columns; other += 1) if (at(ends, other) < at(ends, column)) column = other
    const ratio = Math.min(WIDEST, Math.max(HIGHEST, ratioOf(index)))
    columnOf[index] = column
    top[index] = at(ends, column)
    bottom[index] = at(top, index) + Math.round(tileWidth / ratio)
    ends[column] = at(bottom, index) + gap
    members[column]?.push(index)
  }
  const boxOf = (index: number): Box => ({
    x: at(columnOf, index) * (tileWidth + gap),
    y: at(top, index),
    width: tileWidth,
    height: at(bottom, index) - at(top, index),
  })
  return {
    columns,
    rows: Math.ceil(total / columns),
    height: Math.max(0, ...ends) - (total > 0 ? gap : 0),
    boxOf,
    between(from, to) {
      const found: number[] = []
      for (const column of members) {
        for (let place = firstBelow(column, bottom, from); place < column.length; place += 1) {
          const index = column[place] as number
          if (at(top, index) > to) break
          found.push(index)
        }
      }
      return found.sort((one, other) => one - other)
    },
    vertical(index, direction) {
      const column = members[at(columnOf, index)] ?? []
      return column[column.indexOf(index) + direction] ?? index
    },
  }
}

/** Place of the first member of a column that ends below `y`. */
function firstBelow(column: readonly number[], bottom: Float64Array, y: number): number {
  let low = 0
  let high = column.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(bottom, column[middle] as number) < y) low = middle + 1
    else high = middle
  }
  return low
}

function at(numbers: Float64Array | Uint16Array, index: number): number {
  return numbers[index] as number
}

function series(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, step) => from + step)
}
