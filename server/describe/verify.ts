/**
 * Decodes a picture once to the end, at low cost: shrunk to a few pixels while it is read, so that a broken file is
 * refused when it comes in and not when somebody wants it.
 */
import sharp from 'sharp'
import { CorruptMediaError } from '../errors/media-errors.ts'
import { rasterOptions } from '../render/image/open-source.ts'
import type { MediaLimits } from '../render/pool/protocol.ts'
import type { SourceFacts } from '../transformation/plan/plan-types.ts'

const SMALL = 16

/** @throws CorruptMediaError */
export async function verifyDecodes(path: string, facts: SourceFacts, limits: MediaLimits): Promise<void> {
  const pages = facts.animated ? { pages: -1 } : {}
  try {
    await sharp(path, { ...rasterOptions(limits), ...pages })
      .resize({ width: SMALL, height: SMALL, fit: 'fill' })
      .raw()
      .toBuffer()
  } catch (cause) {
    throw new CorruptMediaError('The file cannot be decoded', { cause })
  }
}
