import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matroskaEnd } from '../../../server/describe/matroska-end.ts'
import { encodedFile } from '../../support/media-files.ts'
import { fc } from '../../support/properties.ts'
import { type Rendering, startRendering } from '../../support/rendering.ts'

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=20:duration=3']
const SOUND = ['-f', 'lavfi', '-i', 'sine=duration=3']
const VP8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-g', '15']
const OPUS = ['-c:a', 'libopus']
/** As a browser writes: the header is never completed. */
const LIVE = ['-live', '1']

let rendering: Rendering
let film: Buffer
beforeAll(async () => {
  rendering = startRendering()
  film = await encodedFile('live.webm', [...PICTURE, ...SOUND, ...VP8, ...OPUS, ...LIVE])
})
afterAll(() => rendering.close())

async function stored(bytes: Uint8Array): Promise<string> {
  const path = rendering.path()
  await writeFile(path, bytes)
  return path
}

async function factsOf(bytes: Uint8Array) {
  const { facts, video } = await rendering.describer.describe(await stored(bytes), { verify: true })
  return { facts, video }
}

describe('a recording whose header was never completed', () => {
  it('lasts until its last block is over', async () => {
    const { facts, video } = await factsOf(film)

    expect(video).toMatchObject({ isAudio: false, frameRate: 20 })
    expect(video?.duration).toBeGreaterThan(2.98)
    expect(video?.duration).toBeLessThan(3.06)
    expect(facts.duration).toBe(video?.duration)
    expect(video?.bitRate).toBe(Math.round((film.length * 8) / (video?.duration ?? 0)))
  })

  it.each([
    ['of sound alone', 'sound.webm', [...SOUND, ...OPUS, ...LIVE]],
    ['in Matroska, with clusters of known length', 'film.mkv', [...PICTURE, ...VP8, '-f', 'matroska', ...LIVE]],
  ])('%s is counted likewise', async (_, name, parameters) => {
    const { video } = await factsOf(await encodedFile(name, parameters))

    expect(Math.abs((video?.duration ?? 0) - 3)).toBeLessThan(0.06)
  })

  it('that began in the middle of a broadcast is as long as what is in it', async () => {
    const { video } = await factsOf(
      await encodedFile('late.webm', [...PICTURE, ...VP8, '-output_ts_offset', '40', ...LIVE]),
    )

    expect(Math.abs((video?.duration ?? 0) - 3)).toBeLessThan(0.06)
  })

  it('that was cut off lasts until where it was cut', async () => {
    const whole = (await factsOf(film)).video?.duration ?? 0
    const { video } = await factsOf(film.subarray(0, Math.round(film.length * 0.6)))

    expect(video?.duration).toBeGreaterThan(whole * 0.3)
    expect(video?.duration).toBeLessThan(whole * 0.9)
  })

  it('whose rate nobody wrote down gets it from its blocks, and not from the ticks of its clock', async () => {
    const silent = Buffer.from(film)
    // The frame length of the track (23E383) becomes padding of the same size.
    const at = silent.indexOf(Buffer.from('23e383', 'hex'))
    Buffer.from('ec82', 'hex').copy(silent, at)
    silent.fill(0, at + 2, at + 3)
    const length = (silent[at + 3] ?? 0x84) & 0x7f
    silent[at + 1] = 0x80 | (2 + length)

    const { video } = await factsOf(silent)

    expect(video?.frameRate).toBeCloseTo(20, 0)
  })
})

describe('the end of a Matroska file', () => {
  it('changes nothing of what the header says, even of a file that was cut off', async () => {
    const whole = await encodedFile('whole.webm', [...PICTURE, ...VP8])
    const { video } = await factsOf(whole.subarray(0, Math.round(whole.length * 0.6)))

    expect(video?.duration).toBe(3)
  })

  it('is nothing where no block lies within the bound', async () => {
    const path = await stored(Buffer.concat([film, Buffer.alloc(9_000_000)]))

    expect(await matroskaEnd(path, { mostTailBytes: 8_000_000 })).toBeUndefined()
    expect((await matroskaEnd(path))?.endSeconds).toBeGreaterThan(2.9)
  })

  it('stops when nobody waits any more', async () => {
    const signal = AbortSignal.abort(new Error('gone'))

    await expect(matroskaEnd(await stored(film), { signal })).rejects.toThrow('gone')
  })

  it('is found, or nothing is, whatever the bytes are', async () => {
    const path = rendering.path()
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.record({ at: fc.nat({ max: film.length - 1 }), byte: fc.nat({ max: 255 }) }).map(({ at, byte }) => {
        const broken = Buffer.from(film)
        broken[at] = byte
        return broken
      }),
      // A thousand marks, each of which looks like the last cluster.
      fc.uint8Array({ maxLength: 6 }).map((tail) => {
        const mark = Buffer.concat([Buffer.from('1f43b675ffe78100', 'hex'), tail])
        return Buffer.concat(Array.from({ length: 1000 }, () => mark))
      }),
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (some) => {
        await writeFile(path, some)
        const end = await matroskaEnd(path)
        expect(end === undefined || Number.isFinite(end.endSeconds)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
