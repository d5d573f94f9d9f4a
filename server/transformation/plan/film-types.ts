/** What is to be done to make a video of a video. Plain JSON, as all plans. */
import type { ParameterValues } from '../ast.ts'
import type { MovingFormat } from './film-formats.ts'
import type { OperationOf } from './operations.ts'

/** What can be done to every frame of a video. */
export const FILM_OPERATIONS = ['resize', 'extract', 'extend', 'turn', 'flip', 'blur', 'recombine'] as const
export type FilmOperation = OperationOf<(typeof FILM_OPERATIONS)[number]>

/** Parameters that only videos have, as the chain says them. */
export type MovingSettings = Partial<Pick<ParameterValues, 'eo' | 'du' | 'vc' | 'ac'>>

export interface FilmEncoding {
  readonly format: MovingFormat
  readonly hasPictures: boolean
  /** If the source has sound. */
  readonly hasSound: boolean
  /** 1..100; null: what is usual. */
  readonly quality: number | null
  /** Of H.264; null: the encoder's choice. */
  readonly profile: string | null
  readonly level: string | null
  readonly bFrames: boolean
}

export interface VideoPlan {
  readonly media: 'video'
  /** Seconds of the source; null: to its end. */
  readonly start: number
  readonly end: number | null
  /** 2 is twice as fast. */
  readonly speed: number
  /** Seconds from and to black and silence; 0: none. */
  readonly fadeIn: number
  readonly fadeOut: number
  /** Times that all of that is shown. */
  readonly plays: number
  readonly operations: readonly FilmOperation[]
  /** Even; 0 of a sound. */
  readonly width: number
  readonly height: number
  /** Null: that of the source. */
  readonly framesPerSecond: number | null
  readonly encoding: FilmEncoding
  /** Seconds of the result, as far as that of the source is known. */
  readonly duration: number
}
