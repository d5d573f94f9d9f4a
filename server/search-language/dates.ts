/**
 * Dates of expressions: ISO 8601 in UTC unless it says otherwise, or a time ago (`12h`, `3d`, `2w`). What is written
 * stands for all its seconds: a day for 86,400 of them, a minute for 60.
 */

export interface Interval {
  /** Seconds since 1970, both included. */
  readonly first: number
  readonly last: number
}

export const DATE_EXPECTED = 'a date like "2024-01-31" or "2024-01-31T12:00:00Z", or a time ago like 12h, 3d, 2w'

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i
const AGO = /^(\d{1,5})([hdw])$/
const SECONDS_OF = { h: 3600, d: 86_400, w: 604_800 } as const

/** Null when it is not a date. @param now milliseconds since 1970 */
export function readDate(text: string, now: number): Interval | null {
  const ago = AGO.exec(text)
  if (ago !== null) {
    const second = Math.floor(now / 1000) - Number(ago[1]) * SECONDS_OF[ago[2] as keyof typeof SECONDS_OF]
    return { first: second, last: second }
  }
  return readIsoDate(text)
}

export function readIsoDate(text: string): Interval | null {
  const parts = ISO.exec(text)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second, zone] = parts
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  // The calendar has the last word on the 30th of February.
  const isCalendarDay = new Date(midnight).toISOString().startsWith(`${year}-${month}-${day}`)
  if (!isCalendarDay || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return null
  const offset = zoneSeconds(zone)
  if (offset === null) return null
  const first = midnight / 1000 + Number(hour ?? 0) * 3600 + Number(minute ?? 0) * 60 + Number(second ?? 0) - offset
  const length = hour === undefined ? 86_400 : second === undefined ? 60 : 1
  return { first, last: first + length - 1 }
}

function zoneSeconds(zone: string | undefined): number | null {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(3).replace(':', '') || 0)
  if (hours > 14 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60)
}
