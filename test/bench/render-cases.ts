/** What is measured: one picture each, made by the renderer from a plan and by sharp called directly. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import type { Operation } from '../../server/transformation/plan/operations.ts'
import type { ImageEncoding } from '../../server/transformation/plan/plan-types.ts'

export interface RenderCase {
  readonly name: string
  readonly source: string
  readonly operations: readonly Operation[]
  readonly encoding: Partial<ImageEncoding>
  readonly animated?: boolean
  /** Laid over the picture's top left. */
  readonly text?: string
  /** The same picture by sharp alone. */
  readonly direct: (path: string) => Sharp
  /** Greatest ratio of CPU per request. */
  readonly bar: number
}

const fill = (width: number, height: number, scaled: readonly [number, number]): Operation[] => [
  { op: 'resize', width: scaled[0], height: scaled[1] },
  {
    op: 'extract',
    left: Math.floor((scaled[0] - width) / 2),
    top: Math.floor((scaled[1] - height) / 2),
    width,
    height,
  },
]

export const TEXT = 'Tintype 1893'
const thumb = (path: string) => sharp(path).resize(300, 300, { fit: 'cover' }).jpeg({ quality: 80 })

export const RENDER_CASES: readonly RenderCase[] = [
  {
    name: '1 MP jpeg -> 300 fill',
    source: 'photo-1.jpg',
    operations: fill(300, 300, [400, 300]),
    encoding: { format: 'jpg', quality: 80 },
    direct: thumb,
    bar: 1.25,
  },
  {
    name: '6 MP jpeg -> 300 fill',
    source: 'photo-6.jpg',
    operations: fill(300, 300, [400, 300]),
    encoding: { format: 'jpg', quality: 80 },
    direct: thumb,
    bar: 1.15,
  },
  {
    name: '24 MP jpeg -> 300 fill',
    source: 'photo-24.jpg',
    operations: fill(300, 300, [400, 300]),
    encoding: { format: 'jpg', quality: 80 },
    direct: thumb,
    bar: 1.15,
  },
  {
    name: '6 MP jpeg -> 1200 webp',
    source: 'photo-6.jpg',
    operations: [{ op: 'resize', width: 1200, height: 900 }],
    encoding: { format: 'webp', quality: 80 },
    direct: (path) => sharp(path).resize(1200, 900).webp({ quality: 80 }),
    bar: 1.15,
  },
  {
    name: '6 MP jpeg -> 800 avif (direct: effort 4)',
    source: 'photo-6.jpg',
    operations: [{ op: 'resize', width: 800, height: 600 }],
    encoding: { format: 'avif', quality: 50 },
    direct: (path) => sharp(path).resize(800, 600).avif({ quality: 50, effort: 4, chromaSubsampling: '4:2:0' }),
    bar: 0.2,
  },
  {
    name: 'RGBA png -> 600 webp',
    source: 'cutout.png',
    operations: [{ op: 'resize', width: 600, height: 450 }],
    encoding: { format: 'webp', quality: 80 },
    direct: (path) => sharp(path).resize(600, 450).webp({ quality: 80 }),
    bar: 1.15,
  },
  {
    name: 'fill 600x400 + text',
    source: 'photo-6.jpg',
    operations: fill(600, 400, [600, 450]),
    encoding: { format: 'jpg', quality: 80 },
    text: TEXT,
    direct: (path) =>
      sharp(path)
        .resize(600, 400, { fit: 'cover' })
        .composite([
          {
            input: { text: { text: `<span foreground="white">${TEXT}</span>`, font: 'Arimo 48', dpi: 72, rgba: true } },
            left: 20,
            top: 20,
          },
        ])
        .jpeg({ quality: 80 }),
    bar: 1.15,
  },
  {
    name: '600 + blur',
    source: 'photo-6.jpg',
    operations: [
      { op: 'resize', width: 600, height: 450 },
      { op: 'blur', sigma: 5 },
    ],
    encoding: { format: 'jpg', quality: 80 },
    direct: (path) => sharp(path).resize(600, 450).blur(5).jpeg({ quality: 80 }),
    bar: 1.15,
  },
  {
    name: '20-frame gif -> 240 animated webp',
    source: 'moving.gif',
    operations: [{ op: 'resize', width: 240, height: 180 }],
    encoding: { format: 'webp', quality: 80, animated: true },
    animated: true,
    direct: (path) => sharp(path, { animated: true }).resize(240, 180).webp({ quality: 80 }),
    bar: 1.15,
  },
]

/** Pictures that compress like photographs: smooth at large, with grain. */
export async function makeSources(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const write = async (name: string, pipeline: Sharp) => writeFile(join(folder, name), await pipeline.toBuffer())
  for (const [name, width, height] of [
    ['photo-1.jpg', 1154, 866],
    ['photo-6.jpg', 2828, 2121],
    ['photo-24.jpg', 5656, 4242],
  ] as const) {
    await write(name, (await photograph(width, height)).jpeg({ quality: 88 }))
  }
  const cutout = await (await photograph(1600, 1200)).png().toBuffer()
  const mask = Buffer.from('<svg width="1600" height="1200"><ellipse cx="800" cy="600" rx="700" ry="500"/></svg>')
  await write(
    'cutout.png',
    sharp(cutout)
      .composite([{ input: mask, blend: 'dest-in' }])
      .png(),
  )
  await write('moving.gif', await animation(480, 360, 20))
}

/** Noise in octaves whose strength falls with frequency, as in photographs of things, and a little grain. */
async function photograph(width: number, height: number): Promise<Sharp> {
  const sum = Buffer.alloc(width * height * 3, 128)
  for (let octave = 0; octave < 7; octave++) {
    const across = 8 * 2 ** octave
    const sigma = 64 / 1.9 ** octave
    const size = { width: Math.min(width, across), height: Math.min(height, Math.ceil((across * 3) / 4)) }
    const grid = await noise(size.width, size.height, sigma).png().toBuffer()
    add(sum, await sharp(grid).resize(width, height, { kernel: 'cubic', fit: 'fill' }).raw().toBuffer())
  }
  add(sum, await noise(width, height, 2.5).raw().toBuffer())
  return sharp(sum, { raw: { width, height, channels: 3 } })
}

function noise(width: number, height: number, sigma: number): Sharp {
  const gaussian = { type: 'gaussian', mean: 128, sigma } as const
  return sharp({ create: { width, height, channels: 3, noise: gaussian, background: '#777' } })
}

function add(sum: Buffer, layer: Buffer): void {
  for (let at = 0; at < sum.length; at++) {
    sum[at] = Math.min(255, Math.max(0, (sum[at] as number) + (layer[at] as number) - 128))
  }
}

async function animation(width: number, height: number, frames: number): Promise<Sharp> {
  const still = await (await photograph(width + frames * 8, height)).raw().toBuffer()
  const raw = { width: width + frames * 8, height, channels: 3 as const }
  const parts = []
  for (let index = 0; index < frames; index++) {
    parts.push(
      await sharp(still, { raw })
        .extract({ left: index * 8, top: 0, width, height })
        .png()
        .toBuffer(),
    )
  }
  return sharp(parts, { join: { animated: true } }).gif({ effort: 1, delay: Array.from({ length: frames }, () => 80) })
}
