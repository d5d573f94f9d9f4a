/** What every source of chance must do. */
import { describe, expect, it } from 'vitest'
import type { Random } from '../../../../server/ports/random.ts'

export function describeRandom(name: string, open: () => Random): void {
  describe(`random contract: ${name}`, () => {
    it.each([0, 1, 7, 20, 33])('gives %i digits or letters of the stated alphabet', (length) => {
      const random = open()

      expect(random.bytes(length)).toHaveLength(length)
      expect(random.hex(length)).toMatch(new RegExp(`^[0-9a-f]{${length}}$`))
      expect(random.alphanumeric(length)).toMatch(new RegExp(`^[0-9a-z]{${length}}$`))
    })

    it('does not repeat itself', () => {
      const random = open()

      const values = new Set(Array.from({ length: 1000 }, () => random.hex(16)))

      expect(values.size).toBe(1000)
    })

    it('spreads letters evenly', () => {
      const random = open()
      const counts = new Map<string, number>()

      for (const letter of random.alphanumeric(36_000)) counts.set(letter, (counts.get(letter) ?? 0) + 1)

      expect(counts.size).toBe(36)
      // 1000 expected; six standard deviations of about 31.
      expect(Math.min(...counts.values())).toBeGreaterThan(810)
      expect(Math.max(...counts.values())).toBeLessThan(1190)
    })
  })
}
