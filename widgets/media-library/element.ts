/**
 * Shows the assets of a product environment to people who may see them, and hands what they choose to the page: in a
 * dialog, or in place with `inline`. What it does is in `session/`, `browse/` and `choose/`, what it looks like in `parts/`;
 * here they meet the page.
 *
 * Over the ceiling of 300 lines because it is the whole public surface of the widget, documentation included.
 *
 * @element tintype-media-library
 * @fires tintype-library-show - The library is shown.
 * @fires tintype-library-hide - The library is hidden.
 * @fires tintype-library-identity - Somebody signed in or out; `detail` says who, and whether they are authorised.
 * @fires tintype-library-error - Something failed; `detail` has message, code and HTTP status.
 * @slot trigger - Your own button instead of ours.
 * @slot header - Title of the window.
 * @csspart dialog - The window.
 * @csspart backdrop - What lies behind the window.
 * @csspart header - The bar with title and buttons of the window.
 * @cssproperty --tintype-color-accent - Colour of actions and of what is chosen.
 * @cssproperty --tintype-library-inline-height - Height when inline; 720px.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { LiveRegion } from '../kit/a11y/live-region.ts'
import { type Bases, resolveBases } from '../kit/api/base.ts'
import { Modal } from '../kit/dialog/modal.ts'
import { elementWithOptions } from '../kit/element-with-options.ts'
import { emitterFor } from '../kit/events.ts'
import { nearestLanguage } from '../kit/i18n/language.ts'
import { warnOnce } from '../kit/log.ts'
import { StoreController } from '../kit/store-controller.ts'
import { ThemeController } from '../kit/theme/theme-controller.ts'
import { tokenStyles } from '../kit/theme/tokens.ts'
import { type OptionChanges, openingOptions, readCompatOptions } from './compat-options.ts'
import type { MediaLibraryEvents } from './events.ts'
import { type LibraryTexts, libraryTexts } from './messages/texts.ts'
import { type MediaLibraryOptionName, type MediaLibraryOptions, mediaLibraryOptions } from './options.ts'
import { frame } from './parts/frame.ts'
import type { View } from './parts/view.ts'
import { createLibraryStore } from './store.ts'
import { frameStyles } from './styles/frame-styles.ts'

let made = 0

export class TintypeMediaLibrary extends elementWithOptions(mediaLibraryOptions) {
  static override readonly styles = [tokenStyles, frameStyles]
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
  readonly #modal = new Modal(this, {
    dialog: () => this.renderRoot.querySelector('dialog'),
    onCloseRequest: () => this.hide(),
    onForcedClose: () => this.hide(),
  })
  /** What the present opening says otherwise than the options. */
  #opening: OptionChanges = {}
  #isDestroyed = false
  #texts: { readonly key: string; readonly texts: LibraryTexts } | undefined

  // Lifecycle

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.#isDestroyed) return
    if (this.hasAttribute('open') || (this.isInline && !this.option('withoutTrigger'))) this.show()
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after)
    if (name !== 'open' || !this.isConnected || (before === null) === (after === null)) return
    const isOpen = this.store.getState().display === 'shown'
    if (after !== null && !isOpen) this.show()
    if (after === null && isOpen) this.hide()
  }

  protected override willUpdate(): void {
    // Styles hang on the attribute; `inlineContainer` and the property mean the same.
    this.toggleAttribute('inline', this.isInline)
    this.#theme.apply(this.option('theme'), this.option('styles'))
  }

  protected override updated(_changed: PropertyValues): void {
    const { display } = this.store.getState()
    if (this.isInline || display !== 'shown') this.#modal.close()
    else this.#modal.open()
    this.toggleAttribute('open', display === 'shown' && !this.isInline)
  }

  // Methods of the page

  /** Shows the library; options are for this opening only. */
  show(options?: object): this {
    if (this.#isDestroyed) {
      warnOnce('This Media Library was destroyed; show() does nothing')
      return this
    }
    this.#opening = openingOptions(options)
    this.#display('shown')
    return this
  }

  hide(): this {
    this.#display('hidden')
    return this
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.#modal.close()
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
    if (!Object.hasOwn(this.#opening, name)) return super.option(name)
    const definition = mediaLibraryOptions[name]
    try {
      return definition.read(this.#opening[name]) as MediaLibraryOptions[Name]
    } catch (error) {
      warnOnce(`show(): ${name}: ${error instanceof Error ? error.message : error}. It is ignored.`)
      return super.option(name)
    }
  }

  bases(): Bases {
    return resolveBases({ apiBase: this.option('apiBase'), deliveryBase: this.option('deliveryBase') })
  }

  texts(): LibraryTexts {
    const language = this.option('language') ?? nearestLanguage(this)
    const key = JSON.stringify([language, this.option('text')])
    if (this.#texts?.key !== key) this.#texts = { key, texts: libraryTexts(language, this.option('text')) }
    return this.#texts.texts
  }

  get isInline(): boolean {
    return this.option('inline') || this.option('inlineContainer') !== undefined
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
    return {
      state: this.#state.value,
      options: this.options,
      texts: this.texts(),
      actions: { close: () => void this.hide() },
      isInline: this.isInline,
    }
  }

  #display(display: 'hidden' | 'shown'): void {
    if (this.store.getState().display === display) return
    this.store.patch({ display })
    // The dialog is on the screen when this returns, so that a test or a page need not wait for a frame.
    if (this.isConnected && this.isUpdatePending) this.performUpdate()
    this.emit(display === 'shown' ? 'tintype-library-show' : 'tintype-library-hide', undefined)
  }

  readonly #onBackdropClick = (event: Event): void => {
    if (event.target === event.currentTarget) this.hide()
  }
}
