/** Pieces as the frames of a film: each is laid on a frame of its own when the encoder asks for it. */
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { FILM_FORMATS, type FilmFormat } from '../../ports/film-maker.ts'
import type { ImageEncoding } from '../../transformation/plan/plan-types.ts'
import { PLAIN_PNG } from '../derivations/plain-png.ts'
import type { SpooledFile } from '../upload/spool.ts'
import { filmSize } from '../videos/film-size.ts'
import { withFilm } from '../videos/with-film.ts'
import type { PlacedPiece } from './arrangements.ts'
import type { PictureDependencies } from './picture-types.ts'

export interface FilmOfPieces {
  readonly format: FilmFormat
  readonly placed: readonly PlacedPiece[]
  /** Of a frame; of odd sides the last row or column is left out. */
  readonly width: number
  readonly height: number
  /** How the chain has the whole written. */
  readonly encoding: ImageEncoding
  readonly mostBytes: number
}

/** As in an animation. */
const USUAL_DELAY_MS = 100
const LEAST_DELAY_MS = 10

export function isFilmFormat(format: string): format is FilmFormat {
  return (FILM_FORMATS as readonly string[]).includes(format)
}

/** Runs `use` with the film, which is gone afterwards unless it was stored. */
export async function withFilmOfPieces<T>(
  film: FilmOfPieces,
  signal: AbortSignal,
  dependencies: PictureDependencies,
  use: (file: SpooledFile) => Promise<T>,
): Promise<T> {
  const { encoding, format, mostBytes } = film
  const { delay, loop } = encoding
  if (loop !== null) throw new InvalidParameterError(`Invalid transformation: e_loop of ${format} (players repeat it)`)
  if (delay !== null && delay < LEAST_DELAY_MS) {
    throw new InvalidParameterError(
      `Invalid dl in transformation: ${delay}, expected at least ${LEAST_DELAY_MS} milliseconds for ${format}`,
    )
  }
  const size = filmSize(film)
  const settings = {
    ...size,
    ...{ format, mostBytes },
    rate: { frames: 1, milliseconds: delay ?? USUAL_DELAY_MS },
    quality: encoding.quality,
  }
  return withFilm(
    settings,
    signal,
    dependencies,
    (whole) => dependencies.films.ofFrames(whole, frames(film, size, signal, dependencies), { signal }),
    use,
  )
}

async function* frames(
  { placed, encoding: { background } }: FilmOfPieces,
  size: { readonly width: number; readonly height: number },
  signal: AbortSignal,
  { renderer, spool }: PictureDependencies,
): AsyncGenerator<string> {
  for (const { piece, left, top } of placed) {
    const target = spool.newPath()
    try {
      const picture = { kind: 'file', file: piece.file } as const
      const frame = { pieces: [{ picture, frame: 0, left, top }], ...size, frames: 1, background, encoding: PLAIN_PNG }
      await renderer.assemble({ ...frame, target }, { signal })
      yield target
    } finally {
      await spool.discard(target)
    }
  }
}
