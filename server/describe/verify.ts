/**
 * Decodes a picture once to the end, at low cost: shrunk to a few pixels while it is read, so that a broken file is
 * refused when it comes in and not when somebody wants it.
 */
import { openSource } from '../render/image/open-source.ts'
import { Passes } from '../render/image/passes.ts'
import type { MediaLimits } from '../render/pool/protocol.ts'
import type { SourceFacts } from '../transformation/plan/plan-types.ts'
import { noLayers } from './sample.ts'

const SMALL = 16

/** @throws CorruptMediaError */
export async function verifyDecodes(path: string, facts: SourceFacts, limits: MediaLimits): Promise<void> {
  const { width, height, animated } = facts
  const selection = { page: 0, pages: animated ? -1 : 1, density: 72, autoOrient: false, width, height }
  const passes = new Passes(await openSource({ path, facts }, selection, limits))
  await passes.apply([{ op: 'resize', width: SMALL, height: SMALL }], { layer: noLayers })
  await passes.toPixels()
}
