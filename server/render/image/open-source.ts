/**
 * Opens a stored file as the start of a pass. Limits are checked on the header, before any pixel is made; which
 * library reads the file follows from the stored format. What only rare formats need is loaded when one comes: a third of
 * a child's start.
 */
import { readFile } from 'node:fs/promises'
import sharp, { type Sharp, type SharpOptions } from 'sharp'
import { CorruptMediaError, LimitExceededError, UnsupportedFormatError } from '../../errors/media-errors.ts'
import type { SourceFile } from '../../ports/renderer.ts'
import type { SourceSelection } from '../../transformation/plan/plan-types.ts'
import { FOREIGN_FORMATS, RASTER_FORMATS } from '../formats.ts'
import type { MediaLimits } from '../pool/protocol.ts'
import { joinFrames, type Pixels, pipelineFrom } from './pixels.ts'
import { readHeader } from './run-pipeline.ts'
import { type SourceHeader, sourceHeader } from './source-header.ts'

export interface OpenedSource {
  readonly pipeline: Sharp
  /** Set when the source was decoded already. */
  readonly pixels: Pixels | null
  /** Of one frame, upright. */
  readonly width: number
  readonly height: number
  readonly frames: number
  /** EXIF orientation that is still to be applied. */
  readonly orientation: number
  readonly opaque: boolean
  /** The pipeline carries 8-bit sRGB from the start. */
  readonly plain: boolean
  /** Size that a vector source is to be drawn at, when nothing resizes it. */
  readonly drawn: { readonly width: number; readonly height: number } | null
  /** Has an RGB profile other than sRGB. */
  readonly hasProfile: boolean
  readonly timing: Timing
}

/** Of an animation; empty for a still. */
export interface Timing {
  /** Milliseconds, one for each frame. */
  readonly delays: readonly number[]
  /** 0 = for ever. */
  readonly loop: number
}

export const STILL: Timing = { delays: [], loop: 0 }

/** Loaders that know pages. */
const PAGED_FORMATS = new Set(['gif', 'webp', 'tiff', 'avif'])

/** @throws CorruptMediaError, LimitExceededError, UnsupportedFormatError */
export function openSource(file: SourceFile, selection: SourceSelection, limits: MediaLimits): Promise<OpenedSource> {
  const { format } = file.facts
  if (RASTER_FORMATS.has(format)) return openRaster(file, selection, limits)
  if (format === 'svg') return openSvg(file, selection, limits)
  if (format === 'pdf') return openPdf(file, selection, limits)
  if (FOREIGN_FORMATS.has(format)) return openForeign(file, selection, limits)
  return Promise.reject(new UnsupportedFormatError(`Files of format ${format} cannot be transformed`))
}

async function openRaster(file: SourceFile, selection: SourceSelection, limits: MediaLimits): Promise<OpenedSource> {
  const options = rasterOptions(limits)
  const metadata = await sourceHeader(file.path, options)
  const total = metadata.pages ?? 1
  const page = Math.min(selection.page, total - 1)
  const frames = selection.pages === -1 ? total - page : Math.min(selection.pages, total - page)
  const height = metadata.pageHeight ?? metadata.height
  checkPixels(metadata.width, height, frames, limits)
  const paged: SharpOptions = PAGED_FORMATS.has(file.facts.format) && total > 1 ? { page, pages: frames } : {}
  const orientation = selection.autoOrient ? (metadata.orientation ?? 1) : 1
  const upright = orientation >= 5
  const ignoreIcc = metadata.isSrgb
  return {
    pipeline: sharp(file.path, { ...options, ...paged, ignoreIcc }),
    pixels: null,
    width: upright ? height : metadata.width,
    height: upright ? metadata.width : height,
    frames,
    orientation,
    opaque: !metadata.hasAlpha,
    plain: metadata.depth === 'uchar' && (metadata.space === 'srgb' || metadata.space === 'cmyk'),
    drawn: null,
    hasProfile: metadata.space === 'srgb' && metadata.hasProfile && !ignoreIcc,
    timing: timingOf(metadata, page, frames),
  }
}

/** Drawn straight at the size of the first resize, or else at the selected density. */
async function openSvg({ path }: SourceFile, selection: SourceSelection, limits: MediaLimits): Promise<OpenedSource> {
  const { readSvg } = await import('../svg/read-svg.ts')
  const text = await readSvg(path, limits)
  const { width, height } = selection
  checkPixels(width, height, 1, limits)
  const pipeline = sharp(Buffer.from(text), { ...rasterOptions(limits), density: 72 })
  await readHeader(pipeline.clone())
  return { ...UPRIGHT, pipeline, pixels: null, width, height, opaque: false, plain: true, drawn: { width, height } }
}

/** Every selected page at the selected size, on white. */
async function openPdf({ path }: SourceFile, selection: SourceSelection, limits: MediaLimits): Promise<OpenedSource> {
  const { width, height } = selection
  const { drawPdfPage, pdfHeader } = await import('../foreign/pdf-pages.ts')
  const bytes = await readFile(path)
  const { pages: total } = await pdfHeader(bytes)
  const count = selection.pages === -1 ? total - selection.page : selection.pages
  const wanted = selection.pageList ?? Array.from({ length: count }, (_, index) => selection.page + index)
  const pages = wanted.filter((page) => page >= 0 && page < total)
  if (pages.length === 0) throw new CorruptMediaError(`The document has ${total} pages`)
  checkPixels(width, height, pages.length, limits)
  const drawn: Pixels[] = []
  for (const page of pages) drawn.push(await drawPdfPage(bytes, page, { width, height }))
  return fromPixels(joinFrames(drawn), true)
}

async function openForeign(
  { path, facts }: SourceFile,
  selection: SourceSelection,
  limits: MediaLimits,
): Promise<OpenedSource> {
  const { foreignHeader, readForeign } = await import('../foreign/magick.ts')
  const bytes = await readFile(path)
  const { width, height, orientation } = await foreignHeader(bytes, facts.format, limits)
  checkPixels(width, height, 1, limits)
  const opened = fromPixels(await readForeign(bytes, facts.format, limits), !facts.hasAlpha)
  if (!selection.autoOrient || orientation === 1) return opened
  const swapped = orientation >= 5
  return { ...opened, orientation, width: swapped ? height : width, height: swapped ? width : height }
}

const UPRIGHT = { frames: 1, orientation: 1, hasProfile: false, timing: STILL } as const

/** A source that is pixels already. */
export function fromPixels(pixels: Pixels, opaque: boolean): OpenedSource {
  const { width, height, frames } = pixels
  return { ...UPRIGHT, pipeline: pipelineFrom(pixels), pixels, width, height, frames, opaque, plain: true, drawn: null }
}

/** `error`: what a decoder merely warns about (stray bytes between segments) is common in camera files and harmless. */
export function rasterOptions(limits: MediaLimits): SharpOptions {
  return { failOn: 'error', limitInputPixels: Math.max(limits.totalPixels, limits.framePixels) }
}

/** @throws LimitExceededError */
export function checkPixels(width: number, height: number, frames: number, limits: MediaLimits): void {
  if (width * height > limits.framePixels) {
    throw new LimitExceededError(
      `The picture has ${width} x ${height} = ${width * height} pixels; the limit is ${limits.framePixels}`,
    )
  }
  if (width * height * frames > limits.totalPixels) {
    throw new LimitExceededError(
      `The ${frames} frames have ${width * height * frames} pixels together; the limit is ${limits.totalPixels}`,
    )
  }
}

function timingOf(metadata: SourceHeader, page: number, frames: number): Timing {
  if (frames <= 1) return STILL
  const delays = metadata.delay ?? []
  return {
    delays: Array.from({ length: frames }, (_, index) => delays[page + index] ?? 100),
    loop: metadata.loop ?? 0,
  }
}
