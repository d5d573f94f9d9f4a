import { describe, expect, it } from 'vitest'
import type { WidgetSession } from '../../../../../server/domain/widget-session.ts'
import type { Database } from '../../../../../server/ports/database.ts'

function aSession(changes: Partial<WidgetSession> & { readonly id: string }): WidgetSession {
  return {
    tokenHash: `hash-${changes.id}`,
    environmentId: 'env',
    userId: 'user',
    apiKey: null,
    username: 'ada',
    origin: 'https://cms.example.com',
    signedInAt: 1,
    expiresAt: 100,
    ...changes,
  }
}

export function describeWidgetSessions(open: () => Promise<Database>): void {
  describe('sessions of widgets', () => {
    it('are found by the hash of their token within their environment, made longer and ended there', async () => {
      const { widgetSessions } = await open()
      const guest = aSession({ id: '1', userId: null, apiKey: 'key', origin: null })
      await widgetSessions.insert(guest)

      await widgetSessions.extend('other', '1', 300)
      expect(await widgetSessions.findByTokenHash('env', 'hash-1')).toEqual(guest)
      expect(await widgetSessions.findByTokenHash('other', 'hash-1')).toBeNull()
      expect(await widgetSessions.findById('env', '1')).toEqual(guest)
      expect(await widgetSessions.findById('other', '1')).toBeNull()
      expect(await widgetSessions.delete('other', '1')).toBe(false)

      await widgetSessions.extend('env', '1', 200)
      expect(await widgetSessions.findByTokenHash('env', 'hash-1')).toEqual({ ...guest, expiresAt: 200 })
      expect(await widgetSessions.delete('env', '1')).toBe(true)
      expect(await widgetSessions.findByTokenHash('env', 'hash-1')).toBeNull()
    })

    it('end with their user and when they have expired', async () => {
      const { widgetSessions } = await open()
      await widgetSessions.insert(aSession({ id: '1' }))
      await widgetSessions.insert(aSession({ id: '2', userId: 'other', expiresAt: 49 }))
      await widgetSessions.insert(aSession({ id: '3', userId: 'other', expiresAt: 50 }))

      await widgetSessions.deleteByUser('user')
      await widgetSessions.deleteExpired(50)

      const left = await Promise.all(['1', '2', '3'].map((id) => widgetSessions.findByTokenHash('env', `hash-${id}`)))
      expect(left.map((session) => session?.id)).toEqual([undefined, undefined, '3'])
    })
  })
}
