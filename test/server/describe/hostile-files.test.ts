import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ffmpegFile, hugePng, pdfFile } from '../../support/media-files.ts'
import { fc } from '../../support/properties.ts'
import { picture, type Rendering, startRendering } from '../../support/rendering.ts'

/** Everything that a broken file may be answered with. */
const CLEAR_ERRORS = ['CORRUPT_MEDIA', 'UNSUPPORTED_FORMAT', 'LIMIT_EXCEEDED', 'RENDER_TIMEOUT']

let rendering: Rendering
const seeds = new Map<string, Buffer>()
beforeAll(async () => {
  rendering = startRendering({ timeoutMs: 10_000 })
  const noise = () => picture(64, 48, (x, y) => [(x * 7919) % 256, (y * 104_729) % 256, (x * y) % 256])
  seeds.set('jpg', await noise().jpeg().toBuffer())
  seeds.set('progressive jpg', await noise().jpeg({ progressive: true }).toBuffer())
  seeds.set('png', await noise().png().toBuffer())
  seeds.set('webp', await noise().webp().toBuffer())
  seeds.set('gif', await noise().gif().toBuffer())
  seeds.set('tiff', await noise().tiff({ compression: 'lzw' }).toBuffer())
  seeds.set('avif', await noise().avif({ effort: 0 }).toBuffer())
  seeds.set(
    'svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'),
  )
  seeds.set('pdf', pdfFile([{ width: 90, height: 90, draw: '1 0 0 rg 0 0 50 50 re f' }]))
  seeds.set('mp4', ffmpegFile('seed.mp4', ['-f', 'lavfi', '-i', 'testsrc=size=32x24:rate=5:duration=0.4']))
  for (const format of ['bmp', 'jxl', 'jp2', 'psd', 'ico'] as const) {
    const source = await rendering.file(seeds.get('png') as Buffer)
    seeds.set(format, (await rendering.render(source, { encoding: { format } })).bytes)
  }
})
afterAll(() => rendering.close())

/** Describes with everything asked for, then renders: each ends well or in a clear error. */
async function survive(bytes: Uint8Array): Promise<void> {
  const path = rendering.path()
  await writeFile(path, bytes)
  const needs = { verify: true, colors: true, phash: true, mediaMetadata: true }
  const described = await rendering.describer.describe(path, needs).catch((error: unknown) => error)
  if (described instanceof Error) {
    expect(CLEAR_ERRORS, `${described.stack} <- ${String(described.cause)}`).toContain(
      (described as { code?: string }).code,
    )
    expect(described.message).not.toMatch(/\/tmp|vips|libheif|Magick|pdfium|0x[0-9a-f]{4}/i)
    return
  }
  const { facts } = described as Awaited<ReturnType<typeof rendering.describer.describe>>
  if (facts.resourceType !== 'image') return
  const operations = [{ op: 'resize', width: 8, height: 8 }] as const
  const rendered = await rendering.render({ path, facts }, { operations }).catch((error: unknown) => error)
  if (rendered instanceof Error)
    expect(CLEAR_ERRORS, rendered.stack ?? '').toContain((rendered as { code?: string }).code)
}

describe('broken files of every kind', () => {
  it.each([
    'jpg',
    'progressive jpg',
    'png',
    'webp',
    'gif',
    'tiff',
    'avif',
    'svg',
    'pdf',
    'mp4',
    'bmp',
    'jxl',
    'jp2',
    'psd',
    'ico',
  ])('%s with bytes changed or missing gives a picture or a clear error', async (kind) => {
    const seed = seeds.get(kind) as Buffer
    const changed = fc
      .record({
        keep: fc.integer({ min: 1, max: seed.length }),
        edits: fc.array(fc.tuple(fc.integer({ min: 0, max: seed.length - 1 }), fc.integer({ min: 0, max: 255 })), {
          maxLength: 12,
        }),
      })
      .map(({ keep, edits }) => {
        const bytes = Buffer.from(seed)
        for (const [at, value] of edits) bytes[at] = value
        return bytes.subarray(0, keep)
      })

    await fc.assert(fc.asyncProperty(changed, survive), { numRuns: 12, seed: 1893 })
  })

  it('bytes of no kind give a clear error', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), survive), { numRuns: 30, seed: 1893 })
  })

  it('a document that counts a page which it does not have gives a clear error', async () => {
    const whole = seeds.get('pdf')?.toString('latin1') ?? ''
    const path = rendering.path()
    await writeFile(path, Buffer.from(whole.split('startxref')[0]?.replace('\n3 0 obj', '\x0e3 0 obj') ?? '', 'latin1'))

    await expect(rendering.describer.describe(path, { verify: true })).rejects.toMatchObject({ code: 'CORRUPT_MEDIA' })
  })

  it('a small file that claims to be huge is refused before it is decoded', async () => {
    const bytes = hugePng(40_000, 40_000)
    const path = rendering.path()
    await writeFile(path, bytes)

    await expect(rendering.describer.describe(path, { verify: true })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })

    expect(bytes.length).toBeLessThan(5000)
  })

  it('a file that shrank or grew since it was described is judged anew', async () => {
    const source = await rendering.file(seeds.get('png') as Buffer)
    await writeFile(source.path, hugePng(40_000, 40_000))

    await expect(rendering.render(source)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  })
})
