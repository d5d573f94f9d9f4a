/** Jobs in memory that run when a test says so. */

import type { Clock } from '../../ports/clock.ts'
import type { Job, Queue } from '../../ports/queue.ts'
import { backOffMs } from './back-off.ts'

export interface MemoryQueue extends Queue {
  /** Runs every due job, those enqueued meanwhile too, and resolves when none is left. */
  runAll(): Promise<void>
}

interface Waiting {
  readonly job: Job
  readonly key: string | undefined
  readonly runAt: number
}
interface Worker {
  readonly handler: (job: Job, signal: AbortSignal) => Promise<void>
  readonly attempts: number
}

export function memoryQueue(clock: Clock): MemoryQueue {
  let sequence = 0
  let waiting: Waiting[] = []
  const failed: Job[] = []
  const workers = new Map<string, Worker>()
  const controller = new AbortController()

  const takeDue = (): Waiting | undefined => {
    const due = waiting.find((entry) => entry.runAt <= clock.now() && workers.has(entry.job.name))
    waiting = waiting.filter((entry) => entry !== due)
    return due
  }

  const run = async ({ job }: Waiting): Promise<void> => {
    const worker = workers.get(job.name) as Worker
    try {
      await worker.handler(job, controller.signal)
    } catch {
      if (job.attempt >= worker.attempts) failed.push(job)
      else {
        const next = { ...job, attempt: job.attempt + 1 }
        waiting.push({ job: next, key: undefined, runAt: clock.now() + backOffMs(job.attempt) })
      }
    }
  }

  return {
    async enqueue(name, payload, options) {
      const key = options?.key
      if (key !== undefined && waiting.some((entry) => entry.job.name === name && entry.key === key)) return
      const job = { id: String(++sequence), name, payload: structuredClone(payload), attempt: 1 }
      waiting.push({ job, key, runAt: options?.runAt ?? clock.now() })
    },
    work(name, handler, options) {
      workers.set(name, { handler: handler as Worker['handler'], attempts: options.attempts ?? 5 })
    },
    async stats() {
      const counts: Record<string, { waiting: number; running: number; failed: number }> = {}
      const countOf = (name: string) => {
        counts[name] ??= { waiting: 0, running: 0, failed: 0 }
        return counts[name]
      }
      for (const entry of waiting) countOf(entry.job.name).waiting++
      for (const job of failed) countOf(job.name).failed++
      return counts
    },
    wake() {},
    async close() {
      controller.abort()
    },
    async runAll() {
      for (let next = takeDue(); next !== undefined; next = takeDue()) await run(next)
    },
  }
}
