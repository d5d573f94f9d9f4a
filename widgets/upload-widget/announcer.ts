/**
 * What is said aloud while files go up: added, quarters of the way, done, failed. Few words for many files: above ten
 * each file is no longer named, only the quarters and the end are.
 */
import type { Urgency } from '../kit/a11y/live-region.ts'
import type { UploadTexts } from './messages/texts.ts'
import type { Row } from './rows.ts'
import type { Summary } from './store.ts'

const NAMED_FILES = 10
const QUARTERS = [0.25, 0.5, 0.75]

export interface Announcer {
  added(count: number): void
  progress(summary: Summary): void
  uploaded(row: Row, summary: Summary): void
  failed(row: Row, reason: string): void
  finished(summary: Summary): void
  reset(): void
}

export function createAnnouncer(
  texts: () => UploadTexts,
  say: (message: string, urgency?: Urgency) => void,
): Announcer {
  let reached = 0
  return {
    added: (count) => say(texts().text('announce.added', { num: count })),
    progress(summary) {
      const quarter = QUARTERS.findLast((mark) => summary.progress >= mark) ?? 0
      if (quarter <= reached || summary.progress >= 1) return
      reached = quarter
      say(texts().text('announce.progress', { percent: texts().percent(quarter) }))
    },
    uploaded(row, summary) {
      if (summary.total <= NAMED_FILES) say(texts().text('announce.uploaded', { name: row.name }))
    },
    failed: (row, reason) => say(texts().text('announce.failed', { name: row.name, reason }), 'assertive'),
    finished(summary) {
      if (summary.done > 1 && summary.failed === 0) say(texts().text('announce.all_done', { num: summary.done }))
    },
    reset: () => {
      reached = 0
    },
  }
}
