/** What moderation says about an asset, and what that means for its delivery. */
import type { Asset, ModerationEntry, Placeholder } from '../../domain/asset.ts'

export type ModerationStatus = 'pending' | 'approved' | 'rejected'

/** A person's verdict: it takes the place of an earlier one, and of nobody else's. */
export function withVerdict(
  moderation: Asset['moderation'],
  status: ModerationStatus,
  now: number,
): readonly ModerationEntry[] {
  const verdict: ModerationEntry = { kind: 'manual', status, updatedAt: now }
  const others = moderation.filter(({ kind }) => kind !== 'manual')
  return [...others, verdict]
}

/** The last verdict of a person counts; without one, anybody's rejection. */
export function placeholderOf(moderation: Asset['moderation']): Placeholder | null {
  const manual = moderation.find(({ kind, status }) => kind === 'manual' && status !== 'pending')
  const isRejected = manual === undefined ? moderation.some(isRejection) : isRejection(manual)
  return isRejected ? 'rejected' : null
}

function isRejection({ status }: ModerationEntry): boolean {
  return status === 'rejected'
}
