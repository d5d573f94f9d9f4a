/** What every part is drawn from: the state, the texts, and the actions it may call. */
import type { TemplateResult } from 'lit'
import type { Credentials } from '../api/library-api.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { AssetPages } from '../browse/asset-pages.ts'
import type { Facet } from '../browse/facets.ts'
import type { Suggestion } from '../browse/suggestions.ts'
import type { GridKeyboard } from '../controllers/grid-keyboard.ts'
import type { LibraryContext } from '../library-context.ts'
import type { LibraryTexts } from '../messages/texts.ts'
import type { MediaLibraryOptions, ToolName } from '../options.ts'
import type { LibraryState, SavedSearch } from '../store.ts'
import type { Place, SortName, ViewMode } from '../types.ts'
import type { LaterParts } from './later-parts.ts'

export interface Actions {
  /** Keys that mean the same everywhere in the window. */
  shortcut(event: KeyboardEvent): void
  /** A click anywhere closes a menu that is not under it. */
  clickedAt(event: Event): void
  close(): void
  /** Opens what could not be opened. */
  tryAgain(): void
  signIn(credentials: Credentials): void
  singleSignOn(): void
  togglePassword(): void
  signOut(): void
  toggleAccount(): void
  go(place: Place): void
  toggleBranch(path: string): void
  toggleTree(): void
  type(text: string): void
  submitSearch(): void
  clearSearch(): void
  setExpressionMode(isExpression: boolean): void
  suggest(active: number | undefined): void
  take(suggestion: Suggestion): void
  saveSearch(): void
  openSearch(search: SavedSearch): void
  forgetSearch(name: string): void
  toggleFacets(): void
  toggleFacet(name: string, value: string): void
  /** Takes the place of whatever was chosen in the facet. */
  setFacet(name: string, values: readonly string[]): void
  clearFilters(): void
  findTags(prefix: string): void
  setSort(sort: SortName): void
  setView(view: ViewMode): void
  reload(): void
  dismissNotice(): void
  clearSelection(): void
  insert(): void
  upload(): void
  dragOut(event: DragEvent): void
}

export interface View {
  readonly state: LibraryState
  /** With what the present opening has changed. */
  readonly options: MediaLibraryOptions
  readonly texts: LibraryTexts
  readonly actions: Actions
  readonly pages: AssetPages
  readonly facets: readonly Facet[]
  readonly suggestions: readonly Suggestion[]
  readonly context: LibraryContext
  readonly later: LaterParts
  /** Keys and clicks of the tiles. */
  readonly keyboard: GridKeyboard
  readonly isInline: boolean
  /** Most assets that may be chosen; undefined without a limit. */
  readonly most: number | undefined
  readonly mayUpload: boolean
  /** Whether tiles can be dragged into the page. */
  readonly mayDragOut: boolean
  /** Whether the page wants a control of the toolbar. */
  hasTool(name: ToolName): boolean
  isAllowed(asset: LibraryAsset): boolean
}

export type DrawPart = (view: View) => TemplateResult
