import type { NotificationDelivery, Trigger } from '../domain/notification.ts'

export function presentTrigger(trigger: Trigger) {
  return {
    id: trigger.id,
    product_environment_id: trigger.environmentId,
    uri_type: 'webhook' as const,
    uri: trigger.uri,
    event_type: trigger.eventType,
    additive: trigger.additive,
    ...(trigger.filter === null ? {} : { filter: trigger.filter }),
    created_at: isoSeconds(trigger.createdAt),
    updated_at: isoSeconds(trigger.updatedAt),
  }
}

export function presentDeadNotification(delivery: NotificationDelivery) {
  return {
    id: delivery.id,
    trigger_id: delivery.triggerId,
    event_type: delivery.type,
    uri: delivery.url,
    attempts: delivery.attempts,
    error: delivery.lastError ?? '',
    created_at: isoSeconds(delivery.createdAt),
    failed_at: isoSeconds(delivery.updatedAt),
  }
}

function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
}
