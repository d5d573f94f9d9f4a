/** Operations on the sequence of frames: which are shown, in which order and for how long. */
import type { FrameSelection } from '../../transformation/plan/operations.ts'
import { mapAlpha } from './kernels/map-alpha.ts'
import type { Timing } from './open-source.ts'
import { frameOf, joinFrames, type Pixels, withAlpha } from './pixels.ts'

export interface Animation {
  readonly pixels: Pixels
  readonly timing: Timing
}

/** Browsers play shorter delays at 100 ms. */
const SHORTEST_DELAY_MS = 20

export function selectFrames({ pixels, timing }: Animation, selection: FrameSelection): Animation {
  if (selection.kind === 'fade') return { pixels: faded(pixels, timing, selection), timing }
  if (selection.kind === 'speed') {
    const delays = timing.delays.map((delay) => Math.max(SHORTEST_DELAY_MS, Math.round(delay / selection.factor)))
    return { pixels, timing: { ...timing, delays } }
  }
  const shown = framesShown(timing.delays, pixels.frames, selection)
  return {
    pixels: joinFrames(shown.map(({ frame }) => frameOf(pixels, frame))),
    timing: { ...timing, delays: shown.map(({ delay }) => delay) },
  }
}

interface Shown {
  readonly frame: number
  readonly delay: number
}

function framesShown(
  delays: readonly number[],
  count: number,
  selection: Extract<FrameSelection, { kind: 'boomerang' | 'reverse' | 'count' | 'interval' }>,
): readonly Shown[] {
  const all = Array.from({ length: count }, (_, frame): Shown => ({ frame, delay: delays[frame] ?? 100 }))
  switch (selection.kind) {
    case 'reverse':
      return all.toReversed()
    case 'boomerang':
      // The last frame is the turning point and the first one starts the next round: neither is shown twice.
      return [...all, ...all.slice(1, -1).toReversed()]
    case 'count':
      return selection.count >= count ? all : atTimes(all, evenTimes(all, Math.max(1, selection.count)))
    case 'interval':
      return thinned(all, selection.milliseconds)
  }
}

function evenTimes(all: readonly Shown[], count: number): readonly number[] {
  const duration = durationOf(all)
  return Array.from({ length: count }, (_, index) => (duration * index) / count)
}

function thinned(all: readonly Shown[], milliseconds: number): readonly Shown[] {
  // Counted before they are listed: the interval comes from the URL and may be next to nothing.
  const count = Math.max(1, Math.ceil(durationOf(all) / milliseconds))
  if (count >= all.length) return all
  return atTimes(
    all,
    Array.from({ length: count }, (_, index) => index * milliseconds),
  )
}

/** The frames seen at those times, each until the next one. */
function atTimes(all: readonly Shown[], times: readonly number[]): readonly Shown[] {
  const duration = durationOf(all)
  return times.map((time, index) => ({
    frame: frameAt(all, time),
    delay: Math.round((times[index + 1] ?? duration) - time),
  }))
}

function frameAt(all: readonly Shown[], time: number): number {
  let end = 0
  for (const { frame, delay } of all) {
    end += delay
    if (time < end) return frame
  }
  return all.length - 1
}

function durationOf(all: readonly Shown[]): number {
  return all.reduce((sum, { delay }) => sum + delay, 0)
}

function faded(pixels: Pixels, timing: Timing, fade: Extract<FrameSelection, { kind: 'fade' }>): Pixels {
  const source = withAlpha(pixels)
  const duration = timing.delays.reduce((sum, delay) => sum + delay, 0)
  const span = Math.max(1, Math.min(fade.milliseconds, duration))
  let time = 0
  const frames = Array.from({ length: source.frames }, (_, index) => {
    const share = fade.direction === 'in' ? time / span : (duration - time) / span
    time += timing.delays[index] ?? 0
    const visible = Math.min(1, Math.max(0, share))
    return mapAlpha(frameOf(source, index), (alpha) => Math.round(alpha * visible))
  })
  return joinFrames(frames)
}
