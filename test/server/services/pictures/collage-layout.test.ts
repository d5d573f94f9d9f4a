/** Where the images of a collage lie, for any size. */

import { describe, expect, it } from 'vitest'
import { collageBoxes } from '../../../../server/services/pictures/collage-layout.ts'
import { fc } from '../../../support/properties.ts'

const layouts = fc
  .record({
    columns: fc.integer({ min: 1, max: 6 }),
    rows: fc.integer({ min: 1, max: 6 }),
    spacing: fc.integer({ min: 0, max: 9 }),
    moreWidth: fc.integer({ min: 0, max: 200 }),
    moreHeight: fc.integer({ min: 0, max: 200 }),
  })
  .map(({ columns, rows, spacing, moreWidth, moreHeight }) => ({
    ...{ columns, rows, spacing },
    width: columns + spacing * (columns - 1) + moreWidth,
    height: rows + spacing * (rows - 1) + moreHeight,
  }))

describe('the places of a collage', () => {
  it('fill it from edge to edge, the spacing apart, and differ by a pixel at most', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const { columns, rows, width, height, spacing } = layout

        const boxes = collageBoxes({ ...layout, template: 'grid' }, columns * rows)

        const widths = boxes.map((box) => box.width)
        expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(1)
        for (const [index, box] of boxes.entries()) {
          const [column, row] = [index % columns, Math.floor(index / columns)]
          const [before, above] = [boxes[index - 1], boxes[index - columns]]
          expect(box.left).toBe(column === 0 ? 0 : (before?.left ?? 0) + (before?.width ?? 0) + spacing)
          expect(box.top).toBe(row === 0 ? 0 : (above?.top ?? 0) + (above?.height ?? 0) + spacing)
          if (column === columns - 1) expect(box.left + box.width).toBe(width)
          if (row === rows - 1) expect(box.top + box.height).toBe(height)
        }
      }),
    )
  })

  it('are the same for a template that names every cell', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const { columns, rows } = layout
        const template = Array.from({ length: rows }, (_row, row) =>
          Array.from({ length: columns }, (_column, column) => row * columns + column + 1),
        )

        const named = collageBoxes({ ...layout, template }, columns * rows)

        expect(named).toEqual(collageBoxes({ ...layout, template: 'grid' }, columns * rows))
      }),
    )
  })
})
