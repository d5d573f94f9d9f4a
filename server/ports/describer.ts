import type { SourceFacts } from '../transformation/plan/plan-types.ts'

/** What of a file is to be found out beyond its facts. */
export interface DescribeNeeds {
  readonly colors?: boolean
  readonly phash?: boolean
  readonly mediaMetadata?: boolean
  readonly quality?: boolean
  readonly accessibility?: boolean
  readonly cinemagraph?: boolean
  /** Decode the whole file once at low cost, so that a broken one is refused now and not at its first delivery. */
  readonly verify?: boolean
}

export interface VideoFacts {
  readonly frameRate: number | null
  readonly bitRate: number | null
  readonly duration: number
  readonly rotation: number
  readonly frames: number | null
  readonly isAudio: boolean
  readonly video: Readonly<Record<string, string | number>> | null
  readonly audio: Readonly<Record<string, string | number>> | null
}

export interface Description {
  readonly facts: SourceFacts
  /** Present for video and audio. */
  readonly video?: VideoFacts
  /** `[['#A1B2C3', 45.1], …]`, most frequent first, percent. */
  readonly colors?: readonly (readonly [string, number])[]
  readonly predominant?: Readonly<Record<string, readonly (readonly [string, number])[]>>
  /** 16 hexadecimal digits. */
  readonly phash?: string
  /** EXIF, IPTC, XMP by the names that the tools use; values as text. */
  readonly mediaMetadata?: Readonly<Record<string, string>>
  readonly grayscale?: boolean
  readonly semiTransparent?: boolean
  /** Parts and score from 0 to 1, 1 being best. */
  readonly quality?: { readonly parts: Readonly<Record<string, number>>; readonly score: number }
  /** 0 photographed … 1 drawn. */
  readonly illustrationScore?: number
  /** Shares from 0 to 1 that people with a colour vision deficiency can tell apart; `#rrggbb`. */
  readonly accessibility?: {
    readonly distinctEdges: number
    readonly distinctColors: number
    readonly mostIndistinctPair: readonly [string, string] | null
    readonly score: number
  }
  /** 0 no cinemagraph … 1 a still picture of which a little moves. */
  readonly cinemagraphScore?: number
}

/**
 * Tells what a stored file is, by its content alone. Runs isolated, with the same limits as the renderer.
 * Errors: `CorruptMediaError`, `LimitExceededError` (pixels, frames) and `UnsupportedFormatError` (it is none of ours:
 * such a file is `raw`).
 */
export interface Describer {
  /** Kind of file by its first bytes, without decoding: never throws for foreign content, gives `raw`. */
  identify(path: string): Promise<{ readonly resourceType: 'image' | 'video' | 'raw'; readonly format: string | null }>
  describe(path: string, needs: DescribeNeeds, options?: { readonly signal?: AbortSignal }): Promise<Description>
}
