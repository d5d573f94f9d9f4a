import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../../server/adapters/random/seeded.ts'
import { systemRandom } from '../../../../server/adapters/random/system.ts'
import { describeRandom } from './contract.ts'

describeRandom('system', systemRandom)
describeRandom('seeded', () => seededRandom(1))

describe('seededRandom', () => {
  it('repeats the sequence of its seed', () => {
    expect(seededRandom('a').hex(64)).toBe(seededRandom('a').hex(64))
    expect(seededRandom('a').hex(64)).not.toBe(seededRandom('b').hex(64))
  })
})
