import { describe, expect, it } from 'vitest'
import type { NotificationDelivery, Trigger } from '../../../../../server/domain/notification.ts'
import type { Database } from '../../../../../server/ports/database.ts'

const aTrigger = (changes: Partial<Trigger>): Trigger => ({
  id: 't',
  environmentId: 'env',
  uri: 'https://hooks.example/',
  eventType: 'upload',
  additive: false,
  filter: null,
  createdAt: 1,
  updatedAt: 1,
  ...changes,
})
const aDelivery = (changes: Partial<NotificationDelivery>): NotificationDelivery => ({
  id: 'd',
  environmentId: 'env',
  triggerId: null,
  type: 'upload',
  url: 'https://hooks.example/',
  body: '{"a":1}',
  state: 'pending',
  attempts: 0,
  lastError: null,
  createdAt: 1,
  updatedAt: 1,
  ...changes,
})

export function describeNotifications(open: () => Promise<Database>): void {
  describe('triggers and notifications', () => {
    it('finds the triggers of an event and those of all, of one environment, oldest first', async () => {
      const { triggers } = await open()
      const all = aTrigger({ id: 'all', eventType: 'all', createdAt: 2, filter: { '>': [{ var: 'bytes' }, 1] } })
      await triggers.put(all)
      await triggers.put(aTrigger({ id: 'upload' }))
      await triggers.put(aTrigger({ id: 'delete', eventType: 'delete', createdAt: 3 }))
      await triggers.put(aTrigger({ id: 'foreign', environmentId: 'other' }))

      expect((await triggers.listFor('env', 'upload')).map(({ id }) => id)).toEqual(['upload', 'all'])
      expect((await triggers.list('env')).map(({ id }) => id)).toEqual(['upload', 'all', 'delete'])
      expect(await triggers.find('env', 'all')).toEqual(all)
      expect(await triggers.find('other', 'all')).toBeNull()
    })

    it('replaces and deletes a trigger of its own environment only', async () => {
      const { triggers } = await open()
      await triggers.put(aTrigger({ id: 't' }))
      await triggers.put(aTrigger({ id: 't', uri: 'https://hooks.example/new' }))

      expect(await triggers.list('env')).toEqual([aTrigger({ id: 't', uri: 'https://hooks.example/new' })])
      expect(await triggers.delete('other', 't')).toBe(false)
      expect(await triggers.delete('env', 't')).toBe(true)
    })

    it('lists what was given up, newest first, in pages, and forgets what is old', async () => {
      const { notificationDeliveries: deliveries } = await open()
      for (const [id, updatedAt] of [
        ['a', 1],
        ['b', 2],
        ['c', 2],
        ['d', 3],
      ] as const) {
        await deliveries.insert(aDelivery({ id, updatedAt }))
        await deliveries.update(aDelivery({ id, updatedAt, state: 'dead', attempts: 6, lastError: 'gone' }))
      }
      await deliveries.insert(aDelivery({ id: 'pending', updatedAt: 9 }))
      await deliveries.insert(aDelivery({ id: 'foreign', state: 'dead', environmentId: 'other' }))
      const ids = async (after: string | null, limit: number) =>
        (await deliveries.listDead('env', { after, limit })).map(({ id }) => id)

      expect(await ids(null, 2)).toEqual(['d', 'c'])
      expect(await ids('c', 10)).toEqual(['b', 'a'])
      await deliveries.deleteDead(2)
      expect(await ids(null, 10)).toEqual(['d', 'c', 'b'])
      await deliveries.delete('d')
      expect(await deliveries.findById('d')).toBeNull()
      expect(await deliveries.findById('pending')).toEqual(aDelivery({ id: 'pending', updatedAt: 9 }))
    })
  })
}
