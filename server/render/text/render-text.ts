/**
 * Sets a text as a bitmap: Pango makes the ink's coverage, colour, stroke and background are put on here. Sizes are
 * pixels (72 dpi). Nothing of the text or of a font name reaches Pango as anything but text.
 */
import sharp from 'sharp'
import { LimitExceededError } from '../../errors/media-errors.ts'
import type { Bitmap } from '../../ports/renderer.ts'
import type { Rgba } from '../../transformation/ast.ts'
import type { TextPicture } from '../../transformation/plan/plan-types.ts'
import type { MediaLimits } from '../pool/protocol.ts'
import { type Coverage, padded, trimmed } from './coverage.ts'
import { fitted } from './ellipsis.ts'
import { familyFor, weightFor } from './font-table.ts'
import { roomAround } from './line-metrics.ts'
import { markupFor } from './markup.ts'
import { grown } from './stroke.ts'

/** Around the text when it has a background, as a share of the font size. */
const BACKGROUND_PADDING = 0.2
const GREATEST_SIZE = 2000
const GREATEST_STROKE = 200

/** @throws LimitExceededError */
export async function renderText(picture: TextPicture, limits: MediaLimits): Promise<Bitmap> {
  checkSize(picture)
  const set = (candidate: string, overlined = false) => inkOf(candidate, picture, overlined)
  const text = await fitted(picture, set)
  const ink = await set(text)
  if (ink.width * ink.height > limits.framePixels) {
    throw new LimitExceededError(
      `The text takes ${ink.width} x ${ink.height} pixels; the limit is ${limits.framePixels}`,
    )
  }
  const block = picture.keepPadding ? padded(ink, await roomAround(text, picture, set)) : ink
  return painted(block, picture)
}

/** Coverage of the set text, trimmed to its ink. */
async function inkOf(text: string, { style, maxWidth }: TextPicture, overlined: boolean): Promise<Coverage> {
  const markup = markupFor(text, style, overlined)
  if (text.trim() === '') return { data: new Uint8Array(1), width: 1, height: 1 }
  const { data, info } = await sharp({
    text: {
      text: markup,
      font: fontDescription(style),
      dpi: 72,
      align: alignOf(style.align),
      justify: style.align === 'justify',
      wrap: 'word-char',
      ...(maxWidth === null ? {} : { width: Math.max(1, Math.round(maxWidth)) }),
      ...(style.lineSpacing === null ? {} : { spacing: Math.round(style.lineSpacing) }),
    },
    limitInputPixels: 0x3fff * 0x3fff,
  })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw isTooBig(error)
        ? new LimitExceededError('The text is too long for one line: give it a width to wrap at')
        : error
    })
  const whole = { data, width: info.width, height: info.height }
  // The line over trailing spaces counts for the size but is not drawn.
  const coverage = overlined ? whole : trimmed(whole)
  // `antialias_none`: a pixel is ink or it is not.
  if (style.antialias === 'none') return { ...coverage, data: coverage.data.map((value) => (value >= 128 ? 255 : 0)) }
  return coverage
}

/** The drawing library refuses surfaces of more than 32 767 pixels a side, with this message. */
function isTooBig(error: unknown): boolean {
  return error instanceof Error && error.message.includes('too big')
}

/** Family, weight and style come from tables, never from the caller's words. */
function fontDescription(style: TextPicture['style']): string {
  const slant = style.style === 'italic' ? ' Italic' : ''
  return `${familyFor(style.font)}${slant} weight=${weightFor(style.weight)} ${style.size}px`
}

function alignOf(align: TextPicture['style']['align']): 'left' | 'center' | 'right' {
  if (align === 'center') return 'center'
  return align === 'right' || align === 'end' ? 'right' : 'left'
}

function painted(block: Coverage, { colour, background, stroke, style }: TextPicture): Bitmap {
  const room = stroke === null ? 0 : Math.ceil(stroke.width)
  const padding = background === null ? 0 : Math.round(style.size * BACKGROUND_PADDING)
  const around = room + padding
  const ink = around === 0 ? block : padded(block, { left: around, top: around, right: around, bottom: around })
  const canvas = new Canvas(ink.width, ink.height)
  if (background !== null) canvas.fill(background)
  if (stroke !== null && stroke.width > 0) canvas.lay(grown(ink, stroke.width), stroke.colour)
  canvas.lay(ink, colour)
  return { width: ink.width, height: ink.height, data: canvas.data }
}

/** Straight RGBA that colours are laid on through a coverage. */
class Canvas {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.data = new Uint8Array(width * height * 4)
  }

  fill({ red, green, blue, alpha }: Rgba): void {
    for (let at = 0; at < this.data.length; at += 4) this.data.set([red, green, blue, Math.round(alpha * 255)], at)
  }

  lay(coverage: Coverage, { red, green, blue, alpha }: Rgba): void {
    const { data } = this
    for (let pixel = 0, at = 0; at < data.length; pixel += 1, at += 4) {
      const top = ((coverage.data[pixel] as number) / 255) * alpha
      if (top === 0) continue
      const below = ((data[at + 3] as number) / 255) * (1 - top)
      const sum = top + below
      data[at] = Math.round((red * top + (data[at] as number) * below) / sum)
      data[at + 1] = Math.round((green * top + (data[at + 1] as number) * below) / sum)
      data[at + 2] = Math.round((blue * top + (data[at + 2] as number) * below) / sum)
      data[at + 3] = Math.round(sum * 255)
    }
  }
}

function checkSize({ style, stroke }: TextPicture): void {
  if (!(style.size > 0) || style.size > GREATEST_SIZE) {
    throw new LimitExceededError(`Text of size ${style.size} cannot be set; sizes go up to ${GREATEST_SIZE}`)
  }
  if (stroke !== null && stroke.width > GREATEST_STROKE) {
    throw new LimitExceededError(`A text outline is at most ${GREATEST_STROKE} pixels wide, got ${stroke.width}`)
  }
}
