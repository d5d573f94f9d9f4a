/**
 * A part that is loaded when it is first needed and has a state of its own: its module exports `create(context)`, which is
 * called once per library; `render` is called with every render of the library while the part is wanted.
 */
import { html, type nothing, type ReactiveControllerHost, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { LazyPart } from '../../kit/lazy-part.ts'
import type { LibraryContext } from '../library-context.ts'
import type { View } from './view.ts'

export interface Part {
  render(view: View): TemplateResult | typeof nothing
  /** The library has been taken out of the page, or is hidden for good. */
  disconnected?(): void
}

export interface PartModule<Made extends Part = Part> {
  create(context: LibraryContext): Made
}

export class LaterPart<Made extends Part = Part> {
  readonly #context: LibraryContext
  readonly #lazy: LazyPart<PartModule<Made>>
  #loading: Promise<void> | undefined
  #made: Made | undefined

  constructor(host: ReactiveControllerHost, context: LibraryContext, load: () => Promise<PartModule<Made>>) {
    this.#context = context
    this.#lazy = new LazyPart(host, load)
  }

  /** It, once it is there; loads it when it is not. Undefined when it cannot be loaded: `show` says so. */
  async get(): Promise<Made | undefined> {
    await this.#load()
    const { state } = this.#lazy
    return state.phase === 'ready' ? this.#make(state.module) : undefined
  }

  /** It, when it is there already. */
  get present(): Made | undefined {
    return this.#made
  }

  /** The part; until it is there that it comes, or that it cannot. */
  show(view: View): TemplateResult | typeof nothing {
    void this.#load()
    const { state } = this.#lazy
    if (state.phase === 'ready') return this.#make(state.module).render(view)
    if (state.phase === 'loading') {
      return html`<div class="later" part="loading" data-say="polite" aria-busy="true">
        <p class="muted">${view.texts.text('loading')}</p>
      </div>`
    }
    return html`
      <div class="later" part="error" data-say="assertive">
        <div class="sheet-icon danger">${icon('offline')}</div>
        <h3 class="sheet-title">${view.texts.text('loading.failed_title')}</h3>
        <p class="muted">${view.texts.text('loading.failed')}</p>
        <button class="button primary" part="button button-primary" type="button" @click=${() => this.#load(true)}>
          ${view.texts.text('retry')}
        </button>
      </div>
    `
  }

  disconnected(): void {
    this.#made?.disconnected?.()
    this.#made = undefined
  }

  #load(isAgain = false): Promise<void> {
    if (!this.#loading || isAgain) this.#loading = this.#lazy.load()
    return this.#loading
  }

  #make(module: PartModule<Made>): Made {
    this.#made ??= module.create(this.#context)
    return this.#made
  }
}
