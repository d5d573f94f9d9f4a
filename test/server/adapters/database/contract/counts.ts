import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'

export function describeCounts(open: () => Promise<Database>): void {
  describe('counts', () => {
    it('add up within a window, by key, and begin anew with the next', async () => {
      const { counts } = await open()

      expect([await counts.add('a', 1000), await counts.add('a', 1000), await counts.add('b', 1000)]).toEqual([1, 2, 1])
      expect(await counts.add('a', 2000)).toBe(1)
    })
  })
}
