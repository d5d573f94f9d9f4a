/**
 * What the large view knows: which asset, how much of it has been loaded, and what people do with it. No markup.
 *
 * What the results know of the asset is shown at once; its details follow. Answers that were overtaken are dropped.
 */
import type { LibraryError } from '../api/answer.ts'
import { type AssetActions, type AssetDetails, assetActions } from '../api/asset-actions.ts'
import { type LibraryAsset, nameOf } from '../api/library-asset.ts'
import type { LibraryContext } from '../library-context.ts'
import { type AssetKey, keyOf, type MetadataField } from '../types.ts'

export type Panel = 'details' | 'edit' | 'transform'

/** Widths of the picture, as multiples of the room that it has. */
const ZOOMS = [1, 1.5, 2, 3, 4, 6, 8] as const
const COPIED_FOR_MS = 2000

export class PreviewModel {
  readonly context: LibraryContext
  asset: LibraryAsset | undefined
  details: AssetDetails | undefined
  error: LibraryError | undefined
  /** Definitions of structured metadata, once somebody asked. */
  fields: readonly MetadataField[] = []
  panel: Panel = 'details'
  page = 1
  /** The page that was turned to has not come yet: that before it is still shown. */
  isTurning = false
  /** What was copied last, for a moment. */
  copied: string | undefined
  #zoom = 0
  #key: string | undefined
  #loading: AbortController | undefined
  #hasAskedFields = false
  #copiedTimer: ReturnType<typeof setTimeout> | undefined
  /** Whether something is written here that leaving would lose. */
  isDirty: () => boolean = () => false
  /** People are asked whether that may be. */
  onAsked: () => void = () => undefined
  /** What people wanted to do when they were asked about that. */
  leaving: (() => void) | undefined

  constructor(context: LibraryContext) {
    this.context = context
  }

  /** Made anew each time: the page may have moved to another cloud. */
  get actions(): AssetActions {
    return assetActions(this.context.api.requester, this.context.api.cloudName)
  }

  /** Follows the state: another asset is loaded, none gives everything up. @returns whether it is another one */
  follow(wanted: AssetKey | undefined): boolean {
    const key = wanted && keyOf(wanted)
    if (key === this.#key) return false
    this.#key = key
    this.#loading?.abort()
    this.details = undefined
    this.error = undefined
    this.asset = undefined
    this.leaving = undefined
    this.#zoom = 0
    this.page = 1
    this.isTurning = false
    if (!wanted) {
      this.panel = 'details'
      return true
    }
    this.asset = this.#known(wanted)
    void this.load()
    return true
  }

  async load(): Promise<void> {
    const { preview } = this.context.store.getState()
    if (!preview) return
    this.#loading?.abort()
    const loading = new AbortController()
    this.#loading = loading
    this.error = undefined
    const answer = await this.actions.details(preview.key, loading.signal)
    if (loading.signal.aborted) return
    this.#loading = undefined
    if (answer.ok) this.take(answer.value)
    else {
      this.error = answer.error
      this.context.report(answer.error)
    }
    this.context.requestUpdate()
  }

  /** Details that came, by loading or by saving. */
  take(details: AssetDetails): void {
    this.details = details
    this.asset = { ...this.asset, ...details }
    if (!this.#hasAskedFields && this.context.store.getState().permissions.has('metadata_fields.list'))
      void this.#loadFields()
  }

  close(): void {
    this.#leave(() => this.context.store.patch({ preview: undefined }))
  }

  /** It has another name now: that is the one which is shown. */
  renamed(asset: LibraryAsset): void {
    const { store } = this.context
    const { preview } = store.getState()
    if (!preview || keyOf(preview.key) === keyOf(asset)) return
    const { resource_type, type, public_id } = asset
    this.#key = keyOf(asset)
    store.patch({ preview: { ...preview, key: { resource_type, type, public_id } } })
  }

  /** The answer to the question whether what is not saved may be lost. */
  decide(isLost: boolean): void {
    const { leaving } = this
    this.leaving = undefined
    if (isLost) leaving?.()
    this.context.requestUpdate()
  }

  /** Index in the results; undefined for an asset that was opened from elsewhere. */
  get index(): number | undefined {
    const { preview } = this.context.store.getState()
    if (!preview) return undefined
    const index = preview.index ?? this.context.pages.indexOf(preview.key)
    return index >= 0 ? index : undefined
  }

  canStep(by: 1 | -1): boolean {
    const { index } = this
    const next = index === undefined ? -1 : index + by
    return next >= 0 && next < this.context.pages.total
  }

  step(by: 1 | -1): void {
    const { index } = this
    if (index === undefined || !this.canStep(by)) return
    const { pages, store } = this.context
    const next = pages.at(index + by)
    // Not loaded yet: it comes, and then another press goes there.
    if (!next) {
      pages.want(index + by, index + by)
      return
    }
    this.#leave(() => {
      pages.want(index + by - 1, index + by + 1)
      store.patch({ preview: { key: next, index: index + by }, active: index + by })
      const about = { name: nameOf(next), number: index + by + 1, total: pages.total }
      this.context.say(this.context.texts().text('preview.shown', about))
    })
  }

  get zoom(): number {
    return ZOOMS[this.#zoom] ?? 1
  }

  canZoom(by: 1 | -1): boolean {
    return ZOOMS[this.#zoom + by] !== undefined
  }

  zoomBy(by: 1 | -1 | 0): void {
    if (by === 0) this.#zoom = 0
    else if (this.canZoom(by)) this.#zoom += by
    this.context.requestUpdate()
  }

  turnTo(page: number): void {
    if (page < 1 || page > (this.asset?.pages ?? 1)) return
    this.page = page
    this.isTurning = true
    this.context.requestUpdate()
  }

  /** The page came, or cannot. */
  turned(): void {
    if (!this.isTurning) return
    this.isTurning = false
    this.context.requestUpdate()
  }

  show(panel: Panel): void {
    if (panel === this.panel) return
    this.#leave(() => {
      this.panel = panel
      this.#zoom = 0
      this.context.requestUpdate()
    })
  }

  async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      // Not allowed here (plain http, a frame): the text can still be marked by hand.
      return
    }
    this.copied = text
    this.context.say(this.context.texts().text('preview.copied'))
    clearTimeout(this.#copiedTimer)
    this.#copiedTimer = setTimeout(() => {
      this.copied = undefined
      this.context.requestUpdate()
    }, COPIED_FOR_MS)
    this.context.requestUpdate()
  }

  end(): void {
    this.#loading?.abort()
    clearTimeout(this.#copiedTimer)
    this.#key = undefined
  }

  #leave(action: () => void): void {
    if (this.isDirty()) {
      this.leaving = action
      this.context.requestUpdate()
      this.onAsked()
    } else action()
  }

  #known(key: AssetKey): LibraryAsset | undefined {
    const { pages, store } = this.context
    const { preview, selection } = store.getState()
    const index = preview?.index ?? pages.indexOf(key)
    const found = index >= 0 ? pages.at(index) : undefined
    if (found && keyOf(found) === keyOf(key)) return found
    return selection.find((asset) => keyOf(asset) === keyOf(key))
  }

  async #loadFields(): Promise<void> {
    this.#hasAskedFields = true
    const answer = await this.context.api.metadataFields()
    if (answer.ok) this.fields = answer.value
    else this.#hasAskedFields = false
    this.context.requestUpdate()
  }
}
