/** The part of the composition that touches media: the pool of children and the programs for video, with the renderer and the describer on them. */
import { dirname, join, resolve } from 'node:path'
import type { Config } from './config/settings.ts'
import { createDescriber } from './describe/create-describer.ts'
import type { Describer } from './ports/describer.ts'
import type { FilmMaker } from './ports/film-maker.ts'
import type { Log } from './ports/log.ts'
import type { Renderer } from './ports/renderer.ts'
import { createRenderer } from './render/create-renderer.ts'
import { createRenderPool } from './render/pool/create-pool.ts'
import { createVideoEngine } from './render/video/create-video-engine.ts'

export interface Engines {
  readonly renderer: Renderer
  readonly describer: Describer
  readonly films: FilmMaker
  close(): Promise<void>
}

export function composeEngines(
  config: Config,
  { folder, log }: { readonly folder: string; readonly log: Log },
): Engines {
  const pool = createRenderPool({
    fontCacheFolder: join(folder, 'cache', 'fonts'),
    fontFolders: config.fontFolders.map((path) => resolve(path)),
    log,
    concurrency: config.workers,
    memoryBudgetBytes: config.renderMemoryBytes,
    timeoutMs: config.renderTimeoutMs,
    limits: {
      framePixels: config.imageMaxPixels,
      totalPixels: config.totalMaxPixels,
      frames: config.maxFrames,
      svgBytes: config.svgMaxBytes,
    },
  })
  const video = createVideoEngine({
    program: config.ffmpeg,
    folder: join(folder, 'cache', 'video'),
    framePixels: config.imageMaxPixels,
    filmTimeoutMs: config.videoTimeoutMs,
  })
  const ffprobe = config.ffmpeg === undefined ? undefined : join(dirname(config.ffmpeg), 'ffprobe')
  return {
    renderer: createRenderer({ pool, stills: video.stills }),
    describer: createDescriber({ pool, ffprobe }),
    films: video.films,
    async close() {
      await video.close()
      await pool.close()
    },
  }
}
