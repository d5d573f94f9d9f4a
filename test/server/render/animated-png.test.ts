import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decode, flat, type Rendering, startRendering } from '../../support/rendering.ts'

let rendering: Rendering
beforeAll(() => {
  rendering = startRendering()
})
afterAll(() => rendering.close())

interface Chunk {
  readonly type: string
  readonly body: Buffer
}

const COLOURS = [
  [255, 0, 0, 255],
  [0, 255, 0, 255],
  [0, 0, 255, 128],
] as const

async function render(encoding: object = {}): Promise<Buffer> {
  const frames = await Promise.all(COLOURS.map((colour) => flat(30, 20, colour)))
  const webp = await sharp(frames, { join: { animated: true } })
    .webp({ lossless: true, delay: [100, 200, 300], loop: 2 })
    .toBuffer()
  const { bytes, result } = await rendering.render(await rendering.file(webp), {
    operations: [{ op: 'resize', width: 15, height: 10 }],
    selection: { pages: -1 },
    encoding: { format: 'png', animated: true, ...encoding },
  })
  expect(result).toMatchObject({ width: 15, height: 10, frames: 3, format: 'png' })
  return bytes
}

describe('an animated png', () => {
  it('announces its frames, their times and how often they are played', async () => {
    const chunks = chunksOf(await render())
    const control = chunks.find(({ type }) => type === 'acTL')?.body
    const frames = chunks.filter(({ type }) => type === 'fcTL').map(({ body }) => body)

    expect([control?.readUInt32BE(0), control?.readUInt32BE(4)]).toEqual([3, 2])
    expect(frames.map((body) => [body.readUInt32BE(4), body.readUInt32BE(8)])).toEqual([
      [15, 10],
      [15, 10],
      [15, 10],
    ])
    expect(frames.map((body) => (1000 * body.readUInt16BE(20)) / body.readUInt16BE(22))).toEqual([100, 200, 300])
  })

  it('numbers what belongs to the animation without a gap, before and after the first frame', async () => {
    const chunks = chunksOf(await render())
    const numbers = chunks
      .filter(({ type }) => type === 'fcTL' || type === 'fdAT')
      .map(({ body }) => body.readUInt32BE(0))

    expect(numbers).toEqual(numbers.map((_, index) => index))
    expect(chunks.slice(0, 2).map(({ type }) => type)).toEqual(['IHDR', 'acTL'])
    expect(chunks.at(-1)?.type).toBe('IEND')
  })

  it('shows the first frame to viewers without animation, and holds the pixels of the others', async () => {
    const bytes = await render()

    expect((await decode(bytes)).at(7, 5)).toEqual([255, 0, 0, 255])
    expect((await decode(frameAlone(bytes, 1))).at(7, 5)).toEqual([0, 255, 0, 255])
    expect((await decode(frameAlone(bytes, 2))).at(7, 5)).toEqual([0, 0, 255, 128])
  })

  it('takes delay and repetition from the plan', async () => {
    const chunks = chunksOf(await render({ delay: 40, loop: 0 }))

    expect(chunks.find(({ type }) => type === 'acTL')?.body.readUInt32BE(4)).toBe(0)
    expect(chunks.filter(({ type }) => type === 'fcTL').map(({ body }) => body.readUInt16BE(20))).toEqual([40, 40, 40])
  })
})

function chunksOf(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const named = png.subarray(at + 4, at + 8 + length)
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(named))
    chunks.push({ type: named.toString('latin1', 0, 4), body: named.subarray(4) })
    at += 12 + length
  }
  return chunks
}

/** A later frame as an ordinary file. */
function frameAlone(animation: Buffer, index: number): Buffer {
  const chunks = chunksOf(animation)
  const starts = chunks.flatMap(({ type }, at) => (type === 'fcTL' ? [at] : []))
  const own = chunks.slice(starts[index], starts[index + 1]).filter(({ type }) => type === 'fdAT')
  const parts = [
    chunks[0] as Chunk,
    ...own.map(({ body }) => ({ type: 'IDAT', body: body.subarray(4) })),
    { type: 'IEND', body: Buffer.alloc(0) },
  ]
  return Buffer.concat([animation.subarray(0, 8), ...parts.map(written)])
}

function written({ type, body }: Chunk): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
