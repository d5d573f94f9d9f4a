/** Operations that share a pipeline give what they give one by one, whatever order sharp has inside of one. */

import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SourceFile } from '../../../server/ports/renderer.ts'
import type { Operation } from '../../../server/transformation/plan/operations.ts'
import { sizeAfter } from '../../../server/transformation/plan/sizes.ts'
import { uprightSize } from '../../../server/transformation/plan/source.ts'
import { fc } from '../../support/properties.ts'
import { decode, painted, picture, type Rendering, startRendering } from '../../support/rendering.ts'

let rendering: Rendering
let sources: readonly SourceFile[] = []

beforeAll(async () => {
  rendering = startRendering()
  // Smooth, with one corner that differs from all others, and transparent towards the bottom.
  const { data } = painted(64, 48, (x, y) => [x * 3, y * 4, x < 20 && y < 20 ? 255 : 60, y > 40 ? 100 : 255])
  const clear = sharp(data, { raw: { width: 64, height: 48, channels: 4 } })
  const opaque = clear.clone().removeAlpha()
  const files = [clear.clone().png().toBuffer(), opaque.clone().png().toBuffer()]
  for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
    files.push(
      opaque.clone().withMetadata({ orientation }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(),
    )
  }
  sources = await Promise.all((await Promise.all(files)).map((bytes) => rendering.file(bytes)))
})
afterAll(() => rendering.close())

const part = fc.double({ min: 0, max: 1, noNaN: true })
/** Made for the size at that point. */
type Maker = (size: { readonly width: number; readonly height: number }) => Operation
const colour = { red: 20, green: 40, blue: 250, alpha: 1 }
const maker: fc.Arbitrary<Maker> = fc.oneof(
  fc.tuple(part, part).map(
    ([x, y]): Maker =>
      ({ width, height }) => ({
        op: 'resize',
        width: Math.max(8, Math.round(width * (0.4 + x))),
        height: Math.max(8, Math.round(height * (0.4 + y))),
      }),
  ),
  fc.tuple(part, part).map(
    ([x, y]): Maker =>
      ({ width, height }) => {
        const size = { width: Math.max(4, Math.ceil(width * 0.7)), height: Math.max(4, Math.ceil(height * 0.7)) }
        return {
          op: 'extract',
          left: Math.floor((width - size.width) * x),
          top: Math.floor((height - size.height) * y),
          ...size,
        }
      },
  ),
  fc.constantFrom<Maker>(
    () => ({ op: 'extend', left: 3, top: 1, right: 0, bottom: 5, background: colour }),
    () => ({ op: 'extend', left: 0, top: 4, right: 2, bottom: 0, background: { ...colour, alpha: 0 } }),
    () => ({ op: 'turn', quarters: 1 }),
    () => ({ op: 'turn', quarters: 2 }),
    () => ({ op: 'turn', quarters: 3 }),
    () => ({ op: 'flip', axis: 'horizontal' }),
    () => ({ op: 'flip', axis: 'vertical' }),
    () => ({ op: 'linear', multiply: [0.5, 0.8, 0.9], add: [40, 10, 0] }),
    () => ({
      op: 'recombine',
      matrix: [
        [0.3, 0.3, 0.3],
        [0, 1, 0],
        [0.5, 0, 0.5],
      ],
    }),
    () => ({ op: 'blur', sigma: 1.5 }),
    () => ({ op: 'sharpen', sigma: 1, amount: 0.5 }),
    () => ({ op: 'opacity', factor: 0.7 }),
    () => ({ op: 'flatten', background: colour }),
    () => ({ op: 'round', shape: { kind: 'corners', radii: [2, 3, 4, 0] } }),
    () => ({ op: 'hsl', hueDegrees: 90, saturation: 0.8, vibrance: 0 }),
  ),
)

describe('a list of operations', () => {
  it('cuts after it mirrors (sharp cuts first in one pipeline)', async () => {
    const source = sources[1] as SourceFile
    const operations: readonly Operation[] = [
      { op: 'flip', axis: 'horizontal' },
      { op: 'extract', left: 44, top: 0, width: 20, height: 20 },
    ]

    const { at } = await decode((await rendering.render(source, { operations })).bytes)

    // The corner that is different lies at the right now.
    expect([at(1, 10)[2], at(19, 19)[2]]).toEqual([255, 255])
  })

  it('cuts a picture that EXIF says is mirrored where it is upright', async () => {
    const source = sources[2] as SourceFile

    const { at } = await decode(
      (await rendering.render(source, { operations: [{ op: 'extract', left: 44, top: 0, width: 20, height: 20 }] }))
        .bytes,
    )

    expect(Math.min(at(5, 10)[2], at(15, 15)[2])).toBeGreaterThan(240)
  })

  it('gives the picture that its members give one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(maker, { minLength: 2, maxLength: 5 }), fc.nat({ max: 8 }), async (makers, index) => {
        const source = sources[index] as SourceFile
        const operations = operationsFor(makers, uprightSize(source.facts, true))

        const together = await decode((await rendering.render(source, { operations })).bytes)
        let current = source
        for (const operation of operations) {
          current = await rendering.file((await rendering.render(current, { operations: [operation] })).bytes)
        }
        const apart = await decode((await rendering.render(current)).bytes)

        expect([together.width, together.height]).toEqual([apart.width, apart.height])
        expect(difference(together.data, apart.data)).toBeLessThan(3)
      }),
      { numRuns: 150, seed: 5 },
    )
  }, 120_000)
})

describe('an animation', () => {
  it('gives, frame by frame, what its frames give alone', async () => {
    const frames = [painter(1), painter(2), painter(3)].map((paint) => picture(48, 32, paint))
    const files = await Promise.all(frames.map((frame) => frame.clone().png().toBuffer()))
    const animation = await sharp(files, { join: { animated: true } })
      .webp({ lossless: true, delay: [50, 50, 50] })
      .toBuffer()
    const source = await rendering.file(animation)
    const stills = await Promise.all(files.map((bytes) => rendering.file(bytes)))

    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(maker, frameMaker), { minLength: 1, maxLength: 4 }), async (makers) => {
        const operations = operationsFor(makers, { width: 48, height: 32 })

        const encoding = { format: 'webp', lossless: true, animated: true }
        const { bytes } = await rendering.render(source, { operations, encoding, selection: { pages: -1 } })

        for (const [page, still] of stills.entries()) {
          const frame = await decode(await sharp(bytes, { page }).png().toBuffer())
          const alone = await decode((await rendering.render(still, { operations })).bytes)
          expect([frame.width, frame.height]).toEqual([alone.width, alone.height])
          // libvips resamples a strip as one: the outermost rows of a small frame carry a trace of the next one.
          expect(difference(frame.data, alone.data)).toBeLessThan(6)
        }
      }),
      { numRuns: 60, seed: 9 },
    )
  }, 120_000)
})

/** Operations that are functions on pixels. */
const frameMaker = fc.constantFrom<Maker>(
  () => ({ op: 'pixelate', size: 5 }),
  ({ width, height }) => ({
    op: 'pixelate',
    size: 3,
    region: { left: 1, top: 1, width: width - 2, height: height - 2 },
  }),
  ({ width, height }) => ({ op: 'blur', sigma: 2, region: { left: 0, top: 1, width: width - 1, height: height - 1 } }),
  () => ({ op: 'vignette', strength: 0.6 }),
  () => ({ op: 'unsharp', sigma: 2, amount: 0.7 }),
  () => ({ op: 'round', shape: { kind: 'ellipse' } }),
  () => ({ op: 'frame', width: 2, colour, shape: null }),
  () => ({ op: 'alpha_threshold', threshold: 120 }),
  () => ({ op: 'key_out', colour: null, tolerance: 0.1 }),
  () => ({ op: 'shadow', x: 2, y: 3, sigma: 1, opacity: 0.8, colour }),
  () => ({ op: 'hsv', value: 1.3 }),
  ({ width, height }) => ({
    op: 'rotate',
    degrees: 20,
    width: Math.ceil(width * 0.94 + height * 0.35),
    height: Math.ceil(width * 0.35 + height * 0.94),
    background: colour,
  }),
)

function painter(frame: number) {
  return (x: number, y: number) => [(x * 4 + frame * 20) % 256, y * 5, x < 10 && y < 10 * frame ? 255 : 40 * frame]
}

function operationsFor(
  makers: readonly Maker[],
  start: { readonly width: number; readonly height: number },
): readonly Operation[] {
  let size = start
  return makers.map((make) => {
    const operation = make(size)
    size = sizeAfter(operation, size)
    return operation
  })
}

/** Mean over all channels; colours count as much as they are seen. */
function difference(a: Buffer, b: Buffer): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 4) {
    const [alphaA, alphaB] = [a[at + 3] as number, b[at + 3] as number]
    sum += Math.abs(alphaA - alphaB)
    for (let channel = 0; channel < 3; channel++) {
      sum += Math.abs((a[at + channel] as number) * alphaA - (b[at + channel] as number) * alphaB) / 255
    }
  }
  return sum / a.length
}
