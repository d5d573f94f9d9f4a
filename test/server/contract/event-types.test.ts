import { expect, it } from 'vitest'
import { EVENT_TYPES } from '../../../server/contract/triggers.ts'
import { NOTIFICATION_TYPES } from '../../../server/domain/notification.ts'

it('triggers can be set for every type of notification', () => {
  expect(EVENT_TYPES).toEqual(['all', ...NOTIFICATION_TYPES])
})
