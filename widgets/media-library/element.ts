/**
 * Shows the assets of a product environment to people who may see them, and hands what they choose to the page: in a
 * dialog, or in place with `inline`. What it does is in `library.ts`, what it looks like in `parts/`; here they meet the page.
 *
 * Over the ceiling of 300 lines because it is the whole public surface of the widget, documentation included.
 *
 * @element tintype-media-library
 * @fires tintype-library-show - The library is shown.
 * @fires tintype-library-hide - The library is hidden.
 * @fires tintype-library-before-insert - Assets are about to be handed over; `detail` is `{assets, by}`, `by` being `insert`, or `drag` where they are being dragged into the page; cancellable.
 * @fires tintype-library-insert - Assets were chosen; `detail` is `{mlId, assets}`, in the order of choosing.
 * @fires tintype-library-selection-change - Other assets are selected; `detail` is `{assets}`.
 * @fires tintype-library-identity - Somebody signed in or out; `detail` says who, and whether they are authorised.
 * @fires tintype-library-error - Something failed; `detail` has message, code and HTTP status.
 * @fires tintype-library-upload - Assets were uploaded here.
 * @fires tintype-library-delete - Assets were deleted here.
 * @fires tintype-library-search - A search was answered; `detail` is `{expression, total}`.
 * @attr {boolean} open - Whether the dialog is open; reflects, and opens or closes it.
 * @slot trigger - Your own button instead of ours.
 * @slot header - Title of the window.
 * @slot toolbar - Further controls beside the search.
 * @slot empty - Drawing of an empty place.
 * @slot asset-badge-<asset_id> - Over the picture of that asset, beside our own marks.
 * @slot details - Below what is known about an asset, in the large view.
 * @slot footer - Beside the count of what is selected.
 * @cssproperty --tintype-color-accent - Colour of actions and of what is selected.
 * @cssproperty --tintype-library-tile-size - Least width of a tile; 190px.
 * @cssproperty --tintype-library-tile-gap - Space between tiles; 12px.
 * @cssproperty --tintype-library-sidebar-width - Width of the tree; 232px.
 * @cssproperty --tintype-library-selected-ring - Ring around what is selected; 3px of the accent colour.
 * @cssproperty --tintype-library-width - Width of the window, at most the screen's; when inline that of the library.
 * @cssproperty --tintype-library-height - Height of the window, at most the screen's; when inline that of the library.
 * @cssproperty --tintype-library-inline-height - Height when inline; that of its place, or 720px where it has none.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { LiveRegion, type Urgency } from '../kit/a11y/live-region.ts'
import { type Bases, resolveBases } from '../kit/api/base.ts'
import { Modal } from '../kit/dialog/modal.ts'
import { DropTarget } from '../kit/drop/drop-target.ts'
import { elementWithOptions } from '../kit/element-with-options.ts'
import { emitterFor } from '../kit/events.ts'
import { KeptTexts } from '../kit/i18n/kept-texts.ts'
import { nearestLanguage } from '../kit/i18n/language.ts'
import { warnOnce } from '../kit/log.ts'
import { StoreController } from '../kit/store-controller.ts'
import { ThemeController } from '../kit/theme/theme-controller.ts'
import type { LibraryAsset } from './api/library-asset.ts'
import type { AssetPages } from './browse/asset-pages.ts'
import type { Selection } from './choose/selection.ts'
import { readCompatOptions } from './compat-options.ts'
import { Connection } from './controllers/connection.ts'
import { applyDimensions } from './controllers/dimensions.ts'
import { FocusKeeper } from './controllers/focus-keeper.ts'
import { FormValue } from './controllers/form-value.ts'
import { GridKeyboard } from './controllers/grid-keyboard.ts'
import { stepOut } from './controllers/step-out.ts'
import { viewActions } from './controllers/view-actions.ts'
import type { MediaLibraryEvents } from './events.ts'
import { VirtualGrid } from './grid/virtual-grid.ts'
import type { InsertedAsset } from './insert/insert-payload.ts'
import { Library } from './library.ts'
import { type LibraryTexts, libraryLanguages, libraryTexts } from './messages/texts.ts'
import { OneOpening } from './one-opening.ts'
import { type MediaLibraryOptionName, type MediaLibraryOptions, mediaLibraryOptions } from './options.ts'
import { frame } from './parts/frame.ts'
import { gridRows } from './parts/grid-rows.ts'
import { laterParts } from './parts/later-parts.ts'
import type { View } from './parts/view.ts'
import { viewOf } from './parts/view-of.ts'
import { createLibraryStore } from './store.ts'
import { LIBRARY_STYLES } from './styles/library-styles.ts'

/** A change of one of these is another session. */
const SESSION_OPTIONS = ['cloudName', 'apiBase', 'username'] as const

export type { MediaLibraryEvents } from './events.ts'
export type { MediaLibraryOptions } from './options.ts'

let made = 0

export class TintypeMediaLibrary extends elementWithOptions(mediaLibraryOptions) {
  static readonly formAssociated = true
  static override readonly styles = LIBRARY_STYLES
  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: the base class is made by a call and has no name
    return [...super.observedAttributes, 'open']
  }

  /** Names this instance in what the page gets. */
  readonly mlId = `ml_${++made}`
  readonly store = createLibraryStore()
  readonly emit = emitterFor<MediaLibraryEvents>(this)
  readonly #state = new StoreController(this, this.store, (state) => state)
  readonly #live = new LiveRegion(this)
  readonly #theme = new ThemeController(this)
  readonly #focus = new FocusKeeper(this)
  readonly #opening = new OneOpening()
  readonly #value = new FormValue(this)
  #isDestroyed = false
  readonly #texts = new KeptTexts(libraryLanguages, libraryTexts)

  readonly grid: VirtualGrid = new VirtualGrid(this, (indexes, layout) => gridRows(this.#view(), indexes, layout))
  readonly library = new Library(this)
  readonly #later = laterParts(this, this.library)
  readonly #actions = viewActions(this)
  readonly keyboard = new GridKeyboard(this)
  constructor() {
    super()
    new Connection(this, (isOnline) => this.library.setOnline(isOnline))
    new DropTarget(this, {
      isActive: () => this.#view().mayUpload && this.store.getState().access === 'open',
      onDragging: (isDragging) => this.store.getState().isDragging !== isDragging && this.store.patch({ isDragging }),
      onFiles: (files) => this.upload(files),
      onUrl: () => undefined,
    })
  }

  readonly #modal = new Modal(this, {
    dialog: () => this.renderRoot.querySelector('dialog'),
    onCloseRequest: () => stepOut({ store: this.store, root: this.root, hide: () => this.hide() }),
    onForcedClose: () => this.hide(),
  })

  // Lifecycle

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.#isDestroyed) return
    // Frameworks may set properties right after they put the element into the page.
    queueMicrotask(() => {
      // Shown by the page meanwhile, with options of its own for that opening.
      if (!this.isConnected || this.#isDestroyed || this.store.getState().display === 'shown') return
      if (this.hasAttribute('open') || (this.isInline && !this.option('withoutTrigger'))) this.show()
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    // Moving an element takes it out for a moment: only what stays out is ended.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end()
    })
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after)
    if (name !== 'open' || !this.isConnected || (before === null) === (after === null)) return
    const isOpen = this.store.getState().display === 'shown'
    if (after !== null && !isOpen) this.show()
    if (after === null && isOpen) this.hide()
  }

  /** Nothing is drawn before the language is there. */
  protected override async scheduleUpdate(): Promise<unknown> {
    const arrival = this.#awaitLanguage()
    if (arrival) await arrival
    return super.scheduleUpdate()
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Another cloud or another user: nothing of the one before may be seen.
    const isOther = SESSION_OPTIONS.some((name) => changed.has(name) && changed.get(name) !== undefined)
    if (isOther && this.store.getState().access !== 'idle') this.#restart()
    // Styles hang on the attribute; `inlineContainer` and the property mean the same.
    this.toggleAttribute('inline', this.isInline)
    if (changed.has('dimensions')) applyDimensions(this, this.option('dimensions'))
    this.#theme.apply(this.option('theme'), this.option('styles'))
  }

  protected override updated(_changed: PropertyValues): void {
    const { display } = this.store.getState()
    if (this.isInline || display !== 'shown') this.#modal.close()
    else if (!this.#modal.isOpen) {
      this.#modal.open()
      this.#focus.begin()
    }
    if (this.#modal.isOpen) this.#focus.keep()
    this.toggleAttribute('open', display === 'shown' && !this.isInline)
  }

  // Methods of the page

  /** Shows the library; options are for this opening only. */
  show(options?: object): this {
    if (this.#isDestroyed) {
      warnOnce('This Media Library was destroyed; show() does nothing')
      return this
    }
    this.#opening.begin(options)
    this.requestUpdate()
    this.#display('shown')
    this.library.open(this.#opening.isElsewhere)
    return this
  }

  hide(): this {
    if (this.store.getState().display === 'hidden') return this
    this.library.close()
    this.#display('hidden')
    return this
  }

  /** Asks the server again for what is shown. */
  refresh(): void {
    this.library.refresh()
  }

  clearSelection(): void {
    this.library.selection.clear()
  }

  /** Hands over what is selected, as the button does. */
  insert(): void {
    this.library.insert()
  }

  /** What was inserted last; a form gets it as JSON under the element's name. */
  get value(): readonly InsertedAsset[] {
    return this.#value.assets
  }

  set value(assets: readonly InsertedAsset[]) {
    this.#value.assets = assets
  }

  formResetCallback(): void {
    this.value = []
  }

  /** What is selected, in the order of choosing. */
  get selection(): readonly LibraryAsset[] {
    return this.store.getState().selection
  }

  /** What cannot be taken here is left out, and more than may be taken as well. */
  set selection(assets: readonly LibraryAsset[]) {
    this.library.selection.replace(assets)
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.hide()
    this.#modal.close()
    this.#end()
    this.#isDestroyed = true
    this.remove()
  }

  /** Changes options. Lit calls a method of the same name in its own cycle, always with a Map; that call is Lit's. */
  override update(changed: PropertyValues): void
  override update(options: object): Promise<this>
  override update(options: object): Promise<this> | undefined {
    if (options instanceof Map) {
      super.update(options)
      return undefined
    }
    Object.assign(this, readCompatOptions(options))
    return this.updateComplete.then(() => this)
  }

  /** The whole options object at once, in the vendor's spelling. */
  set options(options: unknown) {
    Object.assign(this, readCompatOptions(options))
  }

  get options(): MediaLibraryOptions {
    const names = Object.keys(mediaLibraryOptions) as MediaLibraryOptionName[]
    return Object.fromEntries(names.map((name) => [name, this.option(name)])) as unknown as MediaLibraryOptions
  }

  // What the modules behind it need

  override option<Name extends MediaLibraryOptionName>(name: Name): MediaLibraryOptions[Name] {
    return this.#opening.read(name, () => super.option(name))
  }

  bases(): Bases {
    return resolveBases({ apiBase: this.option('apiBase'), deliveryBase: this.option('deliveryBase') })
  }

  texts(): LibraryTexts {
    return this.#texts.of(this.#language(), this.option('text'))
  }

  say(message: string, urgency?: Urgency): void {
    this.#live.say(message, urgency)
  }

  get isInline(): boolean {
    return this.option('inline') || this.option('inlineContainer') !== undefined
  }

  get isModal(): boolean {
    return !this.isInline
  }

  get root(): ShadowRoot {
    return this.renderRoot as ShadowRoot
  }

  get pages(): AssetPages {
    return this.library.pages
  }

  get choice(): Selection {
    return this.library.selection
  }

  get direction(): 'ltr' | 'rtl' {
    return this.texts().direction
  }

  get isAtTop(): boolean {
    return this.grid.isAtTop
  }

  toTop(): void {
    this.grid.toTop()
  }

  focusResult(index: number): void {
    this.grid.focus(index)
  }

  focusSearch(): void {
    this.root.querySelector<HTMLElement>('.search-field')?.focus()
  }

  preview(index: number): void {
    const asset = this.pages.at(index)
    if (asset) this.store.patch({ preview: { key: asset, index }, active: index })
  }

  /** Uploads files into the folder that is shown; lets people choose them where none are given. */
  upload(files?: readonly File[]): void {
    void this.#later.upload.get().then((part) => {
      this.requestUpdate()
      if (files) part?.add(files)
      else part?.browse()
    })
  }

  // View

  protected override render(): TemplateResult {
    const view = this.#view()
    const content = view.state.display === 'shown' ? [frame(view), this.#live.render()] : nothing
    if (this.isInline) return html`<div class="inline">${content}</div>`
    return html`
      ${this.option('withoutTrigger') ? nothing : this.#trigger(view)}
      <dialog class="overlay" part="backdrop" aria-labelledby="title" @click=${this.#onBackdropClick}>${content}</dialog>
    `
  }

  #trigger({ texts }: View): TemplateResult {
    return html`<slot name="trigger" @click=${() => this.show()}>
      <button class="button primary" part="button button-primary trigger" type="button">${texts.text('trigger')}</button>
    </slot>`
  }

  #view(): View {
    return viewOf({
      state: this.#state.value,
      options: this.options,
      texts: this.texts(),
      actions: this.#actions,
      library: this.library,
      later: this.#later,
      keyboard: this.keyboard,
      isInline: this.isInline,
    })
  }

  #language(): string {
    return this.option('language') ?? nearestLanguage(this)
  }

  #awaitLanguage(): Promise<void> | undefined {
    return libraryLanguages.loaded(this.#language(), () => this.requestUpdate())
  }

  #display(display: 'hidden' | 'shown'): void {
    if (this.store.getState().display === display) return
    this.store.patch({ display })
    // The dialog is on the screen when this returns, so that a test or a page need not wait for a frame.
    if (this.isConnected && this.isUpdatePending && !this.#awaitLanguage()) this.performUpdate()
    this.emit(display === 'shown' ? 'tintype-library-show' : 'tintype-library-hide', undefined)
  }

  #end(): void {
    this.library.end()
    for (const part of Object.values(this.#later)) part.disconnected()
    this.store.patch({ display: 'hidden' })
  }

  #restart(): void {
    const { display } = this.store.getState()
    this.library.end()
    if (display === 'shown') queueMicrotask(() => this.library.open(false))
  }

  readonly #onBackdropClick = (event: Event): void => {
    if (event.target === event.currentTarget) this.hide()
  }
}
