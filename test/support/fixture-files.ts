/** Draws the pictures of `test/conformance/fixtures.json`, and makes the files that no picture library writes. */
import sharp from 'sharp'
import { colourFilm, encodedFile } from './media-files.ts'

export interface Fixture {
  readonly id: string
  readonly kind: string
  readonly format: string
  readonly w: number
  readonly h: number
  readonly color?: string
  readonly colors?: readonly string[]
  readonly inner?: number
  readonly border?: number
  readonly border_color?: string
  readonly orientation?: number
  readonly delay?: number
  readonly pages?: number
  readonly seconds?: number
  readonly fps?: number
  readonly resource_type?: string
  readonly tags?: readonly string[]
  readonly context?: Readonly<Record<string, string>>
}

type Rgba = readonly [number, number, number, number]

export async function drawFixture(fixture: Fixture): Promise<Buffer> {
  const { w, h } = fixture
  switch (fixture.kind) {
    case 'solid':
      return png(w, h, () => rgba(fixture.color))
    case 'quad':
      return png(w, h, (x, y) => rgba(fixture.colors?.[(y < h / 2 ? 0 : 2) + (x < w / 2 ? 0 : 1)]))
    case 'halves':
      return png(w, h, (x) => rgba(fixture.colors?.[x < w / 2 ? 0 : 1]))
    case 'center_square':
      return png(w, h, (x, y) => (isInside(x, w, fixture) && isInside(y, h, fixture) ? rgba(fixture.color) : CLEAR))
    case 'framed':
      return png(w, h, (x, y) => (isFrame(x, y, fixture) ? rgba(fixture.border_color) : rgba(fixture.color)))
    case 'gradient':
      return photo(fixture)
    case 'frames':
      return animation(fixture)
    case 'pdf':
      return pdf(fixture)
    case 'video':
      return film(fixture)
    case 'audio':
      return encodedFile('tone.wav', ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${fixture.seconds ?? 1}`])
    case 'svg':
      return Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><rect width="${w}" height="${h}" fill="${fixture.color}"/></svg>`,
      )
    default:
      throw new Error(`Nobody draws ${fixture.kind}`)
  }
}

function film({ w, h, color = '#000000', seconds = 1, fps = 25 }: Fixture): Promise<Buffer> {
  return colourFilm('film.mp4', { colours: [color], seconds, size: `${w}x${h}`, rate: fps, sound: true })
}

const CLEAR: Rgba = [0, 0, 0, 0]

function rgba(hex = '#000000'): Rgba {
  const [red = 0, green = 0, blue = 0, alpha = 255] = [...Buffer.from(hex.slice(1), 'hex')]
  return [red, green, blue, alpha]
}

function isInside(at: number, length: number, { inner = 0 }: Fixture): boolean {
  const start = (length - inner) / 2
  return at >= start && at < start + inner
}

function isFrame(x: number, y: number, { w, h, border = 0 }: Fixture): boolean {
  return x < border || y < border || x >= w - border || y >= h - border
}

function pixels(width: number, height: number, colourAt: (x: number, y: number) => Rgba): Buffer {
  const data = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set(colourAt(x, y), (y * width + x) * 4)
  }
  return data
}

function png(width: number, height: number, colourAt: (x: number, y: number) => Rgba): Promise<Buffer> {
  const raw = { width, height, channels: 4 } as const
  return sharp(pixels(width, height, colourAt), { raw })
    .png()
    .toBuffer()
}

/** Detailed enough that quality and size matter. */
export function photo({ w, h, orientation }: Pick<Fixture, 'w' | 'h' | 'orientation'>): Promise<Buffer> {
  const data = pixels(w, h, (x, y) => {
    const wave = 40 * Math.sin(x / 7) * Math.cos(y / 11) + 20 * Math.sin((x * y) / 900)
    const level = (base: number) => Math.max(0, Math.min(255, Math.round(base + wave)))
    return [level((x / w) * 255), level((y / h) * 255), level(255 - (x / w) * 200), 255]
  })
  const image = sharp(data, { raw: { width: w, height: h, channels: 4 } }).removeAlpha()
  return (orientation === undefined ? image : image.withMetadata({ orientation })).jpeg({ quality: 92 }).toBuffer()
}

function animation({ w, h, colors = [], delay = 100 }: Fixture): Promise<Buffer> {
  const frames = Buffer.concat(colors.map((color) => pixels(w, h, () => rgba(color))))
  const raw = { width: w, height: h * colors.length, channels: 4, pageHeight: h } as const
  return sharp(frames, { raw })
    .gif({ delay: colors.map(() => delay), loop: 0 })
    .toBuffer()
}

/** A document with an empty content stream on each page, written by hand. */
function pdf({ w, h, pages = 1 }: Fixture): Buffer {
  const numbers = Array.from({ length: pages }, (_, index) => index)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${numbers.map((n) => `${3 + n * 2} 0 R`).join(' ')}] >>`,
    ...numbers.flatMap((n) => {
      const content = `0.2 0.4 ${(n + 1) / 10} rg 50 50 200 200 re f`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Resources << >> /Contents ${4 + n * 2} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  text += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
