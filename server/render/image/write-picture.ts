/** From the finished passes to the bytes of a file, whoever writes the format. */
import type { Sharp } from 'sharp'
import { LimitExceededError } from '../../errors/media-errors.ts'
import type { ImageEncoding } from '../../transformation/plan/plan-types.ts'
import { FOREIGN_OUTPUTS } from '../formats.ts'
import type { MediaLimits } from '../pool/protocol.ts'
import { type AnimatedPngFrame, animatedPng } from './animated-png.ts'
import { encoderFor, keepsAlpha } from './encode.ts'
import { withSourceMetadata } from './kept-metadata.ts'
import { STILL } from './open-source.ts'
import type { Passes } from './passes.ts'
import { pdfDocument } from './pdf-document.ts'
import { frameOf, pipelineFrom } from './pixels.ts'
import { searchQuality } from './quality-search.ts'
import { runPipeline } from './run-pipeline.ts'

export interface WrittenPicture {
  readonly data: Buffer
  readonly width: number
  readonly height: number
  readonly frames: number
  readonly quality: number | null
}

export interface WriteOptions {
  readonly encoding: ImageEncoding
  /** Path of the source, for metadata that is kept. */
  readonly sourcePath: string
  /** libvips opens the source. */
  readonly isRaster: boolean
  readonly limits: MediaLimits
}

const LARGEST_ICON = 256
const PDF_DENSITY = 72
const PDF_QUALITY = 85

/** @throws CorruptMediaError, LimitExceededError, UnsupportedFormatError */
export function writePicture(passes: Passes, options: WriteOptions): Promise<WrittenPicture> {
  const { format } = options.encoding
  if (format === 'pdf') return writePdf(passes, options)
  if (FOREIGN_OUTPUTS.has(format)) return writeByMagick(passes, options)
  if (format === 'png' && passes.frames > 1) return writeAnimatedPng(passes, options)
  return writeByPipeline(passes, options)
}

async function writeByPipeline(passes: Passes, options: WriteOptions): Promise<WrittenPicture> {
  const { encoding } = options
  const found = encoding.automatic === null ? null : await searchQuality(await passes.toPixels(), encoding)
  const quality = found ?? encoding.quality
  const pipeline = await withKept(await passes.toPipeline(backgroundFor(encoding)), passes, options)
  const { frames, timing, shape } = passes
  const encoder = encoderFor(pipeline, { encoding, quality, frames, timing, opaque: shape.opaque })
  const { data, info } = await runPipeline(encoder)
  return { data, width: info.width, height: info.pageHeight ?? info.height, frames, quality }
}

/** Metadata and profile are stripped unless the plan keeps them. */
async function withKept(pipeline: Sharp, passes: Passes, options: WriteOptions): Promise<Sharp> {
  const { keepMetadata, keepProfile } = options.encoding
  if (keepMetadata && options.isRaster) return withSourceMetadata(pipeline, passes, options)
  return keepProfile && passes.carriesProfile ? pipeline.keepIccProfile() : pipeline
}

async function writeByMagick(passes: Passes, { encoding, limits }: WriteOptions): Promise<WrittenPicture> {
  const { format, quality } = encoding
  const { width, height } = passes.shape
  if (format === 'ico' && Math.max(width, height) > LARGEST_ICON) {
    throw new LimitExceededError(`An icon is at most ${LARGEST_ICON} pixels a side, not ${width} x ${height}`)
  }
  const { writeForeign } = await import('../foreign/magick.ts')
  const flat = await flattened(passes, encoding)
  const data = await writeForeign(frameOf(flat, 0), { format, quality, limits })
  return { data, width, height, frames: 1, quality }
}

/** Every page or frame becomes a page. */
async function writePdf(passes: Passes, { encoding }: WriteOptions): Promise<WrittenPicture> {
  const pixels = await flattened(passes, encoding)
  const { width, height, frames } = pixels
  const quality = encoding.quality ?? PDF_QUALITY
  const jpeg: ImageEncoding = { ...encoding, format: 'jpg', density: null }
  const pages = []
  for (let index = 0; index < frames; index++) {
    const page = pipelineFrom(frameOf(pixels, index))
    const { data } = await runPipeline(
      encoderFor(page, { encoding: jpeg, quality, frames: 1, timing: STILL, opaque: true }),
    )
    pages.push({ jpeg: data, width, height })
  }
  return { data: pdfDocument(pages, encoding.density ?? PDF_DENSITY), width, height, frames, quality }
}

async function writeAnimatedPng(passes: Passes, { encoding }: WriteOptions): Promise<WrittenPicture> {
  const pixels = await flattened(passes, encoding)
  const { timing, shape } = passes
  const { width, height, frames } = pixels
  // A palette of its own for each frame has no place in the format.
  const still: ImageEncoding = { ...encoding, palette: false, depth: encoding.depth === 'png24' ? 'png24' : 'png32' }
  const parts: AnimatedPngFrame[] = []
  for (let index = 0; index < frames; index++) {
    const one = pipelineFrom(frameOf(pixels, index))
    const options = { encoding: still, quality: null, frames: 1, timing: STILL, opaque: shape.opaque }
    const { data: png } = await runPipeline(encoderFor(one, options))
    parts.push({ png, delayMs: encoding.delay ?? timing.delays[index] ?? timing.delays.at(-1) ?? 100 })
  }
  const data = animatedPng(parts, encoding.loop ?? timing.loop)
  return { data, width, height, frames, quality: null }
}

async function flattened(passes: Passes, encoding: ImageEncoding) {
  const background = backgroundFor(encoding)
  if (background !== null && !passes.shape.opaque) {
    const { r: red, g: green, b: blue } = background
    await passes.apply([{ op: 'flatten', background: { red, green, blue, alpha: 1 } }], { layer: noLayers })
  }
  return passes.toPixels()
}

function backgroundFor(encoding: ImageEncoding): { r: number; g: number; b: number } | null {
  if (keepsAlpha(encoding)) return null
  const { red: r, green: g, blue: b } = encoding.background
  return { r, g, b }
}

function noLayers(): never {
  throw new Error('Flattening has no layers')
}
