/** What every part is drawn from: the state, the texts, and the actions it may call. */
import type { LibraryTexts } from '../messages/texts.ts'
import type { MediaLibraryOptions } from '../options.ts'
import type { LibraryState } from '../store.ts'

export interface Actions {
  close(): void
}

export interface View {
  readonly state: LibraryState
  /** With what the present opening has changed. */
  readonly options: MediaLibraryOptions
  readonly texts: LibraryTexts
  readonly actions: Actions
  readonly isInline: boolean
}
