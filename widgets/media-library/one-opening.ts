/** What one opening says otherwise than the options, by `show(options)`; the next one begins without it. */
import { warnOnce } from '../kit/log.ts'
import { type OptionChanges, openingOptions } from './compat-options.ts'
import { type MediaLibraryOptionName, type MediaLibraryOptions, mediaLibraryOptions } from './options.ts'

/** Options that say where an opening begins. */
const PLACES = ['folder', 'search', 'collection', 'asset', 'transformation'] as const

export class OneOpening {
  #changes: OptionChanges = {}

  begin(options: object | undefined): void {
    this.#changes = openingOptions(options)
  }

  /** Whether it names a place of its own. */
  get isElsewhere(): boolean {
    return PLACES.some((name) => this.#changes[name] !== undefined)
  }

  /** What it says, or what the page has said before. */
  read<Name extends MediaLibraryOptionName>(
    name: Name,
    before: () => MediaLibraryOptions[Name],
  ): MediaLibraryOptions[Name] {
    if (!Object.hasOwn(this.#changes, name)) return before()
    try {
      return mediaLibraryOptions[name].read(this.#changes[name]) as MediaLibraryOptions[Name]
    } catch (error) {
      warnOnce(`show(): ${name}: ${error instanceof Error ? error.message : error}. It is ignored.`)
      return before()
    }
  }
}
