/** The view of one moment: what every part is drawn from. */
import { suggestionsFor } from '../browse/suggestions.ts'
import type { GridKeyboard } from '../controllers/grid-keyboard.ts'
import type { Library } from '../library.ts'
import type { LibraryTexts } from '../messages/texts.ts'
import type { MediaLibraryOptions } from '../options.ts'
import type { LibraryState } from '../store.ts'
import type { LaterParts } from './later-parts.ts'
import type { Actions, View } from './view.ts'

export interface ViewSource {
  readonly state: LibraryState
  readonly options: MediaLibraryOptions
  readonly texts: LibraryTexts
  readonly actions: Actions
  readonly library: Library
  readonly later: LaterParts
  readonly keyboard: GridKeyboard
  readonly isInline: boolean
}

export function viewOf({ library, ...source }: ViewSource): View {
  const { state, options, isInline } = source
  return {
    ...source,
    pages: library.pages,
    facets: library.browser.facets,
    suggestions: suggestionsFor(state),
    context: library,
    most: library.most,
    mayUpload: options.allowUpload && library.may('widgets.sign'),
    mayDragOut: isInline && options.insertCaption !== '',
    hasTool: (name) => options.tools.includes(name),
    isAllowed: (asset) => library.isAllowed(asset),
  }
}
