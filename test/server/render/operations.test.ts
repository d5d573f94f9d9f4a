import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Rgba } from '../../../server/transformation/ast.ts'
import type { Operation } from '../../../server/transformation/plan/operations.ts'
import {
  CLEAR,
  type DecodedPicture,
  decode,
  flat,
  painted,
  picture,
  type Rendering,
  startRendering,
} from '../../support/rendering.ts'

let rendering: Rendering
beforeAll(() => {
  rendering = startRendering()
})
afterAll(() => rendering.close())

type Paint = (x: number, y: number) => readonly number[]

const RED: Rgba = { red: 255, green: 0, blue: 0, alpha: 1 }
const BLUE: Rgba = { red: 0, green: 0, blue: 255, alpha: 1 }
const quarters: Paint = (x, y) => (y < 10 ? (x < 10 ? [255, 0, 0] : [0, 255, 0]) : x < 10 ? [0, 0, 255] : [255, 255, 0])

async function run(
  paint: Paint,
  operations: readonly Operation[],
  size = { width: 20, height: 20 },
): Promise<DecodedPicture> {
  const source = await rendering.file(await picture(size.width, size.height, paint).png().toBuffer())
  return decode((await rendering.render(source, { operations })).bytes)
}

function near(actual: readonly number[], expected: readonly number[], within = 2): void {
  const off = Math.max(...expected.map((value, index) => Math.abs(value - (actual[index] ?? Number.NaN))))
  expect(off, `${actual} is not within ${within} of ${expected}`).toBeLessThanOrEqual(within)
}

describe('geometry', () => {
  it('resizes by an area filter, both sides on their own', async () => {
    const result = await run((x) => [x % 2 === 0 ? 0 : 200, 50, 50], [{ op: 'resize', width: 5, height: 10 }])

    expect([result.width, result.height]).toEqual([5, 10])
    near(result.at(2, 5), [100, 50, 50, 255], 3)
  })

  it('does not bleed the colour of transparent pixels when it resizes', async () => {
    const result = await run(
      (x) => (x < 10 ? [255, 255, 255, 0] : [10, 20, 30, 255]),
      [{ op: 'resize', width: 7, height: 7 }],
    )

    const [red, green, blue] = result.at(3, 3)
    near([red, green, blue], [10, 20, 30], 4)
  })

  it('extracts a box, twice over', async () => {
    const result = await run(quarters, [
      { op: 'extract', left: 5, top: 5, width: 10, height: 10 },
      { op: 'extract', left: 5, top: 0, width: 5, height: 5 },
    ])

    expect([result.width, result.height]).toEqual([5, 5])
    near(result.at(0, 0), [0, 255, 0, 255])
  })

  it('keeps the order of a cut before and after a resize', async () => {
    const result = await run(quarters, [
      { op: 'extract', left: 0, top: 10, width: 20, height: 10 },
      { op: 'resize', width: 40, height: 20 },
      { op: 'extract', left: 30, top: 0, width: 10, height: 20 },
      { op: 'resize', width: 3, height: 3 },
    ])

    expect([result.width, result.height]).toEqual([3, 3])
    near(result.at(1, 1), [255, 255, 0, 255], 6)
  })

  it('extends with a colour, or with nothing', async () => {
    const sides = { left: 1, top: 2, right: 3, bottom: 4 }

    const coloured = await run(quarters, [{ op: 'extend', ...sides, background: BLUE }])
    const clear = await run(quarters, [{ op: 'extend', ...sides, background: CLEAR }])

    expect([coloured.width, coloured.height]).toEqual([24, 26])
    near(coloured.at(0, 0), [0, 0, 255, 255])
    near(coloured.at(1, 2), [255, 0, 0, 255])
    near(clear.at(23, 25).slice(3), [0])
    near(clear.at(1, 2), [255, 0, 0, 255])
  })

  it('keeps what is added around a picture that was resized and cut', async () => {
    const result = await run(quarters, [
      { op: 'resize', width: 10, height: 10 },
      { op: 'extract', left: 0, top: 0, width: 4, height: 10 },
      { op: 'extend', left: 2, top: 2, right: 2, bottom: 2, background: BLUE },
    ])

    expect([result.width, result.height]).toEqual([8, 14])
    near(result.at(0, 0), [0, 0, 255, 255])
    near(result.at(3, 3), [255, 0, 0, 255], 4)
  })

  it.each<[string, readonly Operation[]]>([
    ['resizes', [{ op: 'resize', width: 6, height: 4 }]],
    ['cuts', [{ op: 'extract', left: 1, top: 1, width: 6, height: 4 }]],
    [
      'extends',
      [
        { op: 'extract', left: 0, top: 0, width: 4, height: 2 },
        { op: 'extend', left: 1, top: 1, right: 1, bottom: 1, background: BLUE },
      ],
    ],
  ])('%s every frame of an animation whose pixels were worked on before', async (_, geometry) => {
    const frames = await Promise.all([flat(12, 8, [255, 0, 0]), flat(12, 8, [0, 255, 0])])
    const animation = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer()
    const source = await rendering.file(animation)

    const { bytes, result } = await rendering.render(source, {
      operations: [
        {
          op: 'recombine',
          matrix: [
            [0, 1, 0],
            [1, 0, 0],
            [0, 0, 1],
          ],
        },
        ...geometry,
      ],
      selection: { pages: -1 },
      encoding: { format: 'gif', animated: true },
    })

    const { width, pageHeight, pages } = await sharp(bytes, { animated: true }).metadata()
    expect([width, pageHeight, pages, result.frames]).toEqual([6, 4, 2, 2])
    const second = await decode(await sharp(bytes, { page: 1 }).png().toBuffer())
    near(second.at(3, 2), [255, 0, 0, 255], 4)
  })

  it('extends a grey picture with a colour', async () => {
    const source = await rendering.file(
      await picture(10, 10, () => [90, 90, 90])
        .greyscale()
        .jpeg()
        .toBuffer(),
    )

    const { bytes } = await rendering.render(source, {
      operations: [{ op: 'extend', left: 5, top: 0, right: 0, bottom: 0, background: RED }],
    })

    near((await decode(bytes)).at(1, 5), [255, 0, 0, 255])
  })

  it.each([
    [1, [0, 0, 255], [255, 0, 0]],
    [2, [255, 255, 0], [0, 0, 255]],
    [3, [0, 255, 0], [255, 255, 0]],
  ] as const)('turns %i quarters clockwise', async (quartersTurned, topLeft, topRight) => {
    const result = await run(quarters, [{ op: 'turn', quarters: quartersTurned }])

    near(result.at(2, 2), topLeft)
    near(result.at(17, 2), topRight)
  })

  it('swaps the sides of an oblong picture that is turned, and goes on from there', async () => {
    const result = await run(
      (x) => (x < 15 ? [255, 0, 0] : [0, 0, 255]),
      [
        { op: 'turn', quarters: 1 },
        { op: 'extract', left: 0, top: 20, width: 20, height: 10 },
        { op: 'flip', axis: 'vertical' },
        { op: 'turn', quarters: 1 },
        { op: 'resize', width: 4, height: 8 },
      ],
      { width: 30, height: 20 },
    )

    expect([result.width, result.height]).toEqual([4, 8])
    near(result.at(1, 1), [0, 0, 255, 255])
  })

  it('flips', async () => {
    near((await run(quarters, [{ op: 'flip', axis: 'horizontal' }])).at(2, 2), [0, 255, 0, 255])
    near((await run(quarters, [{ op: 'flip', axis: 'vertical' }])).at(2, 2), [0, 0, 255, 255])
  })

  it('turns by any angle into exactly the planned size', async () => {
    for (const [width, height] of [
      [28, 28],
      [29, 29],
      [27, 30],
    ] as const) {
      const result = await run(quarters, [{ op: 'rotate', degrees: 45, width, height, background: CLEAR }])

      expect([result.width, result.height]).toEqual([width, height])
      expect(result.at(0, 0)[3]).toBe(0)
      // The quarter at the top left is on top after a turn to the right.
      near(result.at(Math.floor(width / 2), 7), [255, 0, 0, 255], 12)
    }
  })
})

describe('tone', () => {
  it('multiplies and adds per channel and clamps', async () => {
    const result = await run(() => [100, 100, 100, 200], [{ op: 'linear', multiply: [1.5, 1, 0.5], add: [0, 200, 10] }])

    near(result.at(5, 5), [150, 255, 60, 200], 1)
  })

  it('does so on 16-bit and grey sources as on others', async () => {
    const operation = { op: 'linear', multiply: [1, 1, 1], add: [50, 0, 0] } as const
    const deep = await picture(8, 8, () => [100, 100, 100])
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    const grey = await picture(8, 8, () => [100, 100, 100, 128])
      .toColourspace('b-w')
      .png()
      .toBuffer()

    for (const [bytes, alpha] of [
      [deep, 255],
      [grey, 128],
    ] as const) {
      const { bytes: made } = await rendering.render(await rendering.file(bytes), { operations: [operation] })
      near((await decode(made)).at(4, 4), [150, 100, 100, alpha], 1)
    }
  })

  it('recombines channels by three rows', async () => {
    const matrix = [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ] as const

    near((await run(() => [10, 20, 30], [{ op: 'recombine', matrix }])).at(0, 0), [20, 30, 10, 255], 1)
  })

  it('recombines channels and alpha by four rows', async () => {
    const matrix = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [1, 0, 0, 0],
    ] as const

    near((await run(() => [40, 20, 30, 255], [{ op: 'recombine', matrix }])).at(0, 0), [40, 20, 30, 40], 1)
  })

  it('maps each channel by its curve', async () => {
    const inverse = Array.from({ length: 256 }, (_, value) => 255 - value)
    const same = Array.from({ length: 256 }, (_, value) => value)

    near(
      (await run(() => [10, 20, 30, 77], [{ op: 'curve', red: inverse, green: same, blue: inverse }])).at(0, 0),
      [245, 20, 225, 77],
      0,
    )
  })

  it.each([
    ['turns hue by 120 degrees', { hueDegrees: 120, saturation: 1, vibrance: 0 }, [200, 50, 50], [50, 200, 50]],
    ['turns hue backwards', { hueDegrees: -120, saturation: 1, vibrance: 0 }, [200, 50, 50], [50, 50, 200]],
    ['takes all saturation', { hueDegrees: 0, saturation: 0, vibrance: 0 }, [200, 50, 50], [125, 125, 125]],
    ['leaves grey grey', { hueDegrees: 90, saturation: 3, vibrance: 1 }, [99, 99, 99], [99, 99, 99]],
    ['clamps saturation', { hueDegrees: 0, saturation: 9, vibrance: 0 }, [200, 50, 50], [250, 0, 0]],
  ] as const)('%s', async (_, change, from, to) => {
    near((await run(() => from, [{ op: 'hsl', ...change }])).at(3, 3), to, 1)
  })

  it('gives dull colours more vibrance than bright ones', async () => {
    const spread = async (colour: readonly number[]) => {
      const [red = 0, green = 0] = (
        await run(() => colour, [{ op: 'hsl', hueDegrees: 0, saturation: 1, vibrance: 0.8 }])
      ).at(0, 0)
      return (red - green) / ((colour[0] ?? 0) - (colour[1] ?? 0))
    }

    expect(await spread([140, 115, 115])).toBeGreaterThan((await spread([230, 25, 25])) + 0.3)
  })

  it('scales HSV value without shifting the colour', async () => {
    near((await run(() => [100, 50, 25], [{ op: 'hsv', value: 2 }])).at(0, 0), [200, 100, 50], 1)
    near((await run(() => [200, 100, 50], [{ op: 'hsv', value: 2 }])).at(0, 0), [255, 128, 64], 1)
  })
})

describe('neighbourhood', () => {
  it('leaves a flat picture unchanged when it blurs', async () => {
    near((await run(() => [13, 99, 201], [{ op: 'blur', sigma: 8 }])).at(10, 10), [13, 99, 201, 255], 1)
  })

  it('blurs edges, or only those in a region', async () => {
    const edge: Paint = (x) => (x < 10 ? [0, 0, 0] : [255, 255, 255])

    const whole = await run(edge, [{ op: 'blur', sigma: 3 }])
    const part = await run(edge, [{ op: 'blur', sigma: 3, region: { left: 0, top: 0, width: 20, height: 5 } }])

    expect(whole.at(9, 15)[0]).toBeGreaterThan(60)
    expect(part.at(9, 2)[0]).toBeGreaterThan(60)
    expect(part.at(9, 15)[0]).toBe(0)
  })

  it('fills squares with their mean, from the top left of the region', async () => {
    const stripes: Paint = (x) => (x % 2 === 0 ? [0, 0, 0] : [200, 100, 50])

    const whole = await run(stripes, [{ op: 'pixelate', size: 4 }])
    const part = await run(stripes, [{ op: 'pixelate', size: 4, region: { left: 10, top: 10, width: 6, height: 6 } }])

    near(whole.at(0, 0), [100, 50, 25, 255], 1)
    near(whole.at(19, 19), [100, 50, 25, 255], 1)
    near(part.at(9, 9), [200, 100, 50, 255], 0)
    near(part.at(15, 15), [100, 50, 25, 255], 1)
    near(part.at(16, 10), [0, 0, 0, 255], 0)
  })

  it.each([[{ op: 'sharpen', sigma: 1, amount: 1 }], [{ op: 'unsharp', sigma: 2.5, amount: 1 }]] as const)(
    'makes edges steeper and leaves flat areas: %j',
    async (operation) => {
      const result = await run((x) => (x < 10 ? [90, 90, 90] : [160, 160, 160]), [operation])

      expect(result.at(9, 10)[0]).toBeLessThan(80)
      expect(result.at(10, 10)[0]).toBeGreaterThan(170)
      near(result.at(0, 10), [90, 90, 90, 255], 2)
    },
  )

  it('darkens corners and keeps the centre', async () => {
    const result = await run(() => [200, 200, 200], [{ op: 'vignette', strength: 1 }])

    near(result.at(10, 10), [200, 200, 200, 255], 0)
    expect(result.at(0, 0)[0]).toBeLessThan(20)
    expect(result.at(19, 10)[0]).toBeGreaterThan(result.at(19, 19)[0])
  })
})

describe('transparency', () => {
  it('multiplies alpha', async () => {
    near((await run(() => [1, 2, 3, 200], [{ op: 'opacity', factor: 0.5 }])).at(0, 0), [1, 2, 3, 100], 0)
    near((await run(() => [1, 2, 3], [{ op: 'opacity', factor: 0.5 }])).at(0, 0), [1, 2, 3, 128], 0)
  })

  it('makes alpha all or nothing', async () => {
    const result = await run((x) => [1, 2, 3, x * 10], [{ op: 'alpha_threshold', threshold: 100 }])

    expect([result.at(9, 0)[3], result.at(10, 0)[3]]).toEqual([0, 255])
  })

  it('keys out the edge colour or a given one', async () => {
    const dot: Paint = (x, y) => (Math.hypot(x - 10, y - 10) < 5 ? [255, 0, 0] : [0, 200, 0])

    const edge = await run(dot, [{ op: 'key_out', colour: null, tolerance: 0.1 }])
    const given = await run(dot, [{ op: 'key_out', colour: RED, tolerance: 0.1 }])

    expect([edge.at(0, 0)[3], edge.at(10, 10)[3]]).toEqual([0, 255])
    expect([given.at(0, 0)[3], given.at(10, 10)[3]]).toEqual([255, 0])
  })

  it('flattens on a colour, also a see-through one', async () => {
    const solid = await run(() => [0, 0, 0, 0], [{ op: 'flatten', background: BLUE }])
    const half = await run(() => [0, 0, 0, 0], [{ op: 'flatten', background: { ...BLUE, alpha: 0.5 } }])

    near(solid.at(4, 4), [0, 0, 255, 255], 0)
    near(half.at(4, 4), [0, 0, 255, 128], 1)
  })
})

describe('shapes', () => {
  it('rounds each corner by its own radius', async () => {
    const result = await run(() => [9, 9, 9], [{ op: 'round', shape: { kind: 'corners', radii: [8, 0, 4, 0] } }])

    expect([result.at(0, 0)[3], result.at(19, 0)[3], result.at(19, 19)[3], result.at(0, 19)[3]]).toEqual([
      0, 255, 0, 255,
    ])
    expect(result.at(4, 4)[3]).toBe(255)
    expect(result.at(10, 10)[3]).toBe(255)
    // Where the circle crosses a pixel it is partly covered.
    expect(result.at(2, 2)[3]).toBeGreaterThan(0)
    expect(result.at(2, 2)[3]).toBeLessThan(255)
  })

  it('covers as many pixels as the ellipse has area', async () => {
    for (const { width, height } of [
      { width: 20, height: 20 },
      { width: 61, height: 24 },
    ]) {
      const result = await run(() => [9, 9, 9], [{ op: 'round', shape: { kind: 'ellipse' } }], { width, height })

      let area = 0
      for (let at = 3; at < result.data.length; at += 4) area += (result.data[at] as number) / 255
      expect(area / ((Math.PI * width * height) / 4)).toBeCloseTo(1, 1)
      expect(result.at(0, 0)[3]).toBe(0)
      expect(result.at(Math.floor(width / 2), Math.floor(height / 2))[3]).toBe(255)
    }
  })

  it('draws a frame inside the edges', async () => {
    const result = await run(() => [0, 255, 0], [{ op: 'frame', width: 3, colour: RED, shape: null }])

    near(result.at(2, 10), [255, 0, 0, 255], 0)
    near(result.at(3, 10), [0, 255, 0, 255], 0)
    near(result.at(10, 19), [255, 0, 0, 255], 0)
  })

  it('lets the frame follow a round shape', async () => {
    const result = await run(() => [0, 255, 0], [{ op: 'frame', width: 3, colour: RED, shape: { kind: 'ellipse' } }])

    expect(result.at(0, 0)[3]).toBe(0)
    near(result.at(1, 10), [255, 0, 0, 255], 2)
    near(result.at(10, 10), [0, 255, 0, 255], 0)
    near(result.at(10, 5), [0, 255, 0, 255], 0)
  })

  it('lays a coloured shadow under what is not transparent', async () => {
    const square: Paint = (x, y) => (x >= 5 && x < 10 && y >= 5 && y < 10 ? [0, 255, 0, 255] : [0, 0, 0, 0])

    const result = await run(square, [{ op: 'shadow', x: 5, y: 5, sigma: 0, opacity: 0.5, colour: BLUE }])

    near(result.at(7, 7), [0, 255, 0, 255], 0)
    near(result.at(12, 12), [0, 0, 255, 128], 1)
    expect(result.at(2, 12)[3]).toBe(0)
  })
})

describe('composition', () => {
  const layerOf = async (bytes: Buffer) => ({ kind: 'file', file: await rendering.file(bytes) }) as const
  const planned = { kind: 'layer', autoOrient: true } as never

  async function compose(
    base: Paint,
    layer: Buffer,
    options: Partial<Extract<Operation, { op: 'composite' }>> & { size?: number; operations?: readonly Operation[] },
    after: readonly Operation[] = [],
  ): Promise<DecodedPicture> {
    const { size = 10, operations = [], ...rest } = options
    const source = await rendering.file(await picture(20, 20, base).png().toBuffer())
    const composite: Operation = {
      op: 'composite',
      layer: { input: 0, width: size, height: size, operations },
      left: 0,
      top: 0,
      mode: 'over',
      blend: 'over',
      tiled: false,
      ...rest,
    }
    const request = { operations: [composite, ...after], inputs: [planned], layers: [await layerOf(layer)] }
    return decode((await rendering.render(source, request)).bytes)
  }

  const grey: Paint = () => [100, 100, 100]

  it('lays a picture over another at its place', async () => {
    const result = await compose(grey, await flat(10, 10, [255, 0, 0]), { left: 5, top: 8 })

    near(result.at(4, 8), [100, 100, 100, 255], 0)
    near(result.at(5, 8), [255, 0, 0, 255], 0)
    near(result.at(14, 17), [255, 0, 0, 255], 0)
    near(result.at(15, 17), [100, 100, 100, 255], 0)
  })

  it('cuts what lies outside of the canvas', async () => {
    const corner = painted(10, 10, (x, y) => (x >= 5 && y >= 5 ? [0, 0, 255, 255] : [255, 0, 0, 255]))
    const layer = await picture(10, 10, (x, y) => [...corner.data.subarray((y * 10 + x) * 4, (y * 10 + x) * 4 + 4)])
      .png()
      .toBuffer()

    const result = await compose(grey, layer, { left: -5, top: -5 })
    const beyond = await compose(grey, layer, { left: 30, top: 0 })

    near(result.at(0, 0), [0, 0, 255, 255], 0)
    near(result.at(5, 5), [100, 100, 100, 255], 0)
    near(beyond.at(19, 0), [100, 100, 100, 255], 0)
  })

  it.each([
    ['multiply', [50, 0, 100]],
    ['screen', [178, 100, 255]],
    ['overlay', [100, 0, 200]],
  ] as const)('blends by %s', async (blend, expected) => {
    near((await compose(grey, await flat(20, 20, [128, 0, 255]), { blend, size: 20 })).at(9, 9), expected, 2)
  })

  it('lays a picture under a transparent one, blended or not', async () => {
    const halfClear: Paint = (x) => (x < 10 ? [0, 0, 0, 0] : [100, 100, 100, 255])
    const layer = await flat(20, 20, [128, 0, 255])

    const plain = await compose(halfClear, layer, { mode: 'under', size: 20 })
    const blended = await compose(halfClear, layer, { mode: 'under', blend: 'multiply', size: 20 })

    near(plain.at(4, 4), [128, 0, 255, 255], 1)
    near(plain.at(14, 4), [100, 100, 100, 255], 1)
    near(blended.at(14, 4), [50, 0, 100, 255], 2)
    near(blended.at(4, 4), [128, 0, 255, 255], 2)
  })

  it('cuts a hole by the layer, or keeps only what it covers', async () => {
    const layer = await flat(10, 10, [0, 0, 0, 255])

    const hole = await compose(grey, layer, { mode: 'cut_out', left: 5, top: 5 })
    const kept = await compose(grey, layer, { mode: 'cutter', left: 5, top: 5 })
    const nothing = await compose(grey, layer, { mode: 'cutter', left: 50, top: 5 })

    expect([hole.at(10, 10)[3], hole.at(1, 1)[3]]).toEqual([0, 255])
    expect([kept.at(10, 10)[3], kept.at(1, 1)[3]]).toEqual([255, 0])
    near(kept.at(10, 10), [100, 100, 100, 255], 1)
    expect(nothing.at(10, 10)[3]).toBe(0)
  })

  it('tiles from the top left', async () => {
    const layer = await picture(6, 6, (x, y) => (x === 0 && y === 0 ? [255, 0, 0] : [0, 0, 0]))
      .png()
      .toBuffer()

    const result = await compose(grey, layer, { tiled: true, size: 6 })

    for (const [x, y] of [
      [0, 0],
      [6, 0],
      [18, 18],
      [12, 6],
    ] as const)
      near(result.at(x, y), [255, 0, 0, 255], 0)
    near(result.at(19, 19), [0, 0, 0, 255], 0)
  })

  it('runs the operations of the layer first, and those after the composition on both', async () => {
    const operations = [{ op: 'resize', width: 20, height: 20 }] as const

    const result = await compose(grey, await flat(5, 5, [255, 0, 0]), { size: 20, operations, left: 10 }, [
      { op: 'flip', axis: 'horizontal' },
      { op: 'linear', multiply: [0.5, 0.5, 0.5], add: [0, 0, 0] },
    ])

    near(result.at(2, 2), [128, 0, 0, 255], 1)
    near(result.at(15, 2), [50, 50, 50, 255], 1)
  })

  it('takes bitmaps as layers', async () => {
    const source = await rendering.file(await flat(4, 4, [0, 0, 0]))
    const bitmap = { width: 2, height: 1, data: new Uint8Array([255, 0, 0, 255, 0, 255, 0, 128]) }
    const composite = {
      op: 'composite',
      layer: { input: 0, width: 2, height: 1, operations: [] },
      left: 1,
      top: 1,
      mode: 'over',
      blend: 'over',
      tiled: false,
    } as const

    const { bytes } = await rendering.render(source, {
      operations: [composite],
      inputs: [planned],
      layers: [{ kind: 'bitmap', bitmap }],
    })

    const result = await decode(bytes)
    near(result.at(1, 1), [255, 0, 0, 255], 0)
    near(result.at(2, 1), [0, 128, 0, 255], 1)
  })
})
