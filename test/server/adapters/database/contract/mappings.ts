import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'

export function describeMappings(open: () => Promise<Database>): void {
  describe('upload mappings', () => {
    it('are written, replaced, found by folders, listed and deleted', async () => {
      const { uploadMappings } = await open()
      const mapping = (folder: string, changes: object = {}) => ({
        environmentId: 'env',
        folder,
        template: 'https://a.example/',
        uploadPresetName: null,
        createdAt: 1,
        ...changes,
      })
      await uploadMappings.put(mapping('b'))
      await uploadMappings.put(mapping('a'))
      await uploadMappings.put(mapping('b', { uploadPresetName: 'preset' }))
      await uploadMappings.put(mapping('c', { environmentId: 'other' }))

      expect(await uploadMappings.list('env')).toEqual([mapping('a'), mapping('b', { uploadPresetName: 'preset' })])
      expect(await uploadMappings.find('env', 'a')).toEqual(mapping('a'))
      expect(await uploadMappings.find('env', 'c')).toBeNull()
      expect(await uploadMappings.findMany('env', ['a', 'c', 'd'])).toEqual([mapping('a')])
      expect(await uploadMappings.findMany('env', [])).toEqual([])
      expect(await uploadMappings.delete('env', 'c')).toBe(false)
      expect(await uploadMappings.delete('env', 'a')).toBe(true)
      expect(await uploadMappings.delete('env', 'a')).toBe(false)
    })
  })

  describe('streaming profiles', () => {
    it('are written, replaced, listed and deleted', async () => {
      const { streamingProfiles } = await open()
      const profile = (name: string, changes: object = {}) => ({
        environmentId: 'env',
        name,
        displayName: null,
        representations: ['w_1', 'w_2/e_sepia'],
        createdAt: 1,
        ...changes,
      })
      await streamingProfiles.put(profile('b'))
      await streamingProfiles.put(profile('a'))
      await streamingProfiles.put(profile('b', { displayName: 'B' }))
      await streamingProfiles.put(profile('c', { environmentId: 'other' }))

      expect(await streamingProfiles.list('env')).toEqual([profile('a'), profile('b', { displayName: 'B' })])
      expect(await streamingProfiles.find('env', 'a')).toEqual(profile('a'))
      expect(await streamingProfiles.find('env', 'c')).toBeNull()
      expect(await streamingProfiles.delete('env', 'c')).toBe(false)
      expect(await streamingProfiles.delete('env', 'a')).toBe(true)
      expect(await streamingProfiles.delete('env', 'a')).toBe(false)
    })
  })
}
