/**
 * Jobs in the database's job table, worked on by this process.
 *
 * Jobs of a name run up to its concurrency; the table is looked at when somebody says so (`wake`, `enqueue`), when a
 * job ends, and every second besides. A running job's lease is renewed while it runs, so a job of a process that died
 * is taken again as soon as its lease ends; with `exclusive` (one process owns the data) at once at the next start.
 */
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Queue, WorkOptions } from '../../ports/queue.ts'
import type { Random } from '../../ports/random.ts'
import type { StoredJob } from '../../ports/repositories/jobs.ts'
import { backOffMs } from './back-off.ts'

export interface DatabaseQueueOptions {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
  /** No other process works on this database. */
  readonly exclusive: boolean
  /** Default 1 s. */
  readonly pollMs?: number
  /** Default 60 s. */
  readonly leaseMs?: number
  /** Told about handlers that failed, and about trouble with the table. */
  readonly onError: (error: unknown, context: { readonly job: string | null; readonly final: boolean }) => void
}

interface Worker {
  readonly name: string
  readonly handler: (job: StoredJob, signal: AbortSignal) => Promise<void>
  readonly concurrency: number
  readonly attempts: number
  readonly running: Map<string, Promise<void>>
  /** A look at the table that is under way. */
  taking: Promise<void> | null
  /** Look once more when it is done. */
  again: boolean
}

export async function databaseQueue(options: DatabaseQueueOptions): Promise<Queue> {
  const { database, clock, random, onError } = options
  const leaseMs = options.leaseMs ?? 60_000
  const workers = new Map<string, Worker>()
  const controller = new AbortController()
  let closed = false

  if (options.exclusive) await database.jobs.releaseAll(clock.now())

  const poll = setInterval(wakeAll, options.pollMs ?? 1_000)
  const heartbeat = setInterval(() => void renewLeases(), leaseMs / 3)
  poll.unref()
  heartbeat.unref()

  function wakeAll(): void {
    for (const worker of workers.values()) take(worker)
  }

  async function renewLeases(): Promise<void> {
    const ids = [...workers.values()].flatMap((worker) => [...worker.running.keys()])
    await database.jobs
      .renew(ids, clock.now() + leaseMs)
      .catch((error: unknown) => onError(error, { job: null, final: false }))
  }

  /** Fills the free places of a worker; calls that come meanwhile are folded into one more round. */
  function take(worker: Worker): void {
    if (worker.taking !== null) {
      worker.again = true
      return
    }
    worker.taking = takeDue(worker)
      .catch((error: unknown) => onError(error, { job: null, final: false }))
      .then(() => {
        worker.taking = null
      })
  }

  async function takeDue(worker: Worker): Promise<void> {
    do {
      worker.again = false
      const limit = worker.concurrency - worker.running.size
      if (closed || limit <= 0) return
      const now = clock.now()
      const jobs = await database.jobs.claim(worker.name, { limit, now, leaseUntil: now + leaseMs })
      for (const job of jobs) start(worker, job)
    } while (worker.again)
  }

  function start(worker: Worker, job: StoredJob): void {
    const done = run(worker, job)
      .catch((error: unknown) => onError(error, { job: job.name, final: false }))
      .then(() => {
        worker.running.delete(job.id)
        take(worker)
      })
    worker.running.set(job.id, done)
  }

  async function run(worker: Worker, job: StoredJob): Promise<void> {
    try {
      controller.signal.throwIfAborted()
      await worker.handler(job, controller.signal)
    } catch (error) {
      if (closed) return database.jobs.retry(job.id, { runAt: clock.now(), error: 'interrupted by a stop' })
      const final = job.attempt >= worker.attempts
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      onError(error, { job: job.name, final })
      if (final) return database.jobs.fail(job.id, { now: clock.now(), error: text })
      return database.jobs.retry(job.id, { runAt: clock.now() + backOffMs(job.attempt), error: text })
    }
    await database.jobs.complete(job.id)
  }

  return {
    async enqueue(name, payload, enqueueOptions) {
      const now = clock.now()
      await database.jobs.enqueue({
        id: random.hex(32),
        name,
        payload,
        key: enqueueOptions?.key ?? null,
        runAt: enqueueOptions?.runAt ?? now,
        createdAt: now,
      })
      wakeAll()
    },
    work(name, handler, workOptions: WorkOptions) {
      if (workers.has(name)) throw new Error(`Jobs named ${name} have a worker already`)
      const worker: Worker = {
        name,
        handler: handler as Worker['handler'],
        concurrency: workOptions.concurrency,
        attempts: workOptions.attempts ?? 5,
        running: new Map(),
        taking: null,
        again: false,
      }
      workers.set(name, worker)
      take(worker)
    },
    async stats() {
      const stats: Record<string, { waiting: number; running: number; failed: number }> = {}
      for (const { name, state, count } of await database.jobs.counts()) {
        stats[name] ??= { waiting: 0, running: 0, failed: 0 }
        stats[name][state] += count
      }
      return stats
    },
    wake: wakeAll,
    async close() {
      closed = true
      clearInterval(poll)
      clearInterval(heartbeat)
      controller.abort()
      await Promise.all([...workers.values()].map((worker) => worker.taking))
      await Promise.all([...workers.values()].flatMap((worker) => [...worker.running.values()]))
    },
  }
}
