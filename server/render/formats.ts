/** Our names of stored picture formats, by who reads them. */
import type { SourceFacts } from '../transformation/plan/plan-types.ts'
import type { Role } from './pool/protocol.ts'

/** libvips' own loaders that are allowed. */
export const RASTER_FORMATS: ReadonlySet<string> = new Set(['jpg', 'png', 'gif', 'webp', 'avif', 'tiff'])
/** Read by WebAssembly codecs. */
export const FOREIGN_FORMATS: ReadonlySet<string> = new Set([])

/** The child that may open all of these. */
export function roleFor(facts: readonly Pick<SourceFacts, 'format'>[]): Role {
  if (facts.some(({ format }) => format === 'svg')) return 'vector'
  return facts.some(({ format }) => FOREIGN_FORMATS.has(format)) ? 'foreign' : 'raster'
}
