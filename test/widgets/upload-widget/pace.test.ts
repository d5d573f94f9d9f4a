/** How fast a queue moves, from samples. */

import {
  paceOf,
  roundedTime,
  type Sample,
  STALLED_AFTER_MS,
  withSample,
} from '../../../widgets/upload-widget/queue/pace.ts'
import { fc } from '../../support/properties.ts'
import { equal, ok, same } from '../support/expect.ts'

const SECOND = 1000

describe('pace of a queue', () => {
  it('is what went out in the last seconds; the time left follows from it', () => {
    const samples = [0, 1, 2, 3, 4].map((second) => ({ atMs: second * SECOND, bytes: second * 500 }))

    same(paceOf(samples, 5000), { bytesPerSecond: 500, secondsLeft: 10, isStalled: false })
  })

  it('is not known in the first two seconds', () => {
    equal(paceOf([sample(0, 0), sample(1, 100)], 5000).secondsLeft, undefined)
  })

  it('stalls when nothing has gone out for a while, and not when nothing is left', () => {
    const still = [0, 1, 2, 3, 4, 5, 6].map((second) => sample(second, 100))
    ok(6 * SECOND >= STALLED_AFTER_MS, 'long enough')

    equal(paceOf(still, 10).isStalled, true)
    equal(paceOf(still, 0).isStalled, false)
    equal(paceOf([...still, sample(7, 101)], 10).isStalled, false)
  })

  it('forgets what is too old, and begins anew when less has gone out than before', () => {
    let samples: readonly Sample[] = []
    for (let second = 0; second <= 60; second += 1) samples = withSample(samples, sample(second, second))
    same([samples[0]?.atMs, samples.length], [50 * SECOND, 11])

    same(withSample(samples, sample(61, 3)), [sample(61, 3)])
  })

  it('never gives a time that is negative or not finite, whatever it sees', () => {
    const steps = fc.array(fc.record({ afterMs: fc.nat(5000), bytes: fc.nat(1e9) }), { maxLength: 40 })
    fc.assert(
      fc.property(steps, fc.nat(1e9), (taken, remaining) => {
        let samples: readonly Sample[] = []
        let atMs = 0
        for (const { afterMs, bytes } of taken) {
          atMs += afterMs
          samples = withSample(samples, { atMs, bytes })
        }
        const { bytesPerSecond, secondsLeft = 0 } = paceOf(samples, remaining)
        return (
          Number.isFinite(bytesPerSecond) && bytesPerSecond >= 0 && Number.isFinite(secondsLeft) && secondsLeft >= 0
        )
      }),
    )
  })

  it('is told in fives of seconds, minutes and hours, never too short', () => {
    const told = [0.2, 12, 55, 56, 61, 3540, 3541].map((seconds) => Object.values(roundedTime(seconds)).join(' '))

    same(told, ['5 second', '15 second', '55 second', '1 minute', '2 minute', '59 minute', '1 hour'])
  })
})

function sample(second: number, bytes: number): Sample {
  return { atMs: second * SECOND, bytes }
}
