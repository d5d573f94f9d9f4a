/**
 * `q_auto`: the lowest quality at which a sample of the picture still looks like itself. Three encodings of at most
 * 512 x 512 pixels, whatever the picture's size: the first at a usual quality, the others where a line through what is
 * known puts the threshold.
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
  readonly greatest: number
  readonly start: Readonly<Record<Level, number>>
}

/** Qualities mean something else in every encoder. */
const RANGES: Readonly<Record<string, Range>> = {
  jpg: { least: 40, greatest: 95, start: { best: 88, good: 80, eco: 70, low: 60 } },
  webp: { least: 40, greatest: 95, start: { best: 88, good: 80, eco: 70, low: 60 } },
  avif: { least: 30, greatest: 80, start: { best: 65, good: 55, eco: 46, low: 38 } },
}
const TRIES = 3
/** Qualities this near to one another are not told apart. */
const NEAR = 2

/** Null when the format's quality cannot be searched. */
export async function searchQuality(pixels: Pixels, encoding: ImageEncoding): Promise<number | null> {
  const range = RANGES[encoding.format]
  const level = encoding.automatic
  if (range === undefined || level === null || encoding.lossless) return null
  const sheet = await sampleSheet(pixels)
  const threshold = THRESHOLD[level]
  // Kept in order; the ends count as known without trying.
  let [low, high] = [
    { quality: range.least, score: Number.NaN },
    { quality: range.greatest, score: Number.NaN },
  ]
  let quality = range.start[level]
  let best = range.greatest
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const score = await scoreAt(sheet, encoding, quality)
    if (score >= threshold) {
      best = Math.min(best, quality)
      high = { quality, score }
    } else low = { quality, score }
    if (high.quality - low.quality <= NEAR) break
    quality = nextQuality(low, high, threshold)
  }
  return best
}

interface Known {
  readonly quality: number
  readonly score: number
}

/** Between the two, by a straight line when both were tried, else halfway. */
function nextQuality(low: Known, high: Known, threshold: number): number {
  const span = high.quality - low.quality
  const share = (threshold - low.score) / (high.score - low.score)
  const guess = Number.isNaN(share) ? low.quality + span / 2 : low.quality + span * share
  return Math.round(Math.min(high.quality - 1, Math.max(low.quality + 1, guess)))
}

async function scoreAt(sheet: Pixels, encoding: ImageEncoding, quality: number): Promise<number> {
  const options = { encoding, quality, frames: 1, timing: STILL, opaque: true }
  const { data } = await runPipeline(encoderFor(pipelineFrom(sheet), options))
  return similarity(sheet, await pixelsOf(sharp(data)))
}
