import { randomBytes } from 'node:crypto'
import type { Random } from '../../ports/random.ts'
import { randomFromBytes } from './from-bytes.ts'

export function systemRandom(): Random {
  return randomFromBytes((count) => randomBytes(count))
}
