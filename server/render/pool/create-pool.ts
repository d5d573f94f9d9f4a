/** The pool with its defaults: what the composition root calls once, for the renderer and the describer together. */
import { availableParallelism, totalmem } from 'node:os'
import type { Log } from '../../ports/log.ts'
import { writeFontConfiguration } from '../text/font-configuration.ts'
import { RenderPool } from './pool.ts'
import type { MediaLimits } from './protocol.ts'

export interface CreatePoolOptions {
  /** Folder for the font configuration and its cache; made when missing. */
  readonly fontCacheFolder: string
  /** More folders with fonts. */
  readonly fontFolders?: readonly string[]
  readonly log: Log
  /** Jobs at a time. Default: one for each core. */
  readonly concurrency?: number | undefined
  /** Default 20. */
  readonly waitingPerSlot?: number | undefined
  /** Default: a quarter of the machine's memory. */
  readonly memoryBudgetBytes?: number | undefined
  /** Default 15 000. */
  readonly timeoutMs?: number | undefined
  readonly limits?: Partial<MediaLimits>
}

export const DEFAULT_LIMITS: MediaLimits = {
  framePixels: 50_000_000,
  totalPixels: 200_000_000,
  frames: 1000,
  svgBytes: 1_000_000,
}

export function createRenderPool(options: CreatePoolOptions): RenderPool {
  const { fontCacheFolder, fontFolders = [], log } = options
  const pool = new RenderPool({
    concurrency: options.concurrency ?? availableParallelism(),
    waitingPerSlot: options.waitingPerSlot ?? 20,
    memoryBudgetBytes: options.memoryBudgetBytes ?? Math.floor(totalmem() / 4),
    timeoutMs: options.timeoutMs ?? 15_000,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    fontConfiguration: writeFontConfiguration({ cacheFolder: fontCacheFolder, fontFolders }),
    log,
  })
  // The first child starts while the rest of the server does.
  pool.warmUp()
  return pool
}
