/**
 * What is said about a picture's technical quality: each part from 0 to 1, 1 being best, and their weighted
 * geometric mean as the score: one bad part spoils a picture, whatever the others are. The parts are formulas over pixels, not opinions of a model: `docs/analyses.md` tells them.
 */
import type { Pixels } from '../render/image/pixels.ts'
import type { SourceFacts } from '../transformation/plan/plan-types.ts'
import { borderRatio } from './blockiness.ts'
import { focusOf } from './focus.ts'
import { hundredths } from './hundredths.ts'
import { jpegQuality } from './jpeg-quality.ts'
import { lumaOf } from './luma.ts'
import { noiseLevel } from './noise.ts'
import type { Sample } from './sample.ts'
import { tonesOf } from './tones.ts'

export interface Quality {
  readonly parts: Readonly<Record<string, number>>
  readonly score: number
}

export interface QualitySources {
  readonly path: string
  readonly facts: SourceFacts
  /** The middle of the picture at its own resolution. */
  readonly window: Pixels
  /** The whole picture, reduced. */
  readonly sample: Sample
}

/** What counts for the score; saturation and the settings of the encoder are told, but are matters of taste. */
const WEIGHTS: Readonly<Record<string, number>> = {
  focus: 0.3,
  noise: 0.2,
  blockiness: 0.15,
  resolution: 0.1,
  contrast: 0.1,
  exposure: 0.1,
  lighting: 0.05,
}

/** Deviation of brightness, in levels, at which a picture is nothing but noise. */
const NOISE_LEVELS = 20
/** A step over block borders three times as large as elsewhere is as bad as it gets. */
const WORST_BORDER_RATIO = 3
const ENOUGH_PIXELS = 2_000_000
const FULL_SPREAD = 0.8
/** Mean brightness between these is neither too dark nor too bright. */
const DARK = 0.25
const BRIGHT = 0.8
/** Colourfulness that Hasler and Süsstrunk call "highly colourful". */
const COLOURFUL = 82

export async function findQuality({ path, facts, window, sample }: QualitySources): Promise<Quality> {
  const luma = lumaOf(window)
  const tones = tonesOf(sample)
  const parts: Record<string, number> = {
    focus: focusOf(luma),
    noise: 1 - noiseLevel(luma) / NOISE_LEVELS,
    contrast: tones.spread / FULL_SPREAD,
    exposure: exposureOf(tones.mean),
    lighting: tones.unclipped,
    saturation: tones.colourfulness / COLOURFUL,
    blockiness: 1 - (borderRatio(luma) - 1) / (WORST_BORDER_RATIO - 1),
    resolution: Math.sqrt((facts.width * facts.height) / ENOUGH_PIXELS),
    ...(facts.format === 'jpg' ? await encodedAt(path) : {}),
  }
  for (const [name, value] of Object.entries(parts)) parts[name] = hundredths(Math.min(1, Math.max(0, value)))
  const score = Object.entries(WEIGHTS).reduce((product, [name, weight]) => product * (parts[name] ?? 0) ** weight, 1)
  return { parts, score: hundredths(score) }
}

function exposureOf(mean: number): number {
  if (mean < DARK) return mean / DARK
  return mean > BRIGHT ? (1 - mean) / (1 - BRIGHT) : 1
}

async function encodedAt(path: string): Promise<Record<string, number>> {
  const quality = await jpegQuality(path)
  return quality === null ? {} : { jpeg_quality: quality / 100 }
}
