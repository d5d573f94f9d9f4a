/**
 * `q_auto`: the lowest quality at which a sample of the picture still looks like itself. At most three encodings of at
 * most 512 x 512 pixels, whatever the picture's size: two at usual qualities, and one where a line through them (the
 * logarithm of the difference falls nearly straight with quality) puts the threshold.
 */
import sharp from 'sharp'
import type { ImageEncoding } from '../../transformation/plan/plan-types.ts'
import { encoderFor } from './encode.ts'
import { STILL } from './open-source.ts'
import { type Pixels, pipelineFrom, pixelsOf } from './pixels.ts'
import { runPipeline } from './run-pipeline.ts'
import { sampleSheet } from './sample-sheet.ts'
import { similarity } from './similarity.ts'

type Level = NonNullable<ImageEncoding['automatic']>

/** Least similarity to the unencoded picture. */
const THRESHOLD: Readonly<Record<Level, number>> = { best: 0.985, good: 0.975, eco: 0.96, low: 0.94 }

interface Range {
  readonly least: number
  readonly start: Readonly<Record<Level, number>>
  /** Noise never looks the same; nobody sees its defects either. */
  readonly greatest: Readonly<Record<Level, number>>
}

/** Qualities mean something else in every encoder. */
const LOSSY: Range = {
  least: 40,
  start: { best: 88, good: 80, eco: 70, low: 60 },
  greatest: { best: 95, good: 90, eco: 84, low: 76 },
}
const RANGES: Readonly<Record<string, Range>> = {
  jpg: LOSSY,
  webp: LOSSY,
  avif: {
    least: 30,
    start: { best: 65, good: 55, eco: 46, low: 38 },
    greatest: { best: 80, good: 70, eco: 60, low: 52 },
  },
}
/** Between the first two tries. */
const STRIDE = 14
/** Added when the third try just misses. */
const MARGIN = 3

/** Null when the format's quality cannot be searched. */
export async function searchQuality(pixels: Pixels, encoding: ImageEncoding): Promise<number | null> {
  const range = RANGES[encoding.format]
  const level = encoding.automatic
  if (range === undefined || level === null || encoding.lossless) return null
  const sheet = await sampleSheet(pixels)
  const bounded = (quality: number) => Math.round(Math.min(range.greatest[level], Math.max(range.least, quality)))
  const attempt = async (quality: number) => ({ quality, score: await scoreAt(sheet, encoding, quality) })
  const threshold = THRESHOLD[level]
  const first = await attempt(range.start[level])
  const isGood = first.score >= threshold
  const second = await attempt(bounded(first.quality + (isGood ? -STRIDE : STRIDE)))
  if (isGood && second.score >= threshold && second.quality === range.least) return second.quality
  const third = await attempt(bounded(crossing(first, second, threshold)))
  if (third.score < threshold) third.quality = bounded(third.quality + MARGIN)
  const passed = [first, second].filter(({ score }) => score >= threshold).map(({ quality }) => quality)
  return Math.min(third.quality, ...passed)
}

interface Known {
  readonly quality: number
  readonly score: number
}

/** Where the line through both reaches the threshold; differences are compared by their logarithms. */
function crossing(a: Known, b: Known, threshold: number): number {
  const height = ({ score }: Known) => Math.log(Math.max(1e-6, 1 - score))
  const slope = (height(b) - height(a)) / (b.quality - a.quality)
  if (!Number.isFinite(slope) || slope >= 0) return Math.max(a.quality, b.quality)
  return a.quality + (Math.log(1 - threshold) - height(a)) / slope
}

async function scoreAt(sheet: Pixels, encoding: ImageEncoding, quality: number): Promise<number> {
  const options = { encoding, quality, frames: 1, timing: STILL, opaque: true }
  const { data } = await runPipeline(encoderFor(pipelineFrom(sheet), options))
  return similarity(sheet, await pixelsOf(sharp(data)))
}
