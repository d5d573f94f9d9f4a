import { LimitExceededError } from '../../errors/media-errors.ts'

export interface FilmSize {
  readonly width: number
  readonly height: number
}

/** What players decode: 4096 x 2304 of level 5.1 of H.264. */
const MOST_PIXELS = 9_437_184
const MOST_SIDE = 8192

/** Both sides even, as 4:2:0 needs them: rounded down. @throws LimitExceededError */
export function filmSize({ width, height }: FilmSize): FilmSize {
  if (Math.max(width, height) > MOST_SIDE || width * height > MOST_PIXELS) {
    throw new LimitExceededError(
      `A video of ${width} x ${height} pixels is too large; the limit is ${MOST_PIXELS} pixels and ${MOST_SIDE} a side`,
    )
  }
  return { width: even(width), height: even(height) }
}

function even(side: number): number {
  return Math.max(2, side - (side % 2))
}
