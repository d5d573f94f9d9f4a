/** What every clock must do. `pass` lets that much time go by. */
import { describe, expect, it } from 'vitest'
import type { Clock } from '../../../../server/ports/clock.ts'

export function describeClock(
  name: string,
  open: () => { readonly clock: Clock; readonly pass: (milliseconds: number) => Promise<void> },
): void {
  describe(`clock contract: ${name}`, () => {
    it('sleeps for the stated time', async () => {
      const { clock, pass } = open()
      const start = clock.now()

      const sleep = clock.sleep(30)
      await pass(40)
      await sleep

      // Timers and the wall clock may disagree by a millisecond.
      expect(clock.now() - start).toBeGreaterThanOrEqual(29)
    })

    it('wakes with the reason of an abort', async () => {
      const { clock } = open()
      const controller = new AbortController()

      const sleep = clock.sleep(60_000, controller.signal)
      controller.abort(new Error('stop'))

      await expect(sleep).rejects.toThrow()
    })

    it('does not start to sleep when aborted already', async () => {
      const { clock } = open()

      await expect(clock.sleep(60_000, AbortSignal.abort(new Error('stop')))).rejects.toThrow()
    })
  })
}
