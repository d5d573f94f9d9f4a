/**
 * The slides of a slideshow in frames: each stands alone for its time and then passes into the next. Times are rounded to
 * frames where they begin, so that rounding does not add up.
 *
 *   du shorter   the video is cut off there
 *   du longer    the last slide stays
 */
import type { SlideshowManifest } from '../../contract/slideshow-manifest.ts'
import { LimitExceededError } from '../../errors/media-errors.ts'
import type { Slide } from '../../ports/film-maker.ts'

type Next = NonNullable<Slide['next']>
/** A slide whose pictures are named by their place in the manifest. */
export type PlannedSlide = Pick<Slide, 'alone' | 'frames'> & {
  readonly picture: number
  readonly next: (Pick<Next, 'frames' | 'transition'> & { readonly picture: number }) | null
}

const MOST_SECONDS = 600

/** @throws LimitExceededError */
export function planSlides({ fps, du, vars }: SlideshowManifest): readonly PlannedSlide[] {
  const frameAt = (milliseconds: number) => Math.round((milliseconds * fps) / 1000)
  const planned: PlannedSlide[] = []
  let time = 0
  for (const [picture, { sdur = vars.sdur, tdur = vars.tdur, transition = vars.transition }] of vars.slides.entries()) {
    const isLast = picture === vars.slides.length - 1
    const begin = frameAt(time)
    const crossing = frameAt(time + sdur)
    time += sdur + (isLast ? 0 : tdur)
    const end = Math.max(frameAt(time), begin + 1)
    const passing = isLast ? 0 : end - Math.max(crossing, begin)
    const next = passing === 0 ? null : { picture: picture + 1, frames: passing, transition }
    planned.push({ picture, alone: end - begin - passing, next, frames: end - begin })
  }
  const seconds = du ?? time / 1000
  if (seconds > MOST_SECONDS) {
    throw new LimitExceededError(`The slides last ${seconds} seconds together; the limit is ${MOST_SECONDS}`)
  }
  return du === undefined ? planned : ofLength(planned, Math.max(1, frameAt(du * 1000)))
}

function ofLength(planned: readonly PlannedSlide[], length: number): readonly PlannedSlide[] {
  const shown: PlannedSlide[] = []
  let left = length
  for (const slide of planned) {
    if (left === 0) break
    const isLast = slide === planned.at(-1)
    const frames = isLast ? left : Math.min(slide.frames, left)
    shown.push({ ...slide, frames })
    left -= frames
  }
  return shown
}
