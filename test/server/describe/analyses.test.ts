/** Quality, accessibility and movement as they are measured in the children of the pool. */
import { writeFile } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DescribeNeeds, Description } from '../../../server/ports/describer.ts'
import { pdfFile } from '../../support/media-files.ts'
import { type Rendering, startRendering } from '../../support/rendering.ts'

let rendering: Rendering
beforeAll(() => {
  rendering = startRendering()
})
afterAll(() => rendering.close())

async function described(bytes: Uint8Array, needs: DescribeNeeds): Promise<Description> {
  const path = rendering.path()
  await writeFile(path, bytes)
  return rendering.describer.describe(path, needs)
}

async function partsOf(picture: Sharp): Promise<Readonly<Record<string, number>>> {
  const { quality } = await described(await picture.png().toBuffer(), { quality: true })
  return quality?.parts ?? {}
}

const SIZE = 512

/** Overlapping discs in many colours with fine stripes: edges everywhere but on a grid of 8, the same in every run. */
function scene(): Sharp {
  const data = Buffer.alloc(SIZE * SIZE * 3)
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const at = (y * SIZE + x) * 3
      const disc = Math.hypot((x % 97) - 48, (y % 83) - 40) < 30
      const shade = 90 + 60 * Math.sin(x / 40) + 30 * Math.cos(y / 25)
      data[at] = disc ? 200 : shade
      data[at + 1] = disc ? 80 + ((x * 3) % 90) : shade * 0.8
      data[at + 2] = disc ? 60 : 220 - shade
      if (disc && x % 7 < 2) data.fill(30, at, at + 3)
    }
  }
  return sharp(data, { raw: { width: SIZE, height: SIZE, channels: 3 } })
}

/** Gaussian noise of a fixed seed. */
async function withNoise(deviation: number): Promise<Sharp> {
  const data = await scene().raw().toBuffer()
  let seed = 7
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
  for (let at = 0; at < data.length; at++) {
    const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
    data[at] = Math.min(255, Math.max(0, (data[at] as number) + normal * deviation))
  }
  return sharp(data, { raw: { width: SIZE, height: SIZE, channels: 3 } })
}

function drawing(body: string, size = 300): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${body}</svg>`)
}

const halves = (left: string, right: string) =>
  drawing(`<rect width="150" height="300" fill="${left}"/><rect x="150" width="150" height="300" fill="${right}"/>`)

describe('quality analysis', () => {
  it('finds less focus the more a picture is blurred', async () => {
    const sharpness = await Promise.all(
      [0, 2, 4, 8].map(async (sigma) => (await partsOf(sigma === 0 ? scene() : scene().blur(sigma))).focus as number),
    )

    expect(sharpness[0]).toBeGreaterThan(0.8)
    expect(sharpness).toEqual(sharpness.toSorted((a, b) => b - a))
    expect(sharpness.at(-1)).toBeLessThan(0.2)
  })

  it('measures the noise that was added', async () => {
    const [clean, little, much] = await Promise.all(
      [scene(), await withNoise(5), await withNoise(20)].map(async (one) => (await partsOf(one)).noise as number),
    )

    // Brightness weighs the channels: its deviation is 0.75 of theirs.
    expect(clean).toBeGreaterThan(0.93)
    expect(little).toBeCloseTo(1 - (5 * 0.75) / 20, 1)
    expect(much).toBeCloseTo(1 - (20 * 0.75) / 20, 1)
  })

  it.each([95, 80, 50, 20])('tells that a JPEG was encoded at quality %i', async (quality) => {
    const bytes = await scene().jpeg({ quality }).toBuffer()

    const found = await described(bytes, { quality: true })

    expect(found.quality?.parts.jpeg_quality).toBeCloseTo(quality / 100, 2)
  })

  it('sees the blocks of a JPEG of low quality, and none in the picture it was made of', async () => {
    const coarse = await described(await scene().jpeg({ quality: 2 }).toBuffer(), { quality: true })
    const clean = await partsOf(scene())

    expect(clean.blockiness).toBeGreaterThan(0.9)
    expect(coarse.quality?.parts.blockiness).toBeLessThan(0.8)
  })

  it('finds dark pictures badly exposed, grey ones without saturation, small ones of low resolution', async () => {
    const dark = await partsOf(scene().linear(0.1, 0))
    const grey = await partsOf(scene().greyscale())
    const small = await partsOf(scene().resize(50, 50))

    expect(dark.exposure).toBeLessThan(0.4)
    expect(dark.contrast).toBeLessThan(0.2)
    expect(grey.saturation).toBe(0)
    expect(small.resolution).toBe(0.04)
  })

  it('lets one bad part spoil the score', async () => {
    const [good, blurred] = await Promise.all(
      [scene(), scene().blur(8)].map(async (one) => {
        const { quality } = await described(await one.png().toBuffer(), { quality: true })
        return quality?.score as number
      }),
    )

    expect(good).toBeGreaterThan(0.7)
    expect(blurred).toBeLessThan(0.3)
  })

  it.each([
    [
      '1 x 1',
      () =>
        sharp({ create: { width: 1, height: 1, channels: 3, background: '#888' } })
          .png()
          .toBuffer(),
    ],
    [
      '3000 x 2',
      () =>
        sharp({ create: { width: 3000, height: 2, channels: 3, background: '#888' } })
          .png()
          .toBuffer(),
    ],
    [
      'transparent',
      () =>
        sharp({ create: { width: 90, height: 90, channels: 4, background: '#0000' } })
          .png()
          .toBuffer(),
    ],
    ['16-bit', () => scene().toColourspace('rgb16').png().toBuffer()],
    ['grey', () => scene().greyscale().jpeg().toBuffer()],
    ['progressive', () => scene().jpeg({ progressive: true }).toBuffer()],
    ['vector', async () => drawing('<circle cx="100" cy="100" r="50"/>')],
    ['document', async () => pdfFile([{ width: 200, height: 100, draw: '0 0 1 rg 10 10 50 50 re f' }])],
  ] as const)('answers for a %s picture with numbers from 0 to 1', async (_, make) => {
    const { quality, illustrationScore, accessibility } = await described(await make(), {
      quality: true,
      accessibility: true,
    })

    const numbers = [
      ...Object.values(quality?.parts ?? {}),
      quality?.score,
      illustrationScore,
      accessibility?.score,
      accessibility?.distinctEdges,
      accessibility?.distinctColors,
    ]
    expect(numbers.length).toBeGreaterThan(10)
    for (const number of numbers) expect(Math.abs((number as number) - 0.5)).toBeLessThanOrEqual(0.5)
  })

  it('takes plain areas for a drawing and noise for a photograph', async () => {
    const drawn = await described(drawing('<rect width="300" height="300" fill="#c84"/>'), { quality: true })
    const noisy = await described(await (await withNoise(4)).png().toBuffer(), { quality: true })

    expect([drawn.illustrationScore, noisy.illustrationScore]).toEqual([1, 0])
  })
})

describe('accessibility analysis', () => {
  it('finds red and green of alike brightness hard to tell apart', async () => {
    const { accessibility } = await described(halves('#e06050', '#90a050'), { accessibility: true })

    expect(accessibility).toMatchObject({ distinctEdges: 0, distinctColors: 0, score: 0 })
    expect(accessibility?.mostIndistinctPair?.toSorted()).toEqual(['#90a050', '#e06050'])
  })

  it('finds black and white, and blue and yellow, easy to tell apart', async () => {
    for (const [left, right] of [
      ['#000', '#fff'],
      ['#1133bb', '#eecc22'],
    ] as const) {
      const { accessibility } = await described(halves(left, right), { accessibility: true })

      expect(accessibility).toMatchObject({ distinctEdges: 1, distinctColors: 1, score: 1 })
    }
  })

  it('names no pair where there is one colour', async () => {
    const { accessibility } = await described(drawing('<rect width="300" height="300" fill="#c84"/>'), {
      accessibility: true,
    })

    expect(accessibility).toEqual({ distinctEdges: 1, distinctColors: 1, mostIndistinctPair: null, score: 1 })
  })
})

describe('cinemagraph analysis', () => {
  /** Frames of a square that is somewhere else in each. */
  async function animation(places: readonly number[], square: number): Promise<Buffer> {
    const frames = await Promise.all(
      places.map((left) =>
        sharp(
          drawing(
            `<rect width="300" height="300" fill="#246"/><rect x="${left}" y="10" width="${square}" height="${square}" fill="#fff"/>`,
          ),
        )
          .png()
          .toBuffer(),
      ),
    )
    return sharp(frames, { join: { animated: true } })
      .gif({ loop: 0, delay: places.map(() => 100) })
      .toBuffer()
  }
  const scoreOf = async (bytes: Uint8Array) => (await described(bytes, { cinemagraph: true })).cinemagraphScore

  it('is high where a small part moves and returns, low where nearly all of it does', async () => {
    const little = await scoreOf(await animation([10, 20, 30, 20], 40))
    const much = await scoreOf(await animation([0, 12, 0, 12], 280))
    const everything = await scoreOf(
      await sharp(
        await Promise.all(
          ['#000', '#fff', '#000'].map((background) =>
            sharp({ create: { width: 60, height: 40, channels: 3, background } })
              .png()
              .toBuffer(),
          ),
        ),
        { join: { animated: true } },
      )
        .gif()
        .toBuffer(),
    )

    expect(little).toBeGreaterThan(0.9)
    expect(much as number).toBeLessThan(little as number)
    expect(everything).toBe(0)
  })

  it('is lower where the end does not join the beginning', async () => {
    const joined = await scoreOf(await animation([10, 40, 70, 100, 70, 40], 30))
    const jumping = await scoreOf(await animation([10, 14, 18, 22, 26, 240], 30))

    expect(jumping as number).toBeLessThan(joined as number)
  })

  it('is 0 for still pictures, and for animations in which nothing moves', async () => {
    expect(await scoreOf(drawing('<circle r="20"/>'))).toBe(0)
    expect(await scoreOf(await animation([10, 10, 10], 30))).toBe(0)
  })
})
