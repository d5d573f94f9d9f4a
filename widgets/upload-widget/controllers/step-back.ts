/** What Esc leaves before it leaves the window: a screen that lies over the files, where one does. */
import { isMovable } from '../rows.ts'
import type { UploadState } from '../store.ts'

/** The action that does it; undefined where nothing lies over the files. */
export function stepBack(state: UploadState): 'toggleAdvanced' | 'toggleOrder' | undefined {
  // These are questions, and answered as a whole.
  if (state.isConfirmingClose || state.crop || state.metadata) return undefined
  if (state.isAdvancedOpen) return 'toggleAdvanced'
  const isOrdering = state.isOrdering && state.screen === 'queue' && state.rows.filter(isMovable).length > 1
  return isOrdering ? 'toggleOrder' : undefined
}
