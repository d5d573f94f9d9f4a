/**
 * Takes files from people and uploads them: from their device, a web address or the camera; in a dialog, or in place with
 * `inline`. It is a form control. What it does is in `session.ts`, what it looks like in `parts/`; here the two meet the
 * page.
 *
 * Over the ceiling of 300 lines because it is the whole public surface of the widget, documentation included.
 *
 * @element tintype-upload-widget
 * @fires tintype-upload-added - A file was accepted into the queue.
 * @fires tintype-upload-before-batch - Files are about to be queued; cancellable.
 * @fires tintype-upload-progress - Bytes went out: percent of the file and of the queue.
 * @fires tintype-upload-success - One file is stored; `detail` is the upload response.
 * @fires tintype-upload-error - One file was refused or failed; `detail` has status, text and file.
 * @fires tintype-upload-queue-start - The queue starts to move.
 * @fires tintype-upload-queue-end - Every file of the queue has ended.
 * @fires tintype-upload-source-change - Another source is shown.
 * @fires tintype-upload-display-change - shown, hidden, minimized or expanded.
 * @fires tintype-upload-abort - Files were cancelled.
 * @fires tintype-upload-retry - Failed files are tried again.
 * @fires tintype-upload-batch-cancelled - A batch was refused as a whole.
 * @fires tintype-upload-tags - People changed the tags.
 * @fires tintype-upload-public-id - People changed the public ID.
 * @fires tintype-upload-show-completed - Only finished files are listed.
 * @fires tintype-upload-close - The widget was closed.
 * @attr {boolean} loading - Set by the widget while files are checked or uploaded; for styling.
 * @attr {boolean} error - Set by the widget while something in the queue or the set-up has failed; for styling.
 * @slot trigger - Your own button instead of ours.
 * @slot header - Title of the window.
 * @slot footer - Beside the buttons of the queue.
 * @slot empty - Drawing of the drop area.
 * @slot source-NAME - Icon of the tab of a source.
 * @slot panel-NAME - Taken by the screen of a source of `registerSource`.
 * @slot queue-actions - Further buttons of the queue.
 * @cssproperty --tintype-color-accent - Colour of actions and progress.
 * @cssproperty --tintype-upload-inline-min-height - Least height when inline; 610px.
 * @cssproperty --tintype-upload-mini-width - Most width of the collapsed queue; 500px.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { LiveRegion } from '../kit/a11y/live-region.ts'
import { type Bases, resolveBases } from '../kit/api/base.ts'
import { Modal } from '../kit/dialog/modal.ts'
import { DropTarget } from '../kit/drop/drop-target.ts'
import { emitterFor } from '../kit/events.ts'
import { KeptTexts } from '../kit/i18n/kept-texts.ts'
import { nearestLanguage } from '../kit/i18n/language.ts'
import { warnOnce } from '../kit/log.ts'
import { StoreController } from '../kit/store-controller.ts'
import { controlsStyles } from '../kit/theme/controls-styles.ts'
import { ThemeController } from '../kit/theme/theme-controller.ts'
import { tokenStyles } from '../kit/theme/tokens.ts'
import { type OptionChanges, readCompatOptions, updatableOptions } from './compat-options.ts'
import { FocusKeeper } from './controllers/focus-keeper.ts'
import { GrowingList } from './controllers/growing-list.ts'
import { PageSourceWatch } from './controllers/page-source-watch.ts'
import { stepBack } from './controllers/step-back.ts'
import { viewActions } from './controllers/view-actions.ts'
import { type FileInfo, fileInfo, type UploadInfo, type UploadWidgetEvents } from './events.ts'
import { UploadFormControl } from './form-control.ts'
import { type UploadTexts, uploadLanguages, uploadTexts } from './messages/texts.ts'
import { type UploadWidgetOptionName, type UploadWidgetOptions, uploadWidgetOptions } from './options.ts'
import { isPageSource } from './page-sources.ts'
import { frame } from './parts/frame.ts'
import { lazyParts } from './parts/lazy-parts.ts'
import { miniBar, readBarPosition } from './parts/mini-bar.ts'
import { revealTab } from './parts/reveal-tab.ts'
import type { View } from './parts/view.ts'
import { isSettled } from './rows.ts'
import { type SessionHost, UploadSession } from './session.ts'
import { type BuiltInSource, readSources, type SourceName } from './sources.ts'
import { createUploadStore, type Display, summarise } from './store.ts'
import { frameStyles } from './styles/frame-styles.ts'
import { localStyles } from './styles/local-styles.ts'
import { queueStyles } from './styles/queue-styles.ts'

export type { UploadFailure, UploadInfo, UploadWidgetEvents } from './events.ts'
export type { UploadWidgetOptions } from './options.ts'
export { type PageSource, type PageSourceHost, type PageSourceLimits, registerSource } from './page-sources.ts'

/** What `open()` takes: files to start with, or web addresses. */
export interface OpenOptions {
  readonly files?: Iterable<File | string>
}

export class TintypeUploadWidget extends UploadFormControl implements SessionHost {
  static override readonly styles = [tokenStyles, controlsStyles, frameStyles, localStyles, queueStyles]
  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: the base class is made by a call and has no name
    return [...super.observedAttributes, 'open']
  }

  readonly store = createUploadStore()
  readonly emit = emitterFor<UploadWidgetEvents>(this)
  readonly #lazy = lazyParts(this)
  readonly #state = new StoreController(this, this.store, (state) => state)
  readonly #live = new LiveRegion(this)
  readonly #theme = new ThemeController(this)
  readonly #focus = new FocusKeeper(this)
  readonly #list = new GrowingList(this, () => this.store.getState().rows.length)
  readonly #actions = viewActions(this)
  readonly #modal = new Modal(this, {
    dialog: () => this.renderRoot.querySelector('dialog'),
    onCloseRequest: () => {
      const back = stepBack(this.store.getState())
      if (back) this.#actions[back]()
      else this.close()
    },
    onForcedClose: () => this.close({ quiet: true }),
  })
  #session: UploadSession | undefined
  #isDestroyed = false
  /** What was shown when its tab was last brought into sight. */
  #revealed = ''
  readonly #texts = new KeptTexts(uploadLanguages, uploadTexts)

  constructor() {
    super()
    new PageSourceWatch(this)
    const isOpen = (): boolean => this.store.getState().display !== 'hidden' && !this.option('disabled')
    new DropTarget(this, {
      isActive: isOpen,
      takesPastes: () => isOpen() && this.option('pasteScope') !== 'none',
      onDragging: (isDragging) => this.store.getState().isDragging !== isDragging && this.store.patch({ isDragging }),
      onFiles: (files) => void this.addFiles(files),
      onUrl: (url) => void this.session?.addUrl(url),
    })
    this.#takeFromPage()
    this.addEventListener('tintype-upload-success', (event) => {
      if (event.target === this) this.formValue.add((event as CustomEvent<UploadInfo>).detail, this.texts())
    })
    this.addEventListener('tintype-upload-queue-start', () => this.option('autoMinimize') && this.minimize())
    this.addEventListener('tintype-upload-queue-end', () => this.#closeAfterSingle())
  }

  // Lifecycle

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.#isDestroyed) return
    this.#session ??= new UploadSession(this, this.store)
    const source = this.sourceNames[0]
    const wanted = this.option('defaultSource') as SourceName
    this.store.patch({ source: this.sourceNames.includes(wanted) ? wanted : (source ?? 'local') })
    // Frameworks may set properties right after they put the element into the page.
    queueMicrotask(() => {
      if (!this.isConnected || this.#isDestroyed) return
      if (this.hasAttribute('open') || (this.isInline && !this.option('withoutTrigger'))) this.open()
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
    if (after !== null && !isOpen) this.open()
    if (after === null && isOpen) this.close({ quiet: true })
  }

  /** Nothing is drawn before the language is there. */
  protected override async scheduleUpdate(): Promise<unknown> {
    const arrival = this.#awaitLanguage()
    if (arrival) await arrival
    return super.scheduleUpdate()
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#focus.remember()
    // Styles hang on the attribute; `inlineContainer` and the property mean the same.
    this.toggleAttribute('inline', this.isInline)
    this.#theme.apply(this.option('theme'), this.option('styles'))
    if (changed.size > 0 && this.store.getState().display !== 'hidden') this.#session?.checkSetup()
  }

  protected override updated(): void {
    const { display, source, screen, isConfirmingClose, checking, problem, rows } = this.store.getState()
    if (this.isInline || display !== 'shown') this.#modal.close()
    else if (!this.#modal.isOpen) {
      this.#modal.open()
      this.#focus.begin()
    }
    const mini = display === 'minimized' ? this.renderRoot.querySelector<HTMLElement>('.mini') : null
    if (mini && !mini.matches(':popover-open')) mini.showPopover()
    if (this.#modal.isOpen || (this.isInline && display === 'shown'))
      this.#focus.keep(this.#modal.isOpen, isConfirmingClose)
    this.toggleAttribute('open', display === 'shown' && !this.isInline)
    this.toggleAttribute('loading', checking > 0 || !rows.every(isSettled))
    this.toggleAttribute('error', problem !== undefined || rows.some((row) => row.status === 'failed'))
    this.formValue.update(this.texts())
    const shown = `${display} ${screen} ${source}`
    if (shown !== this.#revealed) revealTab(this.renderRoot)
    this.#revealed = shown
  }

  // Methods of the page

  /** Shows the widget; with files it starts them at once. */
  open(source?: string | null, options: OpenOptions = {}): this {
    if (this.#isDestroyed) {
      warnOnce('This upload widget was destroyed; open() does nothing')
      return this
    }
    const { display, rows } = this.store.getState()
    if (display === 'hidden' && rows.length > 0 && rows.every(isSettled)) this.#session?.clear()
    if (source) this.selectSource(source)
    this.#display('shown')
    this.#session?.checkSetup()
    const files = [...(options.files ?? [])]
    const local = files.filter((file) => typeof file !== 'string')
    if (local.length > 0) void this.addFiles(local)
    for (const address of files) if (typeof address === 'string') void this.#session?.addUrl(address)
    return this
  }

  /** Asks first while uploads run, unless `quiet`. Running uploads are cancelled. */
  close(options: { readonly quiet?: boolean } = {}): this {
    const { crop, metadata, isCapturing, rows } = this.store.getState()
    const isAsking = crop !== undefined || metadata !== undefined
    const isBusy = isCapturing || isAsking || rows.some((row) => !isSettled(row))
    if (this.store.getState().display === 'hidden') return this
    if (isBusy && options.quiet !== true) {
      if (this.store.getState().display === 'minimized') this.#display('shown')
      this.store.patch({ isConfirmingClose: !this.store.getState().isConfirmingClose })
      return this
    }
    this.#session?.cancelQuestions()
    this.#session?.abort()
    this.store.patch({
      isConfirmingClose: false,
      isCapturing: false,
      isDragging: false,
      isAdvancedOpen: false,
      notice: undefined,
    })
    this.#display('hidden')
    this.emit('tintype-upload-close', { message: isBusy ? 'closed while uploading' : 'closed' })
    return this
  }

  show(): this {
    return this.open()
  }

  /** Hides and keeps everything, running uploads too. */
  hide(): this {
    this.#display('hidden')
    return this
  }

  minimize(): this {
    if (!this.isInline && this.store.getState().display === 'shown') this.#display('minimized')
    return this
  }

  expand(): this {
    if (this.store.getState().display === 'minimized') this.#display('shown')
    return this
  }

  isShowing(): boolean {
    return this.store.getState().display === 'shown'
  }

  isMinimized(): boolean {
    return this.store.getState().display === 'minimized'
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  addFiles(files: Iterable<File>, source: BuiltInSource = 'local'): Promise<void> {
    return this.#session?.addFiles([...files], source) ?? Promise.resolve()
  }

  /** Goes on with what waits. */
  start(): void {
    this.#session?.start()
  }

  abort(id?: string): void {
    this.#session?.abort(id === undefined ? undefined : [id])
  }

  retry(id?: string): void {
    this.#session?.retry(id === undefined ? undefined : [id])
  }

  /** Empties queue and value. */
  clear(): void {
    this.#session?.clear()
    this.formValue.set([], this.texts())
  }

  /**
   * Changes options. What is fixed when the widget is made is reported and left as it was.
   *
   * Lit calls a method of the same name in its own cycle, always with a Map; that call is Lit's.
   */
  override update(changed: PropertyValues): void
  override update(options: object): Promise<this>
  override update(options: object): Promise<this> | undefined {
    if (options instanceof Map) {
      super.update(options)
      return undefined
    }
    this.#change(updatableOptions(readCompatOptions(options)))
    return this.updateComplete.then(() => this)
  }

  async destroy(): Promise<void> {
    if (this.#isDestroyed) return
    this.#modal.close()
    this.#end()
    this.#isDestroyed = true
    this.remove()
  }

  selectSource(source: string): void {
    const known = this.sourceNames.find((name) => name === source)
    if (!known) {
      warnOnce(`open(): the source ${JSON.stringify(source)} is not among this widget's sources`)
      return
    }
    const { source: before, screen } = this.store.getState()
    this.store.patch({ source: known, screen: 'source', isAdvancedOpen: false, notice: undefined })
    if (known !== before || screen !== 'source') this.emit('tintype-upload-source-change', { source: known })
  }

  /** The whole options object at once, in the compat spelling. */
  set options(options: unknown) {
    this.#change(readCompatOptions(options))
  }

  get options(): UploadWidgetOptions {
    const names = Object.keys(uploadWidgetOptions) as UploadWidgetOptionName[]
    return Object.fromEntries(names.map((name) => [name, this.option(name)])) as unknown as UploadWidgetOptions
  }

  /** The queue, as the events describe files. */
  get files(): readonly FileInfo[] {
    return this.store.getState().rows.map(fileInfo)
  }

  // What the session needs

  get session(): UploadSession | undefined {
    return this.#session
  }

  override option<Name extends UploadWidgetOptionName>(name: Name): UploadWidgetOptions[Name] {
    if (name === 'disabled' && this.isDisabledByForm) return true as UploadWidgetOptions[Name]
    return super.option(name)
  }

  bases(): Bases {
    return resolveBases({ apiBase: this.option('apiBase'), deliveryBase: this.option('deliveryBase') })
  }

  texts(): UploadTexts {
    return this.#texts.of(this.#language(), this.option('text'))
  }

  say(message: string, urgency?: 'polite' | 'assertive'): void {
    this.#live.say(message, urgency)
  }

  heldCount(): number {
    return this.option('name') ? this.formValue.uploads.length : 0
  }

  scope(): string {
    return [
      location.pathname,
      this.option('cloudName'),
      this.option('uploadPreset'),
      this.id || this.option('name'),
    ].join('|')
  }

  async mayStartBatch(files: readonly { name: string; size: number; type: string }[]): Promise<boolean> {
    if (!this.emit('tintype-upload-before-batch', { files }, { cancelable: true })) return false
    const ask = this.option('preBatch')
    if (!ask) return true
    return new Promise((resolve) => ask((answer) => resolve(answer?.cancel !== true), { files }))
  }

  get isInline(): boolean {
    return this.option('inline') || this.option('inlineContainer') !== undefined
  }

  get sourceNames(): readonly SourceName[] {
    return readSources(this.option('sources'), isPageSource)
  }

  // View

  protected override render(): TemplateResult {
    const { display } = this.#state.value
    const view = this.#view()
    return html`
      ${this.isInline || this.option('withoutTrigger') ? nothing : this.#trigger(view)}
      ${
        this.isInline
          ? html`<div class="inline">${display === 'shown' ? [frame(view), this.#live.render()] : nothing}</div>`
          : html`<dialog class="overlay" part="backdrop" aria-labelledby="title" aria-label=${view.texts.text('dialog.title')} @click=${this.#onBackdropClick}>
              ${display === 'shown' ? [frame(view), this.#live.render()] : nothing}
            </dialog>`
      }
      ${this.#pageDrop(view)}
      ${display === 'minimized' ? [miniBar(view, this.#barPosition()), this.#live.render()] : nothing}
    `
  }

  #trigger({ texts, options }: View): TemplateResult {
    return html`<slot name="trigger" @click=${() => !options.disabled && this.open()}>
      <button class="button primary" part="button button-primary trigger" type="button" data-anchor ?disabled=${options.disabled}>
        ${texts.text('trigger')}
      </button>
    </slot>`
  }

  #pageDrop({ state, lazy, texts }: View): TemplateResult | typeof nothing {
    if (!state.isDraggingOverPage) return nothing
    const { state: part } = lazy.pageDrop
    return part.phase === 'ready' ? part.module.pageDrop(texts) : nothing
  }

  #view(): View {
    const state = this.#state.value
    return {
      state,
      options: this.options,
      texts: this.texts(),
      actions: this.#actions,
      summary: summarise(state.rows),
      sources: this.sourceNames,
      lazy: this.#lazy,
      isInline: this.isInline,
      missingFiles: this.#session?.missingFiles() ?? 0,
      copiedId: this.#actions.copiedId(),
      rowLimit: this.#list.limit,
    }
  }

  #barPosition(): ReturnType<typeof readBarPosition> & object {
    const text = this.option('queueViewPosition') ?? ''
    const position = readBarPosition(text)
    if (!position) warnOnce(`queueViewPosition: ${JSON.stringify(text)} is neither left nor right; right:35px is used`)
    return position ?? { side: 'right', distance: '35px' }
  }

  #display(display: Display): void {
    const before = this.store.getState().display
    if (before === display) return
    this.store.patch({ display })
    // The dialog is on the screen when this returns, so that a test or a page need not wait for a frame.
    if (this.isConnected && this.isUpdatePending && !this.#awaitLanguage()) this.performUpdate()
    const isExpanding = before === 'minimized' && display === 'shown'
    this.emit('tintype-upload-display-change', isExpanding ? 'expanded' : display)
  }

  /** With one file allowed and stored there is nothing left to do here. */
  #closeAfterSingle(): void {
    const { display, rows } = this.store.getState()
    const isOver = rows.length > 0 && rows.every((row) => row.status === 'done')
    if (this.isInline || display === 'hidden' || this.option('multiple') || !this.option('singleUploadAutoClose'))
      return
    if (isOver) this.close({ quiet: true })
  }

  #language(): string {
    return this.option('language') ?? nearestLanguage(this)
  }

  #awaitLanguage(): Promise<void> | undefined {
    return uploadLanguages.loaded(this.#language(), () => this.requestUpdate())
  }

  /** With `dropOnPage`, files may be let go anywhere, and pasted with `pasteScope`; then the widget opens. */
  #takeFromPage(): void {
    if (typeof document === 'undefined') return
    new DropTarget(this, {
      area: document,
      isActive: () => this.option('dropOnPage') && !this.option('disabled'),
      takesPastes: () => this.option('pasteScope') === 'page' && !this.option('disabled'),
      onDragging: (isDragging) => {
        if (this.store.getState().isDraggingOverPage !== isDragging)
          this.store.patch({ isDraggingOverPage: isDragging })
      },
      onFiles: (files) => void this.open(null, { files }),
      onUrl: (url) => void this.open(null, { files: [url] }),
    })
  }

  #change(changes: OptionChanges): void {
    Object.assign(this, changes)
    for (const name of Object.keys(changes) as UploadWidgetOptionName[]) this.option(name)
  }

  #end(): void {
    this.#session?.destroy()
    this.#session = undefined
    const ids = this.store.getState().rows.map((row) => row.id)
    this.store.removeRows(ids)
    this.store.patch({
      display: 'hidden',
      screen: 'source',
      checking: 0,
      isCapturing: false,
      isConfirmingClose: false,
      resumable: 0,
      resumablePurchases: 0,
    })
  }

  readonly #onBackdropClick = (event: Event): void => {
    if (event.target === event.currentTarget) this.close()
  }
}
