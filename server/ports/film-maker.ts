import type { VideoPlan } from '../transformation/plan/film-types.ts'
import type { TRANSITIONS } from '../transformation/transitions.ts'
import type { RenderResult, SourceFile } from './renderer.ts'

export type Transition = (typeof TRANSITIONS)[number]
export const FILM_FORMATS = ['mp4', 'webm'] as const
export type FilmFormat = (typeof FILM_FORMATS)[number]

export interface FilmSettings {
  readonly format: FilmFormat
  /** Even, both of them. */
  readonly width: number
  readonly height: number
  /** Frames, in so many milliseconds. */
  readonly rate: { readonly frames: number; readonly milliseconds: number }
  /** 1..100; null: what is usual. */
  readonly quality: number | null
  /** Where it is to be written; it must not exist. Complete when the film is made, absent when it is not. */
  readonly target: string
  readonly mostBytes: number
}

/** A picture that is shown for a while, and perhaps passes into the next one. */
export interface Slide {
  /** A PNG of the size of the film. */
  readonly picture: string
  /** Frames that show it alone. */
  readonly alone: number
  /** What follows, in so many frames; null at the end. */
  readonly next: { readonly picture: string; readonly frames: number; readonly transition: Transition } | null
  /** Frames that are shown of all that: fewer, where the film is cut off. */
  readonly frames: number
}

export interface Clip {
  readonly file: SourceFile
  readonly hasSound: boolean
}

export interface Transcoding {
  readonly plan: VideoPlan
  readonly source: SourceFile
  /** As in `FilmSettings`. */
  readonly target: string
  readonly mostBytes: number
}

export interface FilmOptions {
  readonly signal?: AbortSignal
}

/**
 * Makes films. Bounded in time, bytes and memory, few at a time, isolated from this process.
 * Errors: `CorruptMediaError`, `UnsupportedFormatError` (no ffmpeg, no such encoder), `LimitExceededError`,
 * `RenderTimeoutError`, `OverloadedError`, `StorageFullError`.
 */
export interface FilmMaker {
  /** One frame for each picture: PNGs of the size of the film. The next one is asked for when the last was read. */
  ofFrames(settings: FilmSettings, pictures: AsyncIterable<string>, options?: FilmOptions): Promise<void>
  ofSlides(settings: FilmSettings, slides: readonly Slide[], options?: FilmOptions): Promise<void>
  /** One after another, each fitted into the size of the film; with sound, if one of them has any. */
  ofClips(settings: FilmSettings, clips: readonly Clip[], options?: FilmOptions): Promise<void>
  /** What is planned of one video, as a video or a sound. */
  transcode(transcoding: Transcoding, options?: FilmOptions): Promise<RenderResult>
}
