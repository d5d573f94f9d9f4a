import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decode, picture, type Rendering, startRendering } from '../../support/rendering.ts'

let rendering: Rendering
beforeAll(() => {
  rendering = startRendering()
})
afterAll(() => rendering.close())

const gradient = (width: number, height: number) =>
  picture(width, height, (x, y) => [(x * 255) / width, (y * 255) / height, 128])

describe('the renderer', () => {
  it('resizes, cuts and encodes in the formats of libvips', async () => {
    const source = await rendering.file(await gradient(400, 300).jpeg().toBuffer())

    for (const format of ['jpg', 'png', 'webp', 'gif', 'avif', 'tiff']) {
      const { result, bytes } = await rendering.render(source, {
        operations: [
          { op: 'resize', width: 200, height: 150 },
          { op: 'extract', left: 25, top: 0, width: 150, height: 150 },
        ],
        encoding: { format },
      })

      const metadata = await sharp(bytes).metadata()
      expect([metadata.width, metadata.height]).toEqual([150, 150])
      expect(result).toMatchObject({ width: 150, height: 150, format, bytes: bytes.length, frames: 1 })
      expect(result.md5).toBe(createHash('md5').update(bytes).digest('hex'))
    }
  })

  it('gives the same bytes for the same plan', async () => {
    const source = await rendering.file(await gradient(300, 200).png().toBuffer())
    const request = { operations: [{ op: 'resize', width: 77, height: 51 }], encoding: { format: 'webp' } } as const

    const [first, second] = await Promise.all([rendering.render(source, request), rendering.render(source, request)])

    expect(first.result.md5).toBe(second.result.md5)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'shows EXIF orientation %i upright, before and after a crop',
    async (orientation) => {
      const upright = gradient(80, 40)
      const stored = await storedAs(await upright.png().toBuffer(), orientation)
      const source = await rendering.file(stored)

      const whole = await decode((await rendering.render(source)).bytes)
      const cropped = await decode(
        (
          await rendering.render(source, {
            operations: [
              { op: 'resize', width: 40, height: 20 },
              { op: 'extract', left: 20, top: 0, width: 20, height: 20 },
            ],
          })
        ).bytes,
      )

      expect([whole.width, whole.height]).toEqual([80, 40])
      const [red, green] = whole.at(70, 5)
      expect(Math.abs(red - (70 * 255) / 80)).toBeLessThan(6)
      expect(Math.abs(green - (5 * 255) / 40)).toBeLessThan(6)
      expect([cropped.width, cropped.height]).toEqual([20, 20])
      expect(Math.abs(cropped.at(15, 10)[0] - (71 * 255) / 80)).toBeLessThan(8)
    },
  )
})

/** How a camera held that way would have stored the upright picture. */
async function storedAs(upright: Buffer, orientation: number): Promise<Buffer> {
  const turned = sharp(upright)
  const undo: Record<number, () => Sharp> = {
    1: () => turned,
    2: () => turned.flop(),
    3: () => turned.rotate(180),
    4: () => turned.flip(),
    5: () => turned.flop().rotate(270),
    6: () => turned.rotate(270),
    7: () => turned.flop().rotate(90),
    8: () => turned.rotate(90),
  }
  const pixels = await undo[orientation]?.().png().toBuffer()
  return sharp(pixels).withMetadata({ orientation }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer()
}
