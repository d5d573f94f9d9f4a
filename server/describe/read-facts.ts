/** Facts of a picture from its header. */
import { readFile, stat } from 'node:fs/promises'
import sharp, { type Metadata } from 'sharp'
import { FOREIGN_FORMATS } from '../render/formats.ts'
import { rasterOptions } from '../render/image/open-source.ts'
import { readHeader } from '../render/image/run-pipeline.ts'
import type { MediaLimits } from '../render/pool/protocol.ts'
import type { SourceFacts } from '../transformation/plan/plan-types.ts'

/** Formats without transparency, or whose alpha is not read. */
const OPAQUE_FORMATS = new Set(['heic', 'jp2'])
const ANIMATED_FORMATS = new Set(['gif', 'webp'])

/** @throws CorruptMediaError, LimitExceededError */
export async function readFacts(path: string, format: string, limits: MediaLimits): Promise<SourceFacts> {
  const { size } = await stat(path)
  const stored = { ...STILL, resourceType: 'image', format, bytes: size } as const
  if (format === 'svg') return { ...stored, ...(await svgFacts(path, limits)) }
  if (format === 'pdf') {
    const { pdfHeader } = await import('../render/foreign/pdf-pages.ts')
    return { ...stored, ...(await pdfHeader(await readFile(path))) }
  }
  if (FOREIGN_FORMATS.has(format)) {
    const { foreignHeader } = await import('../render/foreign/magick.ts')
    const header = await foreignHeader(await readFile(path), format, limits)
    return { ...stored, ...header, hasAlpha: !OPAQUE_FORMATS.has(format), fullFrameDecode: true }
  }
  return { ...stored, ...rasterFacts(format, await readHeader(sharp(path, rasterOptions(limits)))) }
}

const STILL = { orientation: 1, hasAlpha: false, pages: 1, animated: false, fullFrameDecode: false } as const

function rasterFacts(format: string, metadata: Metadata) {
  const pages = metadata.pages ?? 1
  const animated = ANIMATED_FORMATS.has(format) && pages > 1
  return {
    width: metadata.width,
    height: metadata.pageHeight ?? metadata.height,
    orientation: metadata.orientation ?? 1,
    hasAlpha: metadata.hasAlpha,
    pages,
    animated,
    fullFrameDecode: metadata.isProgressive || format === 'avif',
    ...(animated ? { duration: durationOf(metadata) } : {}),
  }
}

/** librsvg's idea of the size at 72 dpi. */
async function svgFacts(path: string, limits: MediaLimits) {
  const { readSvg } = await import('../render/svg/read-svg.ts')
  const text = await readSvg(path, limits)
  const { width, height } = await readHeader(sharp(Buffer.from(text), { limitInputPixels: false }))
  return { width, height, hasAlpha: true }
}

/** Seconds of one round. */
function durationOf({ delay = [] }: Metadata): number {
  return delay.reduce((sum, milliseconds) => sum + milliseconds, 0) / 1000
}
