/** Facts of a picture from its header. */
import { stat } from 'node:fs/promises'
import sharp, { type Metadata } from 'sharp'
import { rasterOptions, readHeader } from '../render/image/open-source.ts'
import type { MediaLimits } from '../render/pool/protocol.ts'
import type { SourceFacts } from '../transformation/plan/plan-types.ts'

/** Their decoders hold whole frames. */
const FULL_FRAME_FORMATS = new Set(['avif', 'heic', 'jxl', 'jp2', 'psd'])
const ANIMATED_FORMATS = new Set(['gif', 'webp'])

/** @throws CorruptMediaError */
export async function readFacts(path: string, format: string, limits: MediaLimits): Promise<SourceFacts> {
  const [{ size }, metadata] = await Promise.all([stat(path), readHeader(sharp(path, rasterOptions(limits)))])
  const pages = metadata.pages ?? 1
  const animated = ANIMATED_FORMATS.has(format) && pages > 1
  return {
    resourceType: 'image',
    format,
    width: metadata.width,
    height: metadata.pageHeight ?? metadata.height,
    orientation: metadata.orientation ?? 1,
    hasAlpha: metadata.hasAlpha,
    pages,
    animated,
    bytes: size,
    fullFrameDecode: metadata.isProgressive || FULL_FRAME_FORMATS.has(format),
    ...(animated ? { duration: durationOf(metadata) } : {}),
  }
}

/** Seconds of one round. */
function durationOf({ delay = [] }: Metadata): number {
  return delay.reduce((sum, milliseconds) => sum + milliseconds, 0) / 1000
}
