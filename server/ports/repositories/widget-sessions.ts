import type { WidgetSession } from '../../domain/widget-session.ts'

export interface WidgetSessionRepository {
  insert(session: WidgetSession): Promise<void>
  findByTokenHash(environmentId: string, tokenHash: string): Promise<WidgetSession | null>
  findById(environmentId: string, id: string): Promise<WidgetSession | null>
  extend(environmentId: string, id: string, expiresAt: number): Promise<void>
  /** Gives whether there was one. */
  delete(environmentId: string, id: string): Promise<boolean>
  /** In every environment. */
  deleteByUser(userId: string): Promise<void>
  /** What has expired before then. */
  deleteExpired(now: number): Promise<void>
}
