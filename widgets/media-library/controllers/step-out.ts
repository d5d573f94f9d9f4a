/** Esc leaves what lies on top, one thing at a time, and in the end the dialog. */
import type { LibraryStore } from '../store.ts'

export interface StepOutHost {
  readonly store: LibraryStore
  readonly root: ShadowRoot
  hide(): void
}

/** Width below which the filters lie over the results. */
const NARROW = 900

export function stepOut({ store, root, hide }: StepOutHost): void {
  const { preview, isAccountOpen, isTreeOpen, isFacetsOpen } = store.getState()
  const isNarrow = (root.querySelector('.frame')?.clientWidth ?? 0) < NARROW
  if (isAccountOpen) store.patch({ isAccountOpen: false })
  else if (preview) store.patch({ preview: undefined })
  else if (isTreeOpen) store.patch({ isTreeOpen: false })
  else if (isFacetsOpen && isNarrow) store.patch({ isFacetsOpen: false })
  else hide()
}
