import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'
import { aDerived, anAsset } from '../rows.ts'

export function describeUsage(open: () => Promise<Database>): void {
  describe('usage', () => {
    it('adds counts of a day and sums those of several, of one environment', async () => {
      const { usage } = await open()
      await usage.add('env', '2026-01-01', { requests: 1, bandwidth: 10 })
      await usage.add('env', '2026-01-01', { requests: 2 })
      await usage.add('env', '2026-01-02', { requests: 4, 'transformations.derived': 3 })
      await usage.add('env', '2026-01-03', { requests: 100 })
      await usage.add('other', '2026-01-01', { requests: 1000 })

      expect(await usage.sum('env', '2026-01-01', '2026-01-02')).toEqual({
        'transformations.upload': 0,
        'transformations.derived': 3,
        'transformations.analysis': 0,
        requests: 7,
        bandwidth: 10,
        uploads: 0,
      })
    })

    it('counts beyond 32 bits', async () => {
      const { usage } = await open()
      await usage.add('env', '2026-01-01', { bandwidth: 2 ** 40 })
      await usage.add('env', '2026-01-01', { bandwidth: 1 })

      expect((await usage.sum('env', '2026-01-01', '2026-01-01')).bandwidth).toBe(2 ** 40 + 1)
    })

    it('loses no count of many at once', async () => {
      const { transaction, usage } = await open()

      await Promise.all(
        Array.from({ length: 40 }, () =>
          transaction((tables) => tables.usage.add('env', '2026-01-01', { requests: 1 })),
        ),
      )

      expect((await usage.sum('env', '2026-01-01', '2026-01-01')).requests).toBe(40)
    })

    it('sums what is stored, of one environment', async () => {
      const { assets, derived, usage } = await open()
      await assets.insert(anAsset({ id: 'a', publicId: 'a', bytes: 10, backupBytes: 5 }))
      await assets.insert(anAsset({ id: 'b', publicId: 'b', bytes: 20 }))
      await assets.insert(anAsset({ id: 'c', publicId: 'c', bytes: 40, environmentId: 'other' }))
      await derived.insert(aDerived({ assetId: 'a', bytes: 3 }))

      expect(await usage.totals('env')).toEqual({ assets: 2, derived: 1, bytes: 38 })
      expect(await usage.totals('none')).toEqual({ assets: 0, derived: 0, bytes: 0 })
    })

    it('gives what each environment used in each month, and what it stored at the end', async () => {
      const { usage } = await open()
      await usage.add('env', '2025-12-31', { requests: 1 })
      await usage.add('env', '2026-01-01', { requests: 2, uploads: 5 })
      await usage.add('env', '2026-01-31', { requests: 4 })
      await usage.add('env', '2026-02-01', { requests: 8 })
      await usage.add('other', '2026-01-15', { requests: 1000 })
      await usage.putTotals('env', '2026-01-10', { assets: 1, derived: 0, bytes: 30 })
      await usage.putTotals('env', '2026-01-20', { assets: 1, derived: 0, bytes: 20 })

      const months = await usage.months('2026-01-01', '2026-02-28')

      expect(
        months.toSorted((a, b) => `${a.environmentId}${a.month}`.localeCompare(`${b.environmentId}${b.month}`)),
      ).toEqual([
        { environmentId: 'env', month: '2026-01', counts: { requests: 6, uploads: 5 }, storedBytes: 20 },
        { environmentId: 'env', month: '2026-02', counts: { requests: 8 }, storedBytes: null },
        { environmentId: 'other', month: '2026-01', counts: { requests: 1000 }, storedBytes: null },
      ])
    })

    it('remembers totals by day and gives the latest up to one', async () => {
      const { usage } = await open()
      await usage.putTotals('env', '2026-01-01', { assets: 1, derived: 2, bytes: 3 })
      await usage.putTotals('env', '2026-01-01', { assets: 4, derived: 5, bytes: 6 })
      await usage.putTotals('env', '2026-01-03', { assets: 7, derived: 8, bytes: 9 })

      expect(await usage.totalsOn('env', '2026-01-02')).toEqual({ assets: 4, derived: 5, bytes: 6 })
      expect(await usage.totalsOn('env', '2026-01-03')).toEqual({ assets: 7, derived: 8, bytes: 9 })
      expect(await usage.totalsOn('env', '2025-12-31')).toBeNull()
    })

    it('lets a writer write a batch once', async () => {
      const { usage } = await open()

      expect(await usage.beginBatch('w', 1, '2026-01-01')).toBe(true)
      expect(await usage.beginBatch('w', 1, '2026-01-01')).toBe(false)
      expect(await usage.beginBatch('w', 2, '2026-01-01')).toBe(true)
      expect(await usage.beginBatch('other', 1, '2026-01-01')).toBe(true)
    })

    it('forgets old days', async () => {
      const { usage } = await open()
      await usage.add('env', '2026-01-01', { requests: 1 })
      await usage.add('env', '2026-01-02', { requests: 2 })
      await usage.deleteBefore('2026-01-02')

      expect((await usage.sum('env', '2026-01-01', '2026-01-03')).requests).toBe(2)
    })
  })
}
