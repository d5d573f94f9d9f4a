/** What every module behind the element gets of it: the state, the server, the page's options and texts. */
import type { Urgency } from '../kit/a11y/live-region.ts'
import type { Bases } from '../kit/api/base.ts'
import type { Emit } from '../kit/events.ts'
import type { LibraryError } from './api/answer.ts'
import type { LibraryApi } from './api/library-api.ts'
import type { LibraryAsset } from './api/library-asset.ts'
import type { AssetPages } from './browse/asset-pages.ts'
import type { MediaLibraryEvents } from './events.ts'
import type { LibraryTexts } from './messages/texts.ts'
import type { MediaLibraryOptionName, MediaLibraryOptions } from './options.ts'
import type { LibraryStore } from './store.ts'

export interface LibraryContext {
  readonly store: LibraryStore
  readonly api: LibraryApi
  /** The assets of the current results. */
  readonly pages: AssetPages
  readonly emit: Emit<MediaLibraryEvents>
  /** What the parts are drawn into. */
  readonly root: ShadowRoot
  option<Name extends MediaLibraryOptionName>(name: Name): MediaLibraryOptions[Name]
  bases(): Bases
  texts(): LibraryTexts
  say(message: string, urgency?: Urgency): void
  /** Tells the page (`error` event); what people see is the caller's to draw. */
  report(error: LibraryError): void
  requestUpdate(): void
  /** Whether the session may call the operation, and the page does not forbid changes. */
  may(operation: string): boolean
  /** Asks for the results again, without losing place and selection. */
  refresh(): void
  /** Address of a picture of the asset that is at most `width` CSS pixels wide; undefined where there is none. */
  thumbnail(asset: LibraryAsset, width: number): string | undefined
  /** Puts the focus on a result, and into sight. */
  focusResult(index: number): void
  /** Takes an asset, or gives it back; says so when no more may be taken. */
  toggle(asset: LibraryAsset): void
  /** What people have made of an asset before inserting it: a chain of transformations by asset id. */
  readonly chosenTransformations: Map<string, string>
  /** What the page's `insert` gets; ends the opening when it is a modal. */
  insert(): void
}
