/** When which aspect of an asset changed, told by comparing it with what it was. */
import type { Asset, LastUpdated } from './asset.ts'

const ASPECTS: Readonly<Record<keyof LastUpdated, readonly (keyof Asset)[]>> = {
  accessControl: ['accessControl', 'accessMode'],
  context: ['context'],
  metadata: ['metadata'],
  publicId: ['publicId', 'type'],
  tags: ['tags'],
}

/** The changed asset with its times; `now` in milliseconds since 1970. */
export function withTimes(before: Asset, after: Asset, now: number): Asset {
  const changed = Object.entries(ASPECTS).filter(([, fields]) => fields.some((field) => differs(before, after, field)))
  const times = Object.fromEntries(changed.map(([aspect]) => [aspect, now]))
  return { ...after, updatedAt: now, lastUpdated: { ...before.lastUpdated, ...times } }
}

function differs(before: Asset, after: Asset, field: keyof Asset): boolean {
  return before[field] !== after[field] && JSON.stringify(before[field]) !== JSON.stringify(after[field])
}
