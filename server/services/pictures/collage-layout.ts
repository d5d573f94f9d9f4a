/** Where the images of a collage lie: cells of equal size, of which one image may cover a rectangle. */
import type { CollageManifest } from '../../contract/collages.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Box } from '../../transformation/plan/operations.ts'

/** Cells, both ends included. */
interface Span {
  firstRow: number
  lastRow: number
  firstColumn: number
  lastColumn: number
}

type Layout = Pick<CollageManifest, 'template' | 'width' | 'height' | 'columns' | 'rows' | 'spacing'>

/** One box for each asset, in their order. @throws InvalidParameterError */
export function collageBoxes(layout: Layout, assets: number): readonly Box[] {
  const { template, width, height, spacing } = layout
  const matrix = template === 'grid' ? gridOf(layout, assets) : assertMatrix(template, layout)
  const columns = matrix[0]?.length ?? 0
  const vertical = edges(height, matrix.length, spacing, 'height')
  const horizontal = edges(width, columns, spacing, 'width')
  return spansOf(matrix, assets).map(({ firstRow, lastRow, firstColumn, lastColumn }) => {
    const left = horizontal(firstColumn).from
    const top = vertical(firstRow).from
    return { left, top, width: horizontal(lastColumn).to - left, height: vertical(lastRow).to - top }
  })
}

/** Row by row; cells that are left over stay empty (0). */
function gridOf({ columns, rows }: Layout, assets: number): readonly (readonly number[])[] {
  if (columns === undefined || rows === undefined) throw refused('a grid needs columns and rows')
  if (assets > columns * rows) throw refused(`a grid of ${columns} x ${rows} has no place for ${assets} assets`)
  return Array.from({ length: rows }, (_row, row) =>
    Array.from({ length: columns }, (_column, column) => {
      const number = row * columns + column + 1
      return number <= assets ? number : 0
    }),
  )
}

function assertMatrix(template: readonly (readonly number[])[], { columns, rows }: Layout) {
  const wide = template[0]?.length ?? 0
  if (template.some((row) => row.length !== wide)) throw refused('all rows of the template have the same length')
  if ((columns ?? wide) !== wide || (rows ?? template.length) !== template.length) {
    throw refused(`the template has ${wide} columns and ${template.length} rows`)
  }
  return template
}

function spansOf(matrix: readonly (readonly number[])[], assets: number): readonly Span[] {
  const spans = new Map<number, Span & { cells: number }>()
  for (const [row, numbers] of matrix.entries()) {
    for (const [column, number] of numbers.entries()) {
      if (number === 0) continue
      if (number > assets) throw refused(`the template names asset ${number} of ${assets}`)
      const span = spans.get(number) ?? {
        ...{ firstRow: row, lastRow: row, firstColumn: column, lastColumn: column },
        cells: 0,
      }
      span.lastRow = row
      span.firstColumn = Math.min(span.firstColumn, column)
      span.lastColumn = Math.max(span.lastColumn, column)
      span.cells += 1
      spans.set(number, span)
    }
  }
  return Array.from({ length: assets }, (_, index) => {
    const span = spans.get(index + 1)
    if (span === undefined) throw refused(`the template has no place for asset ${index + 1}`)
    const { firstRow, lastRow, firstColumn, lastColumn, cells } = span
    if ((lastRow - firstRow + 1) * (lastColumn - firstColumn + 1) !== cells) {
      throw refused(`the cells of asset ${index + 1} are no rectangle`)
    }
    return span
  })
}

/** Rounded so that the cells fill the whole length. */
function edges(length: number, cells: number, spacing: number, name: string) {
  const free = length - spacing * (cells - 1)
  if (free < cells) throw refused(`${cells} cells with a spacing of ${spacing} do not fit in a ${name} of ${length}`)
  return (index: number) => ({
    from: Math.round((free * index) / cells) + spacing * index,
    to: Math.round((free * (index + 1)) / cells) + spacing * index,
  })
}

function refused(reason: string): InvalidParameterError {
  return new InvalidParameterError(`Invalid value for parameter manifest_json: ${reason}`)
}
