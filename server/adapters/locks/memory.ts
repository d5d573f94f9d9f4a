/** Locks inside one process: first come, first served. */
import { LockTimeoutError } from '../../errors/port-errors.ts'
import type { Locks } from '../../ports/locks.ts'

const DEFAULT_WAIT_MS = 30_000

interface Waiter {
  readonly admit: () => void
}

export function memoryLocks(): Locks {
  /** Who waits, by key; a key is present while somebody holds it. */
  const held = new Map<string, Waiter[]>()

  return {
    async withLock(key, work, options) {
      options?.signal?.throwIfAborted()
      const waiters = held.get(key)
      if (waiters === undefined) held.set(key, [])
      else await turn(waiters, options?.waitMs ?? DEFAULT_WAIT_MS, options?.signal)
      try {
        return await work()
      } finally {
        const next = held.get(key)?.shift()
        if (next === undefined) held.delete(key)
        else next.admit()
      }
    },
  }
}

function turn(waiters: Waiter[], waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abandon)
      finish()
    }
    const leave = (reason: unknown) => {
      waiters.splice(waiters.indexOf(waiter), 1)
      settle(() => reject(reason))
    }
    const waiter = { admit: () => settle(resolve) }
    const abandon = () => leave(signal?.reason)
    const timer = setTimeout(() => leave(new LockTimeoutError()), waitMs)
    signal?.addEventListener('abort', abandon, { once: true })
    waiters.push(waiter)
  })
}
