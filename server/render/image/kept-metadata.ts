/**
 * `fl_keep_iptc`: EXIF, IPTC and XMP of the source go into the result. After a raw pass they are gone from the
 * pipeline; then the source is opened once more as the carrier of its metadata and the finished pixels are laid over it.
 */
import sharp, { type Sharp } from 'sharp'
import type { MediaLimits } from '../pool/protocol.ts'
import { rasterOptions } from './open-source.ts'
import type { Passes } from './passes.ts'
import { pixelsOf } from './pixels.ts'

/** The pixels are upright already. */
const UPRIGHT = { orientation: 1 }

export async function withSourceMetadata(
  pipeline: Sharp,
  passes: Passes,
  { sourcePath, limits }: { readonly sourcePath: string; readonly limits: MediaLimits },
): Promise<Sharp> {
  if (passes.isFirstPass || passes.frames > 1) return pipeline.withMetadata(UPRIGHT)
  const { data, width, height, channels } = await pixelsOf(pipeline)
  const raw = { width, height, channels }
  return sharp(sourcePath, rasterOptions(limits))
    .resize({ width, height, fit: 'fill' })
    .composite([{ input: data, raw, blend: 'source', left: 0, top: 0, limitInputPixels: false }])
    .withMetadata(UPRIGHT)
}
