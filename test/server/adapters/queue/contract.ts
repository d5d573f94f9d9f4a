/** What every queue driver must do. `settle` runs the jobs that are due and resolves when none is left or running. */
import { describe, expect, it } from 'vitest'
import type { ManualClock } from '../../../../server/adapters/clock/manual.ts'
import type { Queue } from '../../../../server/ports/queue.ts'

export interface OpenQueue {
  readonly queue: Queue
  readonly clock: ManualClock
  readonly settle: () => Promise<void>
}

export function describeQueue(name: string, open: () => Promise<OpenQueue>): void {
  describe(`queue contract: ${name}`, () => {
    it('hands a job with its payload to the worker of that name', async () => {
      const { queue, settle } = await open()
      const seen: unknown[] = []
      queue.work('greet', async (job) => void seen.push([job.name, job.payload, job.attempt]), { concurrency: 1 })

      await queue.enqueue('greet', { to: 'you', list: [1, null] })
      await queue.enqueue('other', {})
      await settle()

      expect(seen).toEqual([['greet', { to: 'you', list: [1, null] }, 1]])
      await queue.close()
    })

    it('keeps jobs that came before their worker', async () => {
      const { queue, settle } = await open()
      const seen: unknown[] = []

      await queue.enqueue('late', 1)
      queue.work('late', async (job) => void seen.push(job.payload), { concurrency: 1 })
      await settle()

      expect(seen).toEqual([1])
      await queue.close()
    })

    it('waits until a job is due', async () => {
      const { queue, clock, settle } = await open()
      const seen: unknown[] = []
      queue.work('later', async (job) => void seen.push(job.payload), { concurrency: 1 })

      await queue.enqueue('later', 1, { runAt: clock.now() + 5000 })
      await settle()
      expect(seen).toEqual([])
      clock.advance(5000)
      await settle()

      expect(seen).toEqual([1])
      await queue.close()
    })

    it('enqueues once under one key while the first is waiting, and again afterwards', async () => {
      const { queue, settle } = await open()
      const seen: unknown[] = []
      await queue.enqueue('once', 1, { key: 'k' })
      await queue.enqueue('once', 2, { key: 'k' })
      await queue.enqueue('once', 3, { key: 'other' })

      queue.work('once', async (job) => void seen.push(job.payload), { concurrency: 1 })
      await settle()
      await queue.enqueue('once', 4, { key: 'k' })
      await settle()

      // Jobs that are due at the same time run in any order.
      expect(seen.toSorted()).toEqual([1, 3, 4])
      await queue.close()
    })

    it('tries a failing job again, later each time, and gives up after the stated number of tries', async () => {
      const { queue, clock, settle } = await open()
      const attempts: number[] = []
      queue.work(
        'bad',
        async (job) => {
          attempts.push(job.attempt)
          throw new Error('no')
        },
        { concurrency: 1, attempts: 3 },
      )

      await queue.enqueue('bad', {})
      await settle()
      expect(attempts).toEqual([1])
      clock.advance(1000)
      await settle()
      expect(attempts).toEqual([1, 2])
      clock.advance(1000)
      await settle()
      expect(attempts).toEqual([1, 2])
      clock.advance(1000)
      await settle()
      clock.advance(3_600_000)
      await settle()

      expect(attempts).toEqual([1, 2, 3])
      expect((await queue.stats()).bad).toEqual({ waiting: 0, running: 0, failed: 1 })
      await queue.close()
    })

    it('counts what is waiting', async () => {
      const { queue } = await open()

      await queue.enqueue('a', 1)
      await queue.enqueue('a', 2)
      await queue.enqueue('b', 1)

      expect(await queue.stats()).toEqual({
        a: { waiting: 2, running: 0, failed: 0 },
        b: { waiting: 1, running: 0, failed: 0 },
      })
      await queue.close()
    })
  })
}
