/** The same sequence for the same seed: SHA-256 over seed and counter. For tests. */
import { createHash } from 'node:crypto'
import type { Random } from '../../ports/random.ts'
import { randomFromBytes } from './from-bytes.ts'

export function seededRandom(seed: number | string): Random {
  let counter = 0
  let pool: Buffer = Buffer.alloc(0)
  return randomFromBytes((count) => {
    const blocks = [pool]
    for (let length = pool.length; length < count; length += 32) {
      blocks.push(createHash('sha256').update(`${seed}:${counter++}`).digest())
    }
    const all = Buffer.concat(blocks)
    pool = all.subarray(count)
    return all.subarray(0, count)
  })
}
