/**
 * One asset, large (M5): what it looks or sounds like, what is known about it, and the ways on: the neighbours in the
 * results, taking it, changing what is said about it, transforming it. Lies over the results; Escape goes back to them.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { adoptStyles } from '../../kit/theme/adopt-styles.ts'
import { type LibraryAsset, nameOf } from '../api/library-asset.ts'
import { isUndoKey } from '../controllers/undo-key.ts'
import { createEditor, type Editor } from '../edit/editor.ts'
import type { LibraryContext } from '../library-context.ts'
import { enPreview } from '../messages/en-preview.ts'
import { addTexts, type LibraryMessageKey } from '../messages/texts.ts'
import type { Part } from '../parts/later-part.ts'
import type { View } from '../parts/view.ts'
import { Transformer } from '../transform/transformer.ts'
import { DerivedFiles } from './derived-files.ts'
import { detailsStyles } from './details-styles.ts'
import { addressOf } from './picture-address.ts'
import { type OtherFiles, previewDetails } from './preview-details.ts'
import { previewIcon } from './preview-icons.ts'
import { isFree } from './preview-keys.ts'
import { type Panel, PreviewModel } from './preview-model.ts'
import { previewStage } from './preview-stage.ts'
import { previewStyles } from './preview-styles.ts'
import { stageStyles } from './stage-styles.ts'
import { Versions } from './versions.ts'
import { withoutAsset } from './without-asset.ts'

export function create(context: LibraryContext): Part {
  addTexts(enPreview)
  adoptStyles(context.root, previewStyles)
  adoptStyles(context.root, detailsStyles)
  adoptStyles(context.root, stageStyles)
  return new Preview(context)
}

class Preview implements Part {
  readonly #context: LibraryContext
  readonly #model: PreviewModel
  readonly #editor: Editor
  readonly #transformer: Transformer
  readonly #others: OtherFiles
  readonly #unsubscribe: () => void

  constructor(context: LibraryContext) {
    this.#context = context
    this.#model = new PreviewModel(context)
    this.#editor = createEditor(this.#model)
    this.#transformer = new Transformer(this.#model)
    this.#others = { versions: new Versions(this.#model), derived: new DerivedFiles(this.#model) }
    // Nobody draws what is closed: it is told here.
    this.#unsubscribe = context.store.subscribe(({ preview }, before) => {
      if (preview !== undefined || before.preview === undefined) return
      this.#model.follow(undefined)
      this.#others.versions.end()
      this.#giveFocusBack()
    })
    this.#model.onAsked = () => setTimeout(() => this.#focus('.preview-question [data-autofocus]'))
    this.#model.isDirty = () => this.#model.panel === 'edit' && this.#editor.isDirty()
  }

  render(view: View): TemplateResult | typeof nothing {
    const wanted = view.state.preview?.key
    const isOther = this.#model.follow(wanted)
    if (!wanted) return nothing
    if (isOther) this.#focusSoon()
    const { asset, error } = this.#model
    this.#others.versions.follow(asset)
    this.#others.derived.follow(asset)
    return html`
      <section
        class="preview"
        part="preview"
        tabindex="-1"
        aria-label=${asset ? nameOf(asset) : view.texts.text('preview.title')}
        aria-busy=${this.#model.details || error ? 'false' : 'true'}
        @keydown=${this.#onKey}
      >
        ${this.#header(view, asset)}
        ${asset && !(error && error.code === 'not_found') ? this.#body(view, asset) : withoutAsset(view, this.#model)}
        ${this.#model.leaving ? this.#question(view) : nothing}
      </section>
    `
  }

  disconnected(): void {
    this.#unsubscribe()
    this.#others.versions.end()
    this.#model.end()
  }

  #header({ texts, state, options }: View, asset: LibraryAsset | undefined): TemplateResult {
    const { index } = this.#model
    const { pages } = this.#context
    const isSelected = asset !== undefined && this.#context.store.isSelected(asset)
    return html`<header class="preview-header" ?inert=${this.#model.leaving !== undefined}>
      <button class="icon-button" part="button preview-close" type="button" title=${texts.text('preview.back')} @click=${() => this.#model.close()}>${previewIcon('back')}</button>
      <h3 class="preview-name"><bdi>${asset ? nameOf(asset) : texts.text('preview.title')}</bdi></h3>
      ${
        index === undefined
          ? nothing
          : html`<div class="preview-steps">
              ${this.#step(-1, texts.text('preview.previous'))}
              <span class="muted small preview-position">
                ${texts.text('preview.position', { number: index + 1, total: pages.total })}
              </span>
              ${this.#step(1, texts.text('preview.next'))}
            </div>`
      }
      ${
        asset === undefined || options.insertCaption === ''
          ? nothing
          : html`<button class="button ${isSelected ? 'primary' : 'quiet'} small" part="button preview-select" type="button"
              aria-pressed=${isSelected ? 'true' : 'false'} ?disabled=${state.isInserting}
              @click=${() => this.#context.toggle(asset)}>
              ${isSelected ? icon('check') : nothing}${texts.text(isSelected ? 'preview.selected' : 'preview.select')}
            </button>`
      }
    </header>`
  }

  #step(by: 1 | -1, label: string): TemplateResult {
    const isPossible = this.#model.canStep(by)
    return html`<button class="icon-button" part="button ${by < 0 ? 'preview-previous' : 'preview-next'}" type="button"
      title=${label} aria-disabled=${isPossible ? 'false' : 'true'}
      @click=${() => this.#model.step(by)}>${previewIcon(by < 0 ? 'previous' : 'next')}</button>`
  }

  #body(view: View, asset: LibraryAsset): TemplateResult {
    // The next one may have fewer panels than the one before.
    if (!this.#panels(asset).includes(this.#model.panel)) this.#model.panel = 'details'
    const { panel } = this.#model
    const isBesidePicture = panel === 'transform' || (panel === 'edit' && this.#editor.areas.isOpen)
    return html`<div class="preview-body ${isBesidePicture ? '' : 'reading'}" ?inert=${this.#model.leaving !== undefined}>
      <div class="stage">
        ${this.#stage(asset)}
      </div>
      <div class="preview-side">
        ${this.#tabs(view, asset)}
        <div id="preview-panel" class="preview-panel" role="tabpanel" aria-labelledby="preview-tab-${panel}" tabindex="0">
          ${this.#panel(asset)}
        </div>
        ${panel === 'details' ? this.#open(view, asset) : nothing}
      </div>
    </div>`
  }

  #stage(asset: LibraryAsset): TemplateResult {
    const { panel } = this.#model
    if (panel === 'edit' && this.#editor.areas.isOpen) return this.#editor.areas.stage(asset)
    const version = panel === 'details' ? this.#others.versions.stage(asset) : undefined
    return version ?? (panel === 'transform' ? this.#transformer.stage(asset) : previewStage(this.#model, asset))
  }

  #panel(asset: LibraryAsset): TemplateResult {
    const { panel } = this.#model
    if (panel === 'edit') return this.#editor.render(asset)
    return panel === 'transform' ? this.#transformer.render(asset) : previewDetails(this.#model, asset, this.#others)
  }

  #panels(asset: LibraryAsset): readonly Panel[] {
    return [
      'details',
      ...(this.#context.may('assets.update_by_id') ? ['edit' as const] : []),
      ...(this.#transformer.isPossible(asset) ? ['transform' as const] : []),
    ]
  }

  #tabs({ texts }: View, asset: LibraryAsset): TemplateResult | typeof nothing {
    const panels = this.#panels(asset)
    if (panels.length === 1) return nothing
    const label: Record<Panel, LibraryMessageKey> = {
      details: 'preview.details',
      edit: 'preview.edit',
      transform: 'preview.transform',
    }
    return html`<div class="preview-tabs" role="tablist" aria-label=${texts.text('preview.title')} @keydown=${this.#onTabKey}>
      ${panels.map((panel) => {
        const isActive = panel === this.#model.panel
        return html`<button id="preview-tab-${panel}" class="preview-tab" part="tab" role="tab" type="button"
          aria-selected=${isActive ? 'true' : 'false'} aria-controls="preview-panel" tabindex=${isActive ? 0 : -1}
          data-panel=${panel} @click=${() => this.#model.show(panel)}>${texts.text(label[panel])}</button>`
      })}
    </div>`
  }

  #open({ texts, options }: View, asset: LibraryAsset): TemplateResult | typeof nothing {
    const sandbox = options.sandboxAttributes
    if (sandbox && !sandbox.includes('allow-popups')) return nothing
    return html`<footer class="preview-footer">
      <a class="button quiet small" part="button" href=${addressOf(asset)} target="_blank" rel="noopener noreferrer">
        ${previewIcon('out')}${texts.text('preview.open_file')}
      </a>
    </footer>`
  }

  #question({ texts }: View): TemplateResult {
    return html`<div class="preview-question" role="alertdialog" aria-labelledby="leave-title" aria-describedby="leave-text">
      <div class="preview-question-box">
        <h4 id="leave-title" class="sheet-title">${texts.text('edit.dirty_title')}</h4>
        <p id="leave-text" class="muted">${texts.text('edit.dirty')}</p>
        <div class="button-row end">
          <button class="button quiet" part="button" type="button" @click=${() => this.#model.decide(true)}>
            ${texts.text('edit.discard')}
          </button>
          <button class="button primary" part="button button-primary" type="button" data-autofocus @click=${() => this.#keep()}>
            ${texts.text('edit.keep')}
          </button>
        </div>
      </div>
    </div>`
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      if (this.#model.leaving) this.#keep()
      else if (!this.#editor.stepOut() && !this.#others.versions.stepOut()) this.#model.close()
      return
    }
    if (isFree(event) && isUndoKey(event) && this.#others.versions.undo()) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !isFree(event)) return
    const isRightToLeft = this.#context.texts().direction === 'rtl'
    const act = {
      ArrowLeft: () => this.#model.step(isRightToLeft ? 1 : -1),
      ArrowRight: () => this.#model.step(isRightToLeft ? -1 : 1),
      '+': () => this.#model.zoomBy(1),
      '-': () => this.#model.zoomBy(-1),
      '0': () => this.#model.zoomBy(0),
      ' ': () => this.#model.asset && this.#context.toggle(this.#model.asset),
      ...(this.#turnsPages(event) && {
        PageUp: () => this.#model.turnTo(this.#model.page - 1),
        PageDown: () => this.#model.turnTo(this.#model.page + 1),
      }),
    }[event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  /** Where these keys do not scroll what is read. */
  #turnsPages({ target }: Event): boolean {
    return (this.#model.asset?.pages ?? 1) > 1 && (target as HTMLElement).closest('[role=tabpanel]') === null
  }

  readonly #onTabKey = (event: KeyboardEvent): void => {
    if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    const tabs = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]')]
    const at = tabs.indexOf(event.target as HTMLElement)
    const forward = (event.key === 'ArrowRight') === (this.#context.texts().direction === 'ltr')
    const to =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? tabs.length - 1
          : (at + (forward ? 1 : -1) + tabs.length) % tabs.length
    tabs[to]?.focus()
    tabs[to]?.click()
  }

  /** To the one that was looked at last: what had the focus before may be out of sight by now. */
  #giveFocusBack(): void {
    const { store } = this.#context
    setTimeout(() => {
      const { active, preview, display } = store.getState()
      if (preview === undefined && display === 'shown') this.#context.focusResult(active)
    })
  }

  /** Goes on writing, where people were. */
  #keep(): void {
    this.#model.decide(false)
    setTimeout(() => this.#focus('.preview'))
  }

  #focus(selector: string): void {
    this.#context.root.querySelector<HTMLElement>(selector)?.focus()
  }

  /** Reading begins where the view begins; buttons that people were pressing keep the focus. */
  #focusSoon(): void {
    const { root } = this.#context
    void Promise.resolve().then(() => {
      root.querySelector('.preview-body')?.scrollTo({ top: 0, behavior: 'instant' })
      const section = root.querySelector<HTMLElement>('.preview')
      if (section && !section.contains(root.activeElement)) section.focus()
    })
  }
}
