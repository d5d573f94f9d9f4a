/** `so_` on a still of a video: which frame is taken. */
import type { ParameterValues } from '../ast.ts'
import type { Moment, SourceFacts } from './plan-types.ts'
import { refused } from './refusals.ts'

const FIRST: Moment = { kind: 'at', seconds: 0 }

/** Null for what is no video. @throws TransformationError for a moment behind the end. */
export function momentOf(offset: ParameterValues['so'] | null, facts: SourceFacts): Moment | null {
  if (facts.resourceType !== 'video') return null
  if (offset === null) return FIRST
  if (offset.kind === 'auto') return { kind: 'representative' }
  const { duration = 0 } = facts
  if (offset.kind === 'percent') return { kind: 'at', seconds: (duration * offset.percent) / 100 }
  // Of some files nobody knows how long they are.
  if (duration > 0 && offset.seconds > duration) {
    throw refused(`Invalid so in transformation: ${offset.seconds} seconds are behind the end (${duration} seconds)`)
  }
  return { kind: 'at', seconds: offset.seconds }
}
