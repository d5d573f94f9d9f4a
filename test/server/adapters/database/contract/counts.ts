import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'

export function describeCounts(open: () => Promise<Database>): void {
  describe('counts', () => {
    it('add up within a window, by environment and name, and begin anew with the next', async () => {
      const { counts } = await open()

      expect(await counts.add('env', 'a', 1000)).toBe(1)
      expect(await counts.add('env', 'a', 1000)).toBe(2)
      expect(await counts.add('env', 'b', 1000)).toBe(1)
      expect(await counts.add('other', 'a', 1000)).toBe(1)
      expect(await counts.add('env', 'a', 2000)).toBe(1)
    })
  })
}
