/**
 * Counting what cannot be counted in a transaction of its own: deliveries. Counts gather in memory and are written once
 * a second, so a crash loses at most that second; a batch whose commit failed in an unknown way is written again under
 * its number and counts once.
 */

import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { usageDay } from '../../domain/usage.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Log } from '../../ports/log.ts'
import type { Random } from '../../ports/random.ts'
import type { Environments } from '../environments/environments.ts'
import type { UsageGate } from './usage-gate.ts'

export interface Usage {
  /** Counts an answered delivery request. Never waits. */
  delivered(cloudName: string, bodyBytes: number): void
  /** Writes what is noted; resolves when it is there to be read. */
  flush(): Promise<void>
  close(): Promise<void>
}

export interface UsageDependencies {
  readonly database: Database
  readonly environments: Environments
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Looks at the limits of those whose deliveries were written. */
  readonly usageGate: Pick<UsageGate, 'watch'>
}

interface Delivered {
  requests: number
  bandwidth: number
}

const EVERY_MS = 1_000
/** Requests may name clouds that do not exist: no more of them are held than this. */
const MOST_NAMES = 10_000

export function createUsage({ database, environments, clock, random, log, usageGate }: UsageDependencies): Usage {
  const writer = random.hex(32)
  let counts = new Map<string, Delivered>()
  let batch = 0
  /** Taken out of `counts`, and not known to be written. */
  let unwritten: { readonly number: number; readonly day: string; readonly counts: Map<string, Delivered> } | null =
    null
  let line = Promise.resolve()
  let timer: NodeJS.Timeout | null = null

  function schedule(): void {
    timer ??= setTimeout(() => {
      timer = null
      flush().catch((error: unknown) => log.warn({ error }, 'counts of use could not be written, they will be again'))
    }, EVERY_MS).unref()
  }

  function flush(): Promise<void> {
    const flushed = line.then(write)
    line = flushed.catch(() => {})
    return flushed
  }

  async function write(): Promise<void> {
    while (unwritten !== null || counts.size > 0) {
      if (unwritten === null) {
        batch += 1
        unwritten = { number: batch, day: usageDay(clock.now()), counts }
        counts = new Map()
      }
      try {
        await writeBatch(unwritten)
      } catch (error) {
        schedule()
        throw error
      }
      unwritten = null
    }
  }

  async function writeBatch({ number, day, counts: names }: NonNullable<typeof unwritten>): Promise<void> {
    const known: { readonly environment: ProductEnvironment; readonly delivered: Delivered }[] = []
    for (const [cloudName, delivered] of names) {
      const environment = await environments.findByCloudName(cloudName)
      if (environment !== null) known.push({ environment, delivered })
    }
    if (known.length === 0) return
    await database.transaction(async (tables) => {
      if (!(await tables.usage.beginBatch(writer, number, day))) return
      for (const { environment, delivered } of known) await tables.usage.add(environment.id, day, { ...delivered })
    })
    for (const { environment } of known) await usageGate.watch(environment)
  }

  return {
    flush,
    delivered(cloudName, bodyBytes) {
      const entry = counts.get(cloudName)
      if (entry !== undefined) {
        entry.requests += 1
        entry.bandwidth += bodyBytes
        return
      }
      if (counts.size >= MOST_NAMES) return
      counts.set(cloudName, { requests: 1, bandwidth: bodyBytes })
      schedule()
    },
    async close() {
      if (timer !== null) clearTimeout(timer)
      await flush().catch((error: unknown) => log.error({ error }, 'the last counts of use could not be written'))
    },
  }
}
