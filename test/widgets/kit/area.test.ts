import {
  type Area,
  brokenLimit,
  initialArea,
  moved,
  rounded,
  withEdge,
  within,
} from '../../../widgets/kit/geometry/area.ts'
import { equal, ok, same } from '../support/expect.ts'

/** The same numbers in each run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

describe('a crop area', () => {
  it('is the whole picture at first, or as much of its middle as the ratio and the share leave', () => {
    const image = { width: 600, height: 400 }

    same(initialArea({ image, ratio: undefined }), { x: 0, y: 0, width: 600, height: 400 })
    same(initialArea({ image, ratio: 1 }), { x: 100, y: 0, width: 400, height: 400 })
    same(initialArea({ image, ratio: 3 }, 0.5), { x: 150, y: 150, width: 300, height: 100 })
  })

  it('stays within the picture, whole and in its ratio, whatever is done with it', () => {
    const random = numbers(7)
    const upTo = (most: number): number => Math.round(random() * most)
    for (let run = 0; run < 2_000; run += 1) {
      const image = { width: 1 + upTo(3_000), height: 1 + upTo(3_000) }
      const ratio = random() < 0.5 ? undefined : 0.3 + random() * 3
      const rules = { image, ratio }
      const start = initialArea(rules, 0.1 + random() * 0.9)
      const wild: Area = { x: upTo(9_000) - 3_000, y: upTo(9_000) - 3_000, width: upTo(5_000), height: upTo(5_000) }
      const inRatio = ratio === undefined ? wild : { ...wild, height: wild.width / ratio }
      const areas = [
        start,
        moved(start, { x: upTo(400) - 200, y: upTo(400) - 200 }, rules),
        ...(['x', 'y', 'width', 'height'] as const).map((edge) => withEdge(start, edge, upTo(5_000) - 1_000, rules)),
        rounded(within(inRatio, rules), rules),
      ]

      for (const area of areas) {
        const about = JSON.stringify({ image, ratio, area })
        ok([area.x, area.y, area.width, area.height].every(Number.isInteger), `whole: ${about}`)
        ok(area.x >= 0 && area.y >= 0 && area.width >= 1 && area.height >= 1, `not outside: ${about}`)
        ok(area.x + area.width <= image.width && area.y + area.height <= image.height, `not beyond: ${about}`)
        const tall = ratio === undefined ? area.height : area.width / ratio
        ok(Math.abs(tall - area.height) <= Math.max(1, 1 / (ratio ?? 1)), `in its ratio: ${about}`)
      }
    }
  })

  it('moves without changing its size, also against an edge', () => {
    const rules = { image: { width: 100, height: 100 }, ratio: undefined }

    same(moved({ x: 70, y: 10, width: 30, height: 20 }, { x: 10, y: -3 }, rules), {
      x: 70,
      y: 7,
      width: 30,
      height: 20,
    })
  })

  it('says which limit it breaks', () => {
    const area = { x: 0, y: 0, width: 300, height: 200 }

    equal(brokenLimit(area, { minWidth: 300, maxHeight: 200 }), undefined)
    equal(brokenLimit(area, { minHeight: 201 }), 'min')
    equal(brokenLimit(area, { maxWidth: 299 }), 'max')
  })
})
