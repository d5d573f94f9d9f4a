import { describe, expect, it } from 'vitest'
import type { MetadataRule } from '../../../../../server/domain/metadata-rule.ts'
import { UniqueViolationError } from '../../../../../server/errors/port-errors.ts'
import type { Database } from '../../../../../server/ports/database.ts'
import { aMetadataField, aMetadataRule } from '../rows.ts'

export function describeMetadata(open: () => Promise<Database>): void {
  describe('metadata fields', () => {
    it('are written with their options, listed by position and kept apart by environment', async () => {
      const { metadataFields } = await open()
      const options = [
        { externalId: 'b', value: 'Blue', state: 'inactive', position: 1 },
        { externalId: 'a', value: 'Amber', state: 'active', position: 2 },
      ] as const
      const first = aMetadataField({
        externalId: 'first',
        type: 'set',
        options,
        defaultValue: ['a'],
        position: 1,
        validation: { type: 'strlen', max: 3 },
        restrictions: { readonlyUi: true },
      })
      const second = aMetadataField({ externalId: 'second', position: 2 })
      await metadataFields.insert(second)
      await metadataFields.insert(first)
      await metadataFields.insert(aMetadataField({ environmentId: 'other', externalId: 'second' }))

      expect(await metadataFields.list('env')).toEqual([first, second])
      expect(await metadataFields.find('env', 'first')).toEqual(first)
      expect(await metadataFields.find('other', 'first')).toBeNull()
      expect(await metadataFields.list('nobody')).toEqual([])
    })

    it('are changed without their options, which are written by their ids', async () => {
      const { metadataFields } = await open()
      const option = { externalId: 'a', value: 'A', state: 'active', position: 1 } as const
      await metadataFields.insert(aMetadataField({ type: 'enum', options: [option] }))

      await metadataFields.update(aMetadataField({ type: 'enum', label: 'New', options: [] }))
      await metadataFields.putOptions('env', 'field', [
        { ...option, state: 'inactive' },
        { ...option, externalId: 'z', position: 2 },
      ])

      const field = await metadataFields.find('env', 'field')
      expect(field?.label).toBe('New')
      expect(field?.options).toEqual([
        { ...option, state: 'inactive' },
        { ...option, externalId: 'z', position: 2 },
      ])
    })

    it('take as many options as a field may have', async () => {
      const { metadataFields } = await open()
      const options = Array.from({ length: 3000 }, (_, index) => ({
        externalId: `o${index}`,
        value: `Option ${index}`,
        state: 'active' as const,
        position: index + 1,
      }))

      await metadataFields.insert(aMetadataField({ type: 'set', options }))

      expect((await metadataFields.find('env', 'field'))?.options).toEqual(options)
    })

    it('are gone when they are deleted, but for their ids', async () => {
      const { metadataFields } = await open()
      await metadataFields.insert(aMetadataField())

      expect(await metadataFields.delete('other', 'field', 5)).toBe(false)
      expect(await metadataFields.delete('env', 'field', 5)).toBe(true)
      expect(await metadataFields.delete('env', 'field', 6)).toBe(false)

      expect(await metadataFields.find('env', 'field')).toBeNull()
      expect(await metadataFields.list('env')).toEqual([])
      expect(await metadataFields.isTaken('env', 'field')).toBe(true)
      expect(await metadataFields.isTaken('other', 'field')).toBe(false)
      await expect(metadataFields.insert(aMetadataField())).rejects.toThrow(UniqueViolationError)
    })
  })

  describe('metadata rules', () => {
    it('are written, replaced, listed by field and position, and deleted', async () => {
      const { metadataRules } = await open()
      const rule = (externalId: string, changes: Partial<MetadataRule>) => aMetadataRule({ externalId, ...changes })
      await metadataRules.put(rule('r3', { fieldId: 'b', position: 1 }))
      await metadataRules.put(rule('r2', { fieldId: 'a', position: 2 }))
      await metadataRules.put(rule('r1', { fieldId: 'a', position: 5 }))
      await metadataRules.put(rule('r1', { fieldId: 'a', position: 1, name: null }))
      await metadataRules.put(rule('r1', { environmentId: 'other' }))

      expect((await metadataRules.list('env')).map(({ externalId }) => externalId)).toEqual(['r1', 'r2', 'r3'])
      expect(await metadataRules.find('env', 'r1')).toEqual(rule('r1', { fieldId: 'a', position: 1, name: null }))
      expect(await metadataRules.find('other', 'r2')).toBeNull()
      expect(await metadataRules.delete('other', 'r2')).toBe(false)
      expect(await metadataRules.delete('env', 'r2')).toBe(true)
      expect(await metadataRules.delete('env', 'r2')).toBe(false)
    })
  })
}
