/** The Describer port: identification here, everything that decodes in the pool's children. */
import { UnsupportedFormatError } from '../errors/media-errors.ts'
import type { Describer } from '../ports/describer.ts'
import { roleFor } from '../render/formats.ts'
import type { RenderPool } from '../render/pool/pool.ts'
import type { SourceFacts } from '../transformation/plan/plan-types.ts'
import { identifyFile } from './identify.ts'

export interface CreateDescriberOptions {
  /** Shared with the renderer. */
  readonly pool: RenderPool
}

/** Before the header is read nobody knows better. */
const ASSUMED_BYTES = 96 * 1_048_576

export function createDescriber({ pool }: CreateDescriberOptions): Describer {
  return {
    identify: identifyFile,
    async describe(path, needs, { signal } = {}) {
      const { resourceType, format } = await identifyFile(path)
      if (resourceType !== 'image' || format === null) {
        throw new UnsupportedFormatError('The file is neither an image nor a video that is understood here')
      }
      return pool.run(
        'describe',
        { path, format, needs },
        {
          role: roleFor([{ format }] satisfies Pick<SourceFacts, 'format'>[]),
          costBytes: ASSUMED_BYTES,
          ...(signal ? { signal } : {}),
        },
      )
    },
  }
}
