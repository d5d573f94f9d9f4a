import { randomBytes } from 'node:crypto'
import type { Random } from '../../ports/random.ts'
import { randomFromBytes } from './from-bytes.ts'

/** Asking the system costs the same for a few bytes as for thousands, and every request needs some. */
const POOL_BYTES = 4096

export function systemRandom(): Random {
  let pool: Uint8Array = new Uint8Array(0)
  let used = 0
  return randomFromBytes((count) => {
    if (count > POOL_BYTES / 4) return randomBytes(count)
    if (used + count > pool.length) {
      pool = randomBytes(POOL_BYTES)
      used = 0
    }
    used += count
    // A copy: the pool is not for others to see.
    return pool.slice(used - count, used)
  })
}
