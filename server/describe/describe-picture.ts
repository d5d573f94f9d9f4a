/** In a child: what a stored picture is. The header first, limits, then only the analyses that were asked for. */

import { LimitExceededError } from '../errors/media-errors.ts'
import type { Description } from '../ports/describer.ts'
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
  const wantsPixels = needs.colors || needs.phash
  const sample = wantsPixels ? await sampleOf({ path, facts }, limits) : null
  return {
    facts,
    ...(needs.colors && sample ? analyseColours(sample) : {}),
    ...(needs.phash && sample ? { phash: perceptualHash(sample) } : {}),
    ...(metadata ? { mediaMetadata: await metadata.readMediaMetadata(path) } : {}),
  }
}

function analyseColours(sample: Sample): Partial<Description> {
  const { colors, predominant, grayscale } = findColours(sample)
  return { colors, predominant, grayscale, semiTransparent: transparencyOf(sample) }
}

function checkFacts(facts: SourceFacts, limits: MediaLimits): void {
  if (facts.pages > limits.frames) {
    throw new LimitExceededError(`The file has ${facts.pages} frames; the limit is ${limits.frames}`)
  }
  checkPixels(facts.width, facts.height, facts.animated ? facts.pages : 1, limits)
}
