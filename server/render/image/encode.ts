/**
 * The last step of every plan: from the last pass to the bytes of a file. The same plan gives the same bytes: no
 * dates, no names, no thread-dependent encoders.
 */
import type { Sharp } from 'sharp'
import { UnsupportedFormatError } from '../../errors/media-errors.ts'
import type { ImageEncoding } from '../../transformation/plan/plan-types.ts'
import type { Timing } from './open-source.ts'

/** sharp's own default of 4 takes seven times the CPU for 5 % fewer bytes. */
const AVIF_EFFORT = 2
const WEBP_EFFORT = 4
/** Higher efforts take six times the CPU for 3 %. */
const PALETTE_EFFORT = 1
const DEFAULT_QUALITY = 80
const DEFAULT_AVIF_QUALITY = 50

export interface EncodeOptions {
  readonly encoding: ImageEncoding
  readonly quality: number | null
  readonly frames: number
  readonly timing: Timing
  readonly opaque: boolean
}

/** JPEG 2000 is left out: the writer premultiplies, and readers do not agree. */
const ALPHA_FORMATS: ReadonlySet<string> = new Set(['gif', 'webp', 'avif', 'tiff', 'jxl', 'ico', 'tga', 'psd'])

/** Whether a picture of this format can carry transparency. */
export function keepsAlpha(encoding: ImageEncoding): boolean {
  if (encoding.format === 'png') return encoding.depth !== 'png24'
  return ALPHA_FORMATS.has(encoding.format)
}

/** Adds the encoder. @throws UnsupportedFormatError */
export function encoderFor(pipeline: Sharp, options: EncodeOptions): Sharp {
  const { encoding, quality, frames, opaque } = options
  const { format } = encoding
  const animation = frames > 1 ? animationOf(options) : {}
  const prepared = withDensity(opaque && format !== 'gif' ? pipeline.removeAlpha() : pipeline, encoding)
  switch (format) {
    case 'jpg':
      return prepared.jpeg({
        quality: quality ?? DEFAULT_QUALITY,
        progressive: encoding.progressive !== 'none',
        chromaSubsampling: encoding.chroma === '444' ? '4:4:4' : '4:2:0',
      })
    case 'png':
      return encodePng(prepared, options)
    case 'webp':
      return prepared.webp({
        quality: quality ?? DEFAULT_QUALITY,
        effort: WEBP_EFFORT,
        lossless: encoding.lossless,
        ...animation,
      })
    case 'avif':
      return prepared.avif({
        quality: quality ?? DEFAULT_AVIF_QUALITY,
        effort: AVIF_EFFORT,
        lossless: encoding.lossless,
        chromaSubsampling: encoding.chroma === '444' || encoding.lossless ? '4:4:4' : '4:2:0',
      })
    case 'gif':
      return prepared.gif({
        progressive: encoding.progressive !== 'none',
        // `fl_lossy`: neighbouring frames and colours may differ this much and still count as equal.
        ...(encoding.lossy ? { interFrameMaxError: 8, interPaletteMaxError: 8 } : {}),
        ...animation,
      })
    case 'tiff':
      return prepared.tiff({ compression: encoding.lossy ? 'jpeg' : 'lzw', quality: quality ?? DEFAULT_QUALITY })
    default:
      throw new UnsupportedFormatError(`Pictures of format ${format} cannot be made`)
  }
}

function encodePng(pipeline: Sharp, { encoding, quality, opaque }: EncodeOptions): Sharp {
  const progressive = encoding.progressive !== 'none'
  if (encoding.depth === 'png8' || encoding.palette) {
    return pipeline.png({ progressive, palette: true, effort: PALETTE_EFFORT, quality: quality ?? 100 })
  }
  const shaped = encoding.depth === 'png32' && opaque ? pipeline.ensureAlpha() : pipeline
  return shaped.png({ progressive, compressionLevel: 6 })
}

function animationOf({ encoding, timing, frames }: EncodeOptions): { delay: number[]; loop: number } {
  const { delay } = encoding
  const delays = delay === null ? [...timing.delays] : Array.from({ length: frames }, () => delay)
  return { delay: delays, loop: encoding.loop ?? timing.loop }
}

function withDensity(pipeline: Sharp, { density }: ImageEncoding): Sharp {
  return density === null ? pipeline : pipeline.withDensity(density)
}
