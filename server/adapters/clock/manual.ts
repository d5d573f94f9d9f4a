/** A clock that stands still until a test moves it. */
import type { Clock } from '../../ports/clock.ts'

export interface ManualClock extends Clock {
  /** Moves time forward and wakes who slept until then, in order. */
  advance(milliseconds: number): void
}

interface Sleeper {
  readonly wakeAt: number
  readonly wake: () => void
}

export function manualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let now = start
  let sleepers: Sleeper[] = []
  return {
    now: () => now,
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        const abandon = () => {
          sleepers = sleepers.filter((other) => other !== sleeper)
          reject(signal?.reason)
        }
        const sleeper = {
          wakeAt: now + milliseconds,
          wake: () => {
            signal?.removeEventListener('abort', abandon)
            resolve()
          },
        }
        if (signal?.aborted === true) return reject(signal.reason)
        signal?.addEventListener('abort', abandon, { once: true })
        sleepers.push(sleeper)
      })
    },
    advance(milliseconds) {
      now += milliseconds
      const due = sleepers.filter((sleeper) => sleeper.wakeAt <= now).sort((left, right) => left.wakeAt - right.wakeAt)
      sleepers = sleepers.filter((sleeper) => sleeper.wakeAt > now)
      for (const sleeper of due) sleeper.wake()
    },
  }
}
