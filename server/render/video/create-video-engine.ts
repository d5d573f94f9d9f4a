/** Everything that runs ffmpeg, with its bounds: what the composition root makes once. */
import { mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { FilmMaker } from '../../ports/film-maker.ts'
import { createFfmpeg, type Ffmpeg } from './ffmpeg.ts'
import { createFilmMaker } from './films.ts'
import { Lane } from './lane.ts'
import { createStills, type Stills } from './stills.ts'

export interface CreateVideoEngineOptions {
  /** Path of the ffmpeg program. Default: found on PATH. */
  readonly program?: string | undefined
  /** A folder of its own: what lies in it is left over from a process that died, and goes. */
  readonly folder: string
  /** Pixels of a frame that is read. */
  readonly framePixels: number
  /** For one frame of a video. Default 30 000. */
  readonly stillTimeoutMs?: number | undefined
  /** For a whole film. Default 600 000. */
  readonly filmTimeoutMs?: number | undefined
}

export interface VideoEngine {
  readonly stills: Stills
  readonly films: FilmMaker
  /** Kills what runs. */
  close(): Promise<void>
}

const WAITING_PER_SLOT = 20
/** An encoder takes two cores; pictures are made beside it. */
const CORES_PER_FILM = 2
const WAITING_FILMS = 20

export function createVideoEngine(options: CreateVideoEngineOptions): VideoEngine {
  const { program, folder, framePixels, stillTimeoutMs = 30_000, filmTimeoutMs = 600_000 } = options
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const ffmpeg: Ffmpeg = createFfmpeg({ program })
  const cores = availableParallelism()
  const lane = new Lane({ concurrency: cores, mostWaiting: cores * WAITING_PER_SLOT })
  const filmsAtOnce = Math.max(1, Math.floor(cores / CORES_PER_FILM))
  const filmLane = new Lane({ concurrency: filmsAtOnce, mostWaiting: WAITING_FILMS })
  return {
    stills: createStills({ ffmpeg, lane, folder, timeoutMs: stillTimeoutMs, framePixels }),
    films: createFilmMaker({ ffmpeg, folder, lane: filmLane, timeoutMs: filmTimeoutMs, framePixels }),
    close: () => ffmpeg.close(),
  }
}
