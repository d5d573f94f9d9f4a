import { describe, expect, it } from 'vitest'
import { UniqueViolationError } from '../../../../../server/errors/port-errors.ts'
import type { Database } from '../../../../../server/ports/database.ts'
import { anAsset } from '../rows.ts'

export function describeTransactions(open: () => Promise<Database>): void {
  describe('transaction', () => {
    it('keeps all writes when it resolves', async () => {
      const database = await open()

      const result = await database.transaction(async (tables) => {
        await tables.assets.insert(anAsset({ id: 'a', publicId: 'one' }))
        await tables.garbage.add(['k'], 1)
        return 'done'
      })

      expect(result).toBe('done')
      expect(await database.assets.find(anAsset({ publicId: 'one' }))).not.toBeNull()
      expect(await database.garbage.list(2, 10)).toEqual(['k'])
    })

    it('keeps no write when it rejects, whatever the error', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: 'a', publicId: 'taken' }))

      const attempt = database.transaction(async (tables) => {
        await tables.garbage.add(['k'], 1)
        await tables.assets.insert(anAsset({ id: 'b', publicId: 'taken' }))
      })

      await expect(attempt).rejects.toThrow(UniqueViolationError)
      expect(await database.garbage.list(2, 10)).toEqual([])
      expect(await database.assets.findById('env', 'b')).toBeNull()
    })

    it('runs many at once without mixing them up', async () => {
      const database = await open()
      await database.assets.insert(anAsset({ id: 'a', publicId: 'counter', version: 0 }))

      await Promise.all(
        Array.from({ length: 50 }, () =>
          database.transaction(async (tables) => {
            const asset = await tables.assets.findById('env', 'a')
            if (asset === null) throw new Error('lost')
            await tables.assets.update({ ...asset, version: asset.version + 1 })
          }),
        ),
      )

      expect((await database.assets.findById('env', 'a'))?.version).toBe(50)
    })

    it('keeps what others wrote at the same moment when one rejects', async () => {
      const database = await open()
      const failing = (number: number) => number % 3 === 1

      const outcomes = await Promise.allSettled(
        Array.from({ length: 40 }, (_, number) =>
          database.transaction(async (tables) => {
            await tables.garbage.add([`garbage-${number}`], 1)
            // Every third meets a name that is taken by the one before it.
            const publicId = `asset-${failing(number) ? number - 1 : number}`
            await tables.assets.insert(anAsset({ id: String(number), publicId }))
            return number
          }),
        ),
      )

      const kept = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
      expect(kept).toEqual(Array.from({ length: 40 }, (_, number) => number).filter((number) => !failing(number)))
      expect([...(await database.garbage.list(2, 100))].sort()).toEqual(
        kept.map((number) => `garbage-${number}`).sort(),
      )
    })

    it('has finished what is under way when it is closed', async () => {
      const database = await open()

      const written = database.transaction((tables) => tables.garbage.add(['k'], 1))
      await database.close()

      await expect(written).resolves.toBeUndefined()
    })
  })
}
