/** The Describer port: identification here, pictures decoded in the pool's children, video read by ffprobe. */
import { availableParallelism } from 'node:os'
import { UnsupportedFormatError } from '../errors/media-errors.ts'
import type { Describer } from '../ports/describer.ts'
import { roleFor } from '../render/formats.ts'
import type { RenderPool } from '../render/pool/pool.ts'
import { describeVideo } from './describe-video.ts'
import { ffprobe } from './ffprobe.ts'
import { identifyFile } from './identify.ts'

export interface CreateDescriberOptions {
  /** Shared with the renderer. */
  readonly pool: RenderPool
  /** Path of the ffprobe program. Default: found on PATH. */
  readonly ffprobe?: string | undefined
  /** For reading the header of a video. Default 15 000. */
  readonly timeoutMs?: number | undefined
}

/** Before the header is read nobody knows better. */
const ASSUMED_BYTES = 96 * 1_048_576

export function createDescriber({ pool, ffprobe: program, timeoutMs = 15_000 }: CreateDescriberOptions): Describer {
  const probe = ffprobe({ program, timeoutMs, concurrency: availableParallelism() })
  return {
    identify: identifyFile,
    async describe(path, needs, { signal } = {}) {
      const { resourceType, format } = await identifyFile(path)
      const ending = signal === undefined ? {} : { signal }
      if (resourceType === 'video' && format !== null) return describeVideo(path, format, { probe, ...ending })
      if (resourceType === 'image' && format !== null) {
        const options = { role: roleFor([format]), costBytes: ASSUMED_BYTES, ...ending }
        return pool.run('describe', { path, format, needs }, options)
      }
      throw new UnsupportedFormatError('The file is neither an image nor a video that is understood here')
    },
  }
}
