import type { NotificationType, Trigger } from '../../domain/notification.ts'

export interface TriggerRepository {
  find(environmentId: string, id: string): Promise<Trigger | null>
  /** Oldest first. */
  list(environmentId: string): Promise<readonly Trigger[]>
  /** Those for that type and those for all, oldest first. */
  listFor(environmentId: string, type: NotificationType): Promise<readonly Trigger[]>
  put(trigger: Trigger): Promise<void>
  delete(environmentId: string, id: string): Promise<boolean>
}
