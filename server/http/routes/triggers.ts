import {
  createTrigger,
  deleteTrigger,
  listDeadNotifications,
  listTriggers,
  replayNotification,
  testTrigger,
  updateTrigger,
} from '../../contract/triggers.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import { presentDeadNotification, presentTrigger } from '../../present/trigger.ts'
import type { Notifications } from '../../services/notifications/create-notifications.ts'
import type { NotificationDependencies } from '../../services/notifications/notification-types.ts'
import * as triggers from '../../services/notifications/triggers.ts'
import { type ApiRoutes, route } from '../route.ts'

export interface TriggerRouteDependencies extends Pick<NotificationDependencies, 'database' | 'clock' | 'random'> {
  readonly notifications: Notifications
}

export function triggerRoutes(routes: ApiRoutes, dependencies: TriggerRouteDependencies): void {
  const { database, notifications } = dependencies
  route(routes, listTriggers, async ({ eventType }, { environment }) => {
    const all = await database.triggers.list(environment.id)
    const found = all.filter((trigger) => eventType === undefined || trigger.eventType === eventType)
    return { triggers: found.map(presentTrigger), total: found.length }
  })
  route(routes, createTrigger, async ({ filter, ...input }, { environment }) =>
    presentTrigger(await triggers.createTrigger(environment.id, { filter, ...input }, dependencies)),
  )
  route(routes, updateTrigger, async ({ id, newUri, ...changes }, { environment }) =>
    presentTrigger(await triggers.updateTrigger(environment.id, id, { ...changes, uri: newUri }, dependencies)),
  )
  route(routes, deleteTrigger, async ({ id }, { environment }) => {
    await triggers.deleteTrigger(environment.id, id, dependencies)
    return { message: 'deleted' as const }
  })
  route(routes, testTrigger, async ({ id, sampleData }, { environment }) => {
    const { trigger, passes } = await triggers.testTrigger(environment.id, id, sampleData, dependencies)
    return { trigger_id: trigger.id, filter_present: trigger.filter !== null, filter_result: passes }
  })
  route(routes, listDeadNotifications, async ({ maxResults, nextCursor }, { environment }) => {
    const page = { after: nextCursor ?? null, limit: maxResults + 1 }
    const found = await database.notificationDeliveries.listDead(environment.id, page)
    const shown = found.slice(0, maxResults)
    const last = found.length > maxResults ? shown.at(-1) : undefined
    return {
      notifications: shown.map(presentDeadNotification),
      ...(last === undefined ? {} : { next_cursor: last.id }),
    }
  })
  route(routes, replayNotification, async ({ id }, { environment }) => {
    const replayed = await notifications.replay(environment.id, id)
    if (replayed === null) throw new NotFoundError(`Resource not found - ${id}`)
    return { message: 'sent again' as const }
  })
}
