import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { manualClock } from '../../../../server/adapters/clock/manual.ts'
import { openSqlite } from '../../../../server/adapters/database/sqlite/index.ts'
import { databaseQueue } from '../../../../server/adapters/queue/database.ts'
import { seededRandom } from '../../../../server/adapters/random/seeded.ts'
import type { Database } from '../../../../server/ports/database.ts'
import type { Queue } from '../../../../server/ports/queue.ts'
import { describeQueue } from './contract.ts'

const openDatabase = () => openSqlite({ path: ':memory:', secretKey: new Uint8Array(32) })
const clock = manualClock()

function openQueue(database: Database, options: { exclusive: boolean; leaseMs?: number }): Promise<Queue> {
  return databaseQueue({ database, clock, random: seededRandom(Math.random()), onError: () => {}, ...options })
}

describeQueue('database', async () => {
  const database = await openDatabase()
  const queue = await openQueue(database, { exclusive: true })
  return { queue, clock, settle: () => settle(queue, database) }
})

describe('databaseQueue', () => {
  it('runs at most the stated number of jobs of a name at once', async () => {
    const database = await openDatabase()
    const queue = await openQueue(database, { exclusive: true })
    let running = 0
    let most = 0
    queue.work(
      'wide',
      async () => {
        most = Math.max(most, ++running)
        await delay(2)
        running--
      },
      { concurrency: 3 },
    )

    for (let index = 0; index < 12; index++) await queue.enqueue('wide', index)
    await settle(queue, database)

    expect(most).toBe(3)
    await queue.close()
  })

  it('runs a job that was written in a transaction, and none of one that was rolled back', async () => {
    const database = await openDatabase()
    const queue = await openQueue(database, { exclusive: true })
    const seen: unknown[] = []
    queue.work('outbox', async (job) => void seen.push(job.payload), { concurrency: 1 })
    const job = (id: string) => ({ id, name: 'outbox', payload: id, key: null, runAt: clock.now(), createdAt: 0 })

    await database.transaction((tables) => tables.jobs.enqueue(job('kept')))
    await database
      .transaction(async (tables) => {
        await tables.jobs.enqueue(job('lost'))
        throw new Error('rolled back')
      })
      .catch(() => {})
    queue.wake()
    await settle(queue, database)

    expect(seen).toEqual(['kept'])
    await queue.close()
  })

  it('takes over the jobs of a process that died, at once when nobody else can be running them', async () => {
    const database = await openDatabase()
    const first = await openQueue(database, { exclusive: true })
    first.work('stuck', () => new Promise<void>(() => {}), { concurrency: 1 })
    await first.enqueue('stuck', 'payload')
    await until(async () => (await first.stats()).stuck?.running === 1)

    const second = await openQueue(database, { exclusive: true })
    const seen: unknown[] = []
    second.work('stuck', async (job) => void seen.push([job.payload, job.attempt]), { concurrency: 1 })
    await until(async () => seen.length > 0)

    expect(seen).toEqual([['payload', 2]])
    await second.close()
  })

  it('leaves the running jobs of another process alone until their lease ends', async () => {
    const database = await openDatabase()
    await database.jobs.enqueue({ id: '1', name: 'leased', payload: 1, key: null, runAt: 0, createdAt: 0 })
    await database.jobs.claim('leased', { limit: 1, now: clock.now(), leaseUntil: clock.now() + 60_000 })
    const queue = await openQueue(database, { exclusive: false })
    const seen: unknown[] = []
    queue.work('leased', async (job) => void seen.push(job.payload), { concurrency: 1 })

    clock.advance(59_000)
    queue.wake()
    await delay(10)
    expect(seen).toEqual([])
    clock.advance(1_000)
    queue.wake()
    await until(async () => seen.length > 0)

    expect(seen).toEqual([1])
    await queue.close()
  })

  it('waits for running jobs when it closes, and puts interrupted ones back', async () => {
    const database = await openDatabase()
    const queue = await openQueue(database, { exclusive: true })
    queue.work(
      'slow',
      (_job, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      { concurrency: 1 },
    )
    await queue.enqueue('slow', 1)
    await until(async () => (await queue.stats()).slow?.running === 1)

    await queue.close()

    expect(await queue.stats()).toEqual({ slow: { waiting: 1, running: 0, failed: 0 } })
  })
})

/** Wakes the queue until no due job is left and none is running. */
async function settle(queue: Queue, database: Database): Promise<void> {
  queue.wake()
  await until(async () => {
    await delay(5)
    const counts = await database.jobs.counts()
    return !counts.some((entry) => entry.state === 'running')
  })
  await delay(5)
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(2)
}
