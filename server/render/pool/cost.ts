/**
 * How much memory a job will take, from what is stored about its sources: the pool admits by bytes, not by count,
 * because one 24-megapixel AVIF takes as much as ten baseline JPEGs.
 */
import type { SourceFacts } from '../../transformation/plan/plan-types.ts'

const MEGABYTE = 1_048_576
/** A job's floor: encoder state, line buffers. */
const BASE_BYTES = 24 * MEGABYTE
/** Lines that a sequential decoder and the resize kernel keep, with room for shrink-on-load. */
const WINDOW_LINES = 512
/** Bytes held per pixel. libheif keeps planes, the RGB copy and the tiles: 697 MB for 24 MP were measured. */
const FULL_FRAME_FACTOR: Readonly<Record<string, number>> = { avif: 7, heic: 9, jxl: 9, jp2: 9, psd: 9, tiff: 2 }

/** Estimated peak bytes for decoding `facts` (`frames` of them) and working on `pixels` of output with raw passes. */
export function estimateBytes(facts: SourceFacts, frames: number, outputPixels: number): number {
  const bands = facts.hasAlpha ? 4 : 3
  const frame = facts.width * facts.height * bands
  const factor = FULL_FRAME_FACTOR[facts.format]
  const held = frames > 1 ? frame * frames * 1.3 : heldBytes(facts, frame, bands, factor)
  // Two raw copies of the result around a kernel, four bytes each.
  return Math.round(BASE_BYTES + held + outputPixels * 8)
}

/** One piece is open at a time; the whole is there once as it is put together and once while it is written. */
export function estimateAssemblyBytes(
  { width, height, frames }: { readonly width: number; readonly height: number; readonly frames: number },
  pieces: readonly SourceFacts[],
): number {
  const largest = Math.max(0, ...pieces.map((facts) => facts.width * facts.height))
  return Math.round(BASE_BYTES + (width * height * frames + largest) * 8)
}

function heldBytes(facts: SourceFacts, frame: number, bands: number, factor: number | undefined): number {
  if (factor !== undefined) return frame * factor
  if (facts.fullFrameDecode) return frame * 2
  return Math.min(frame, facts.width * bands * WINDOW_LINES)
}
