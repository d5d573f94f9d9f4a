import type { NotificationDelivery } from '../../domain/notification.ts'

export interface NotificationDeliveryRepository {
  insert(delivery: NotificationDelivery): Promise<void>
  findById(id: string): Promise<NotificationDelivery | null>
  update(delivery: NotificationDelivery): Promise<void>
  delete(id: string): Promise<void>
  /** Those that were given up, newest first, after `after` (an id; null: from the start). */
  listDead(
    environmentId: string,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly NotificationDelivery[]>
  /** Those given up before that time. */
  deleteDead(before: number): Promise<void>
}
