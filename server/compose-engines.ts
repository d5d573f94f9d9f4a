/** The part of the composition that touches media: the pool of children with the renderer and the describer on it. */
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Config } from './config/settings.ts'
import { createDescriber } from './describe/create-describer.ts'
import type { Describer } from './ports/describer.ts'
import type { Log } from './ports/log.ts'
import type { Renderer } from './ports/renderer.ts'
import { createRenderer } from './render/create-renderer.ts'
import { RenderPool } from './render/pool/pool.ts'
import { writeFontConfiguration } from './render/text/font-configuration.ts'

export interface Engines {
  readonly renderer: Renderer
  readonly describer: Describer
  close(): Promise<void>
}

/** Jobs that may wait for each that may run; beyond that a request is refused at once. */
const WAITING_PER_SLOT = 20

export function composeEngines(
  config: Config,
  { folder, log }: { readonly folder: string; readonly log: Log },
): Engines {
  const pool = new RenderPool({
    concurrency: config.workers ?? availableParallelism(),
    waitingPerSlot: WAITING_PER_SLOT,
    memoryBudgetBytes: config.renderMemoryBytes ?? Math.floor(totalmem() / 4),
    timeoutMs: config.renderTimeoutMs,
    limits: {
      framePixels: config.imageMaxPixels,
      totalPixels: config.totalMaxPixels,
      frames: config.maxFrames,
      svgBytes: config.svgMaxBytes,
    },
    fontConfiguration: writeFontConfiguration({ cacheFolder: join(folder, 'cache', 'fonts') }),
    log,
  })
  return { renderer: createRenderer({ pool }), describer: createDescriber({ pool }), close: () => pool.close() }
}
