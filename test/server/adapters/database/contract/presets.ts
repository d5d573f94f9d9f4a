import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'
import { aPreset } from '../rows.ts'

export function describePresets(open: () => Promise<Database>): void {
  describe('presets and named transformations', () => {
    it('writes, replaces, lists and deletes presets by name', async () => {
      const database = await open()
      await database.presets.put(aPreset({ name: 'b', settings: { tags: ['x'] } }))
      await database.presets.put(aPreset({ name: 'a' }))
      await database.presets.put(aPreset({ name: 'b', unsigned: true }))

      expect((await database.presets.list('env')).map((preset) => preset.name)).toEqual(['a', 'b'])
      expect(await database.presets.find('env', 'b')).toEqual(aPreset({ name: 'b', unsigned: true }))
      expect(await database.presets.find('other', 'b')).toBeNull()
      expect(await database.presets.delete('env', 'b')).toBe(true)
      expect(await database.presets.delete('env', 'b')).toBe(false)
    })

    it('writes, replaces, lists and deletes named transformations by name', async () => {
      const database = await open()
      const named = {
        environmentId: 'env',
        name: 'thumb',
        transformation: 'w_1',
        allowedForStrict: true,
        updatedAt: 1,
      }
      await database.namedTransformations.put(named)
      await database.namedTransformations.put({ ...named, transformation: 'w_2' })

      expect(await database.namedTransformations.find('env', 'thumb')).toEqual({ ...named, transformation: 'w_2' })
      expect(await database.namedTransformations.list('env')).toHaveLength(1)
      expect(await database.namedTransformations.delete('env', 'thumb')).toBe(true)
      expect(await database.namedTransformations.delete('env', 'thumb')).toBe(false)
    })
  })
}
