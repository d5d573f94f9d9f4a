import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FrameSelection, Operation } from '../../../server/transformation/plan/operations.ts'
import type { ImageEncoding } from '../../../server/transformation/plan/plan-types.ts'
import { decode, flat, picture, type Rendering, startRendering } from '../../support/rendering.ts'

let rendering: Rendering
beforeAll(() => {
  rendering = startRendering()
})
afterAll(() => rendering.close())

/** Frames of one red value each, with the shown times. */
async function animation(
  reds: readonly number[],
  delay: readonly number[],
  format: 'gif' | 'webp' = 'webp',
): Promise<Buffer> {
  const frames = await Promise.all(reds.map((red) => flat(30, 20, [red, 0, 0])))
  const joined = sharp(frames, { join: { animated: true } })
  const options = { delay: [...delay], loop: 3 }
  return format === 'gif' ? joined.gif(options).toBuffer() : joined.webp({ ...options, lossless: true }).toBuffer()
}

interface Played {
  readonly reds: readonly number[]
  readonly delays: readonly number[]
  readonly loop: number
  readonly width: number
  readonly height: number
}

async function play(
  bytes: Buffer,
  operations: readonly Operation[],
  encoding: Partial<ImageEncoding> = {},
): Promise<Played> {
  const source = await rendering.file(bytes)
  const made = await rendering.render(source, {
    operations,
    selection: { pages: -1 },
    encoding: { format: 'webp', lossless: true, animated: true, ...encoding },
  })
  const metadata = await sharp(made.bytes, { pages: -1 }).metadata()
  const pages = metadata.pages ?? 1
  expect(made.result.frames).toBe(pages)
  const reds: number[] = []
  for (let page = 0; page < pages; page++) {
    const { data } = await sharp(made.bytes, { page, pages: 1 })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    reds.push(data[0] as number)
  }
  return {
    reds,
    delays: metadata.delay ?? [],
    loop: metadata.loop ?? -1,
    width: metadata.width,
    height: metadata.pageHeight ?? 0,
  }
}

const FOUR = [0, 80, 160, 240]
const TIMES = [100, 200, 300, 400]

describe('animated pictures', () => {
  it.each(['gif', 'webp'] as const)('keeps frames, delays and loops of a %s', async (format) => {
    const bytes = await animation(FOUR, TIMES, format)

    expect(await play(bytes, [])).toMatchObject({ reds: FOUR, delays: TIMES, loop: 3 })
    expect((await play(bytes, [], { format: 'gif' })).delays).toEqual(TIMES)
  })

  it('resizes, cuts and extends every frame', async () => {
    const operations: Operation[] = [
      { op: 'resize', width: 15, height: 10 },
      { op: 'extract', left: 5, top: 2, width: 5, height: 6 },
      { op: 'extend', left: 0, top: 2, right: 1, bottom: 0, background: { red: 7, green: 0, blue: 0, alpha: 1 } },
    ]

    expect(await play(await animation(FOUR, TIMES), operations)).toMatchObject({
      width: 6,
      height: 8,
      reds: [7, 7, 7, 7],
    })
  })

  it('does not let one frame bleed into the next', async () => {
    const operations: Operation[] = [
      { op: 'blur', sigma: 4 },
      { op: 'flip', axis: 'vertical' },
      { op: 'turn', quarters: 1 },
    ]

    const played = await play(await animation(FOUR, TIMES), operations)

    expect(played).toMatchObject({ width: 20, height: 30, delays: TIMES })
    for (const [index, red] of FOUR.entries()) expect(Math.abs((played.reds[index] ?? -99) - red)).toBeLessThan(2)
  })

  it('applies tone, kernels and layers to every frame', async () => {
    const source = await rendering.file(await animation(FOUR, TIMES))
    const dot = { width: 1, height: 1, data: new Uint8Array([0, 255, 0, 255]) }

    const { bytes } = await rendering.render(source, {
      selection: { pages: -1 },
      encoding: { format: 'webp', lossless: true, animated: true },
      operations: [
        { op: 'linear', multiply: [0.5, 1, 1], add: [10, 0, 0] },
        { op: 'pixelate', size: 3 },
        {
          op: 'composite',
          layer: { input: 0, width: 1, height: 1, operations: [] },
          left: 5,
          top: 5,
          mode: 'over',
          blend: 'over',
          tiled: false,
        },
      ],
      inputs: [{ kind: 'text', text: {} as never }],
      layers: [{ kind: 'bitmap', bitmap: dot }],
    })

    for (const [page, red] of FOUR.entries()) {
      const frame = await decode(await sharp(bytes, { page, pages: 1 }).png().toBuffer())
      expect(frame.at(5, 5)).toEqual([0, 255, 0, 255])
      expect(Math.abs((frame.at(0, 0)[0] ?? 0) - (red / 2 + 10))).toBeLessThanOrEqual(1)
    }
  })

  it.each<[string, FrameSelection, number[], number[]]>([
    ['plays backward', { kind: 'reverse' }, [240, 160, 80, 0], [400, 300, 200, 100]],
    [
      'plays forward and backward without stopping at the ends',
      { kind: 'boomerang' },
      [0, 80, 160, 240, 160, 80],
      [100, 200, 300, 400, 300, 200],
    ],
    ['keeps so many, spread over the time', { kind: 'count', count: 2 }, [0, 160], [500, 500]],
    ['keeps all when more are asked for', { kind: 'count', count: 9 }, FOUR, TIMES],
    ['keeps one each so often', { kind: 'interval', milliseconds: 500 }, [0, 160], [500, 500]],
    // fps_99999999: listing the times would take all memory there is.
    [
      'keeps all when they are asked for more often than there are any',
      { kind: 'interval', milliseconds: 1e-6 },
      FOUR,
      TIMES,
    ],
    ['keeps one when it is asked for less often than it lasts', { kind: 'interval', milliseconds: 1e9 }, [0], []],
    ['plays faster', { kind: 'speed', factor: 2 }, FOUR, [50, 100, 150, 200]],
  ])('%s', async (_, selection, reds, delays) => {
    expect(await play(await animation(FOUR, TIMES), [{ op: 'frames', selection }])).toMatchObject({ reds, delays })
  })

  it('fades in from nothing', async () => {
    const bytes = await animation([200, 210, 220, 230], [100, 100, 100, 100])
    const source = await rendering.file(bytes)

    const made = await rendering.render(source, {
      selection: { pages: -1 },
      operations: [{ op: 'frames', selection: { kind: 'fade', milliseconds: 200, direction: 'in' } }],
      encoding: { format: 'webp', lossless: true, animated: true },
    })

    const alphas: number[] = []
    for (let page = 0; page < 4; page++) {
      const { data } = await sharp(made.bytes, { page }).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
      alphas.push(data[3] as number)
    }
    expect(alphas).toEqual([0, 128, 255, 255])
  })

  it('takes delay and loops from the plan', async () => {
    expect(await play(await animation(FOUR, TIMES), [], { delay: 70, loop: 0 })).toMatchObject({
      delays: [70, 70, 70, 70],
      loop: 0,
    })
  })

  it('gives the asked frame as a still', async () => {
    const source = await rendering.file(await animation(FOUR, TIMES))

    const { bytes, result } = await rendering.render(source, { selection: { page: 2, pages: 1 } })

    expect(result.frames).toBe(1)
    expect((await decode(bytes)).at(0, 0)[0]).toBe(160)
  })

  it('finds nothing to choose from in a still', async () => {
    const source = await rendering.file(
      await picture(5, 5, () => [1, 2, 3])
        .png()
        .toBuffer(),
    )

    const { result } = await rendering.render(source, {
      operations: [{ op: 'frames', selection: { kind: 'reverse' } }],
    })

    expect(result.frames).toBe(1)
  })
})

describe('measuring', () => {
  const measured = async (bytes: Buffer, operations: readonly Operation[] = []) => {
    const source = await rendering.file(bytes)
    const { width, height } = source.facts
    const selection = { page: 0, pages: 1, density: 72, autoOrient: true, width, height }
    return { source, selection, operations, inputs: [] }
  }

  it('finds the box that trimming leaves, at that point of the chain', async () => {
    const framed = await picture(40, 30, (x, y) =>
      x >= 8 && x < 30 && y >= 4 && y < 20 ? [200, 0, 0] : [250, 250, 250],
    )
      .png()
      .toBuffer()

    const whole = await rendering.renderer.trimBox(await measured(framed), 0.1, null)
    const later = await rendering.renderer.trimBox(
      await measured(framed, [{ op: 'extract', left: 4, top: 2, width: 36, height: 28 }]),
      0.1,
      null,
    )
    const other = await rendering.renderer.trimBox(await measured(framed), 0.1, {
      red: 0,
      green: 0,
      blue: 255,
      alpha: 1,
    })

    expect(whole).toEqual({ left: 8, top: 4, width: 22, height: 16 })
    expect(later).toEqual({ left: 4, top: 2, width: 22, height: 16 })
    expect(other).toEqual({ left: 0, top: 0, width: 40, height: 30 })
  })

  it('trims what is transparent and leaves what is uniform', async () => {
    const dot = await picture(20, 20, (x, y) => (x === 9 && y === 11 ? [0, 0, 0, 255] : [0, 0, 0, 0]))
      .png()
      .toBuffer()

    expect(await rendering.renderer.trimBox(await measured(dot), 0, null)).toEqual({
      left: 9,
      top: 11,
      width: 1,
      height: 1,
    })
    expect(await rendering.renderer.trimBox(await measured(await flat(9, 7, [5, 5, 5])), 0.1, null)).toEqual({
      left: 0,
      top: 0,
      width: 9,
      height: 7,
    })
  })

  it('puts the window where something is to be seen, inside of the picture', async () => {
    const busy = (left: number) =>
      picture(400, 200, (x, y) =>
        Math.hypot(x - left, y - 100) < 40 ? [230, (x * 53) % 200, (y * 31) % 90] : [120, 125, 130],
      )
        .png()
        .toBuffer()

    const right = await rendering.renderer.attentionBox(await measured(await busy(330)), 120, 200)
    const left = await rendering.renderer.attentionBox(await measured(await busy(60)), 120, 200)

    expect(right).toMatchObject({ top: 0, width: 120, height: 200 })
    expect(right.left).toBeGreaterThan(200)
    expect(right.left + 120).toBeLessThanOrEqual(400)
    expect(left.left).toBeLessThan(80)
  })
})
