/** In a child: what a stored picture is. The header first, limits, then only the analyses that were asked for. */

import { LimitExceededError } from '../errors/media-errors.ts'
import type { Description } from '../ports/describer.ts'
import type { SourceFile } from '../ports/renderer.ts'
import { checkPixels } from '../render/image/open-source.ts'
import type { JobInput, MediaLimits } from '../render/pool/protocol.ts'
import type { SourceFacts } from '../transformation/plan/plan-types.ts'
import { findColours } from './colours.ts'
import { perceptualHash } from './perceptual-hash.ts'
import { readFacts } from './read-facts.ts'
import { type Sample, sampleOf, transparencyOf } from './sample.ts'
import { verifyDecodes } from './verify.ts'

export async function describePicture(
  { path, format, needs }: JobInput<'describe'>,
  limits: MediaLimits,
): Promise<Description> {
  const facts = await readFacts(path, format, limits)
  checkFacts(facts, limits)
  if (needs.verify) await verifyDecodes(path, facts, limits)
  // Loaded when asked for: it is a large module.
  const metadata = needs.mediaMetadata ? await import('./media-metadata.ts') : null
  const wantsPixels = needs.colors || needs.phash || needs.quality || needs.accessibility
  const sample = wantsPixels ? await sampleOf({ path, facts }, limits) : null
  return {
    facts,
    ...(needs.colors && sample ? analyseColours(sample) : {}),
    ...(needs.phash && sample ? { phash: perceptualHash(sample) } : {}),
    ...(needs.quality && sample ? await analyseQuality({ path, facts }, sample, limits) : {}),
    ...(needs.accessibility && sample ? await analyseAccessibility(sample) : {}),
    ...(needs.cinemagraph ? await analyseMovement({ path, facts }, limits) : {}),
    ...(metadata ? { mediaMetadata: await metadata.readMediaMetadata(path) } : {}),
  }
}

function analyseColours(sample: Sample): Partial<Description> {
  const { colors, predominant, grayscale } = findColours(sample)
  return { colors, predominant, grayscale, semiTransparent: transparencyOf(sample) }
}

// Loaded when asked for, which is seldom.
async function analyseQuality(file: SourceFile, sample: Sample, limits: MediaLimits): Promise<Partial<Description>> {
  const [{ nativeWindow }, { findQuality }, { illustrationScore }] = await Promise.all([
    import('./native-window.ts'),
    import('./quality.ts'),
    import('./illustration.ts'),
  ])
  const window = await nativeWindow(file, limits)
  return { quality: await findQuality({ ...file, window, sample }), illustrationScore: illustrationScore(window) }
}

async function analyseAccessibility(sample: Sample): Promise<Partial<Description>> {
  const { findAccessibility } = await import('./accessibility.ts')
  return { accessibility: findAccessibility(sample) }
}

async function analyseMovement(file: SourceFile, limits: MediaLimits): Promise<Partial<Description>> {
  const { cinemagraphScore } = await import('./cinemagraph.ts')
  return { cinemagraphScore: await cinemagraphScore(file, limits) }
}

function checkFacts(facts: SourceFacts, limits: MediaLimits): void {
  if (facts.pages > limits.frames) {
    throw new LimitExceededError(`The file has ${facts.pages} frames; the limit is ${limits.frames}`)
  }
  checkPixels(facts.width, facts.height, facts.animated ? facts.pages : 1, limits)
}
