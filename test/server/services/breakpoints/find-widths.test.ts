import { describe, expect, it } from 'vitest'
import { findWidths, type WidthRange } from '../../../../server/services/breakpoints/find-widths.ts'
import { fc } from '../../../support/properties.ts'

/** Bytes grow with a power of the width, as those of encoded pictures do, from a fixed part (the header). */
const pictures = fc.record({
  header: fc.integer({ min: 100, max: 2_000 }),
  factor: fc.double({ min: 0.05, max: 3, noNaN: true }),
  power: fc.double({ min: 1.1, max: 2, noNaN: true }),
})
const ranges = fc
  .record({
    minWidth: fc.integer({ min: 20, max: 1_500 }),
    span: fc.integer({ min: 0, max: 4_000 }),
    bytesStep: fc.integer({ min: 1_000, max: 100_000 }),
    maxImages: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ minWidth, span, ...rest }) => ({ minWidth, maxWidth: minWidth + span, ...rest }))

async function search(range: WidthRange, bytesAt: (width: number) => number) {
  const asked: number[] = []
  const found = await findWidths(range, async (width) => {
    asked.push(width)
    return { width, bytes: bytesAt(width) }
  })
  return { found, asked }
}

describe('findWidths', () => {
  it('begins and ends with the bounds, descends, keeps the number of images and of renders', async () => {
    await fc.assert(
      fc.asyncProperty(ranges, pictures, async (range, { header, factor, power }) => {
        const { found, asked } = await search(range, (width) => Math.round(header + factor * width ** power))
        const widths = found.map(({ width }) => width)

        expect(widths[0]).toBe(range.maxWidth)
        if (range.maxImages > 1) expect(widths.at(-1)).toBe(range.minWidth)
        expect(widths).toEqual([...new Set(widths)].toSorted((a, b) => b - a))
        expect(widths.length).toBeLessThanOrEqual(range.maxImages)
        expect(asked.length).toBeLessThanOrEqual(2 + 3 * range.maxImages)
        expect(new Set(asked).size).toBe(asked.length)
      }),
    )
  })

  it('lets neighbours differ by about the step, or by more when there are not enough images', async () => {
    await fc.assert(
      fc.asyncProperty(ranges, pictures, async (range, { header, factor, power }) => {
        const bytesAt = (width: number) => Math.round(header + factor * width ** power)
        const whole = bytesAt(range.maxWidth) - bytesAt(range.minWidth)
        fc.pre(whole >= range.bytesStep && range.maxImages > 2)
        // Where one pixel more costs a step already, no width fits better.
        fc.pre(bytesAt(range.maxWidth) - bytesAt(range.maxWidth - 1) < range.bytesStep / 10)

        const { found } = await search(range, bytesAt)

        const differences = found.slice(1).map(({ bytes }, index) => (found[index]?.bytes ?? 0) - bytes)
        const fair = Math.max(range.bytesStep, whole / (range.maxImages - 1))
        for (const difference of differences) {
          expect(difference).toBeGreaterThan(fair * 0.6)
          expect(difference).toBeLessThan(fair * 2.5)
        }
      }),
    )
  })

  it('copes with files that grow unevenly, and finds the same again', async () => {
    await fc.assert(
      fc.asyncProperty(ranges, fc.integer({ min: 1, max: 1_000 }), async (range, seed) => {
        const uneven = (width: number) => 500 + width * 20 + ((width * seed * 7_919) % 3_000)

        const once = await search(range, uneven)
        const again = await search(range, uneven)

        const widths = once.found.map(({ width }) => width)
        expect(widths).toEqual([...new Set(widths)].toSorted((a, b) => b - a))
        expect(widths.length).toBeLessThanOrEqual(range.maxImages)
        expect(once.asked.length).toBeLessThanOrEqual(2 + 3 * range.maxImages)
        expect(again).toEqual(once)
      }),
    )
  })

  it('gives the bounds alone when the whole range is less than a step', async () => {
    const { found } = await search({ minWidth: 50, maxWidth: 60, bytesStep: 20_000, maxImages: 20 }, (width) => width)

    expect(found.map(({ width }) => width)).toEqual([60, 50])
  })
})
