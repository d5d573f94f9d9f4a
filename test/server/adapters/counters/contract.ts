/** What every driver of counters must do. */
import { describe, expect, it } from 'vitest'
import { type ManualClock, manualClock } from '../../../../server/adapters/clock/manual.ts'
import type { Counters } from '../../../../server/ports/counters.ts'

const MINUTE = 60_000
const HOUR = 3_600_000

export function describeCounters(name: string, open: (clock: ManualClock) => Promise<Counters>): void {
  describe(`counters: ${name}`, () => {
    it('counts each name of each environment by itself, and says when the window ends', async () => {
      const counters = await open(manualClock(HOUR * 10 + 61_000))

      expect(await counters.add('env', 'a', HOUR)).toEqual({ count: 1, endsAt: HOUR * 11 })
      expect(await counters.add('env', 'a', HOUR)).toEqual({ count: 2, endsAt: HOUR * 11 })
      expect(await counters.add('env', 'b', HOUR)).toEqual({ count: 1, endsAt: HOUR * 11 })
      expect(await counters.add('other', 'a', HOUR)).toEqual({ count: 1, endsAt: HOUR * 11 })
      expect(await counters.add('env', 'c', MINUTE)).toEqual({ count: 1, endsAt: HOUR * 10 + 2 * MINUTE })
    })

    it('begins anew with each window', async () => {
      const clock = manualClock(HOUR - 1)
      const counters = await open(clock)
      await counters.add('env', 'a', HOUR)

      clock.advance(1)

      expect(await counters.add('env', 'a', HOUR)).toEqual({ count: 1, endsAt: 2 * HOUR })
    })

    it('loses none of many at once', async () => {
      const counters = await open(manualClock())

      const counts = await Promise.all(Array.from({ length: 50 }, () => counters.add('env', 'a', HOUR)))

      expect(counts.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual(counts.map((_, index) => index + 1))
    })
  })
}
