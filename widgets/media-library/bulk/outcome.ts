/** What came of a change of many assets, in figures and in words. */
import type { LibraryError } from '../api/answer.ts'
import { type LibraryAsset, nameOf } from '../api/library-asset.ts'
import type { LibraryTexts } from '../messages/texts.ts'

/** Why an asset was left as it is: it is gone, somebody changed it since, or what the server said. */
export type Reason = 'gone' | 'changed' | LibraryError

export interface Failure {
  readonly asset: LibraryAsset
  readonly reason: Reason
}

/** Shows how far it is, and ends it. */
export interface Course {
  readonly signal: AbortSignal
  onProgress(done: number, total: number): void
}

export interface Outcome {
  /** Assets that are as they were wanted; those that were so already do not count. */
  readonly done: readonly LibraryAsset[]
  readonly failures: readonly Failure[]
  /** People ended it; what was done stays done. */
  readonly isStopped: boolean
  /** Makes everything of it undone that nobody has changed since; absent where nothing was done. */
  readonly takeBack?: ((course: Course) => Promise<Outcome>) | undefined
}

export const NOTHING_DONE: Outcome = { done: [], failures: [], isStopped: false }

/** Names that people read; there may be hundreds. */
const MOST_NAMED = 5

/** `red (no longer there), blue (changed since by somebody) and 3 more` */
export function namesOf(failures: readonly Failure[], texts: LibraryTexts): string {
  const named = failures
    .slice(0, MOST_NAMED)
    .map(({ asset, reason }) => texts.text('bulk.left', { name: nameOf(asset), reason: reasonText(reason, texts) }))
  const rest = failures.length - named.length
  const all = rest > 0 ? [...named, texts.text('bulk.more', { num: rest })] : named
  return new Intl.ListFormat(texts.language, { type: 'conjunction' }).format(all)
}

function reasonText(reason: Reason, texts: LibraryTexts): string {
  if (reason === 'gone') return texts.text('bulk.gone')
  if (reason === 'changed') return texts.text('bulk.changed_since')
  return reason.code === 'forbidden' ? texts.text('bulk.not_allowed') : reason.message
}
