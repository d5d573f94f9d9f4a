import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { manualClock } from '../../../../server/adapters/clock/manual.ts'
import { systemClock } from '../../../../server/adapters/clock/system.ts'
import { describeClock } from './contract.ts'

describeClock('system', () => ({ clock: systemClock(), pass: (milliseconds) => delay(milliseconds) }))
describeClock('manual', () => {
  const clock = manualClock()
  return { clock, pass: async (milliseconds) => clock.advance(milliseconds) }
})

describe('manualClock', () => {
  it('stands still until it is moved, and wakes sleepers in order', async () => {
    const clock = manualClock(1000)
    const log: number[] = []
    const sleeps = [30, 10, 20].map((ms) => clock.sleep(ms).then(() => log.push(ms)))

    clock.advance(15)
    await sleeps[1]
    expect(log).toEqual([10])
    clock.advance(15)
    await Promise.all(sleeps)

    expect(log).toEqual([10, 20, 30])
    expect(clock.now()).toBe(1030)
  })
})
