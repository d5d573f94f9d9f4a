/** What the parts of the screen of a remote source are drawn from. */
import type { View } from '../parts/view.ts'
import type { RemoteSource } from './remote-source.ts'

export interface RemoteView {
  readonly view: View
  readonly remote: RemoteSource
  /** Hands what is picked to the queue. */
  upload(): void
}

/** Files that may be picked here, with those in the queue counted. */
export function mostFiles({ view }: RemoteView): number {
  const { options, state } = view
  if (!options.multiple) return 1
  const { maxFiles = Number.POSITIVE_INFINITY } = options
  const taken = state.rows.filter(({ status }) => status !== 'failed' && status !== 'aborted').length
  return Math.max(0, maxFiles - taken)
}
