/**
 * What can be done to everything that is selected: a row of buttons in the bar of the selection, each with a small window
 * of its own. Only what the session may do is offered; what the server refuses all the same is told.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { adoptStyles } from '../../kit/theme/adopt-styles.ts'
import { contextOf, type LibraryAsset } from '../api/library-asset.ts'
import { editStyles } from '../edit/edit-styles.ts'
import type { LibraryContext } from '../library-context.ts'
import { enBulk } from '../messages/en-bulk.ts'
import { enPreview } from '../messages/en-preview.ts'
import { addTexts } from '../messages/texts.ts'
import type { Part } from '../parts/later-part.ts'
import type { View } from '../parts/view.ts'
import { bulkIcon } from './bulk-icons.ts'
import { bulkStyles } from './bulk-styles.ts'
import { BulkWork } from './bulk-work.ts'
import { FolderChoice } from './folder-choice.ts'
import { TagChoice } from './tag-choice.ts'

type Task = 'tag' | 'move' | 'delete'

export function create(context: LibraryContext): Part {
  addTexts(enPreview)
  addTexts(enBulk)
  adoptStyles(context.root, editStyles)
  adoptStyles(context.root, bulkStyles)
  return new Bulk(context)
}

class Bulk implements Part {
  readonly #context: LibraryContext
  readonly #work: BulkWork
  readonly #tags: TagChoice
  readonly #folders: FolderChoice
  #task: Task | undefined

  constructor(context: LibraryContext) {
    this.#context = context
    this.#work = new BulkWork(context)
    this.#tags = new TagChoice(context)
    this.#folders = new FolderChoice(context)
  }

  render(view: View): TemplateResult | typeof nothing {
    const { selection } = view.state
    const tasks = this.#tasks(selection)
    if (selection.length === 0) this.#task = undefined
    return html`<div class="bulk" part="bulk" role="group" aria-label=${view.texts.text('bulk.label')}>
      ${this.#coverage(view)}
      ${tasks.map(
        (task) => html`<button
          class="button quiet small ${task === 'delete' ? 'danger' : ''}"
          part="button bulk-${task}"
          type="button"
          aria-haspopup="dialog"
          aria-expanded=${this.#task === task ? 'true' : 'false'}
          ?disabled=${this.#work.isBusy}
          @click=${() => this.#open(task)}
        >
          ${task === 'delete' ? icon('trash') : task === 'move' ? icon('folder') : bulkIcon('tag')}
          <span>${view.texts.text(`bulk.${task}`)}</span>
        </button>`,
      )}
      ${this.#task ? this.#window(view, this.#task, selection) : nothing}
    </div>`
  }

  #tasks(selection: readonly LibraryAsset[]): readonly Task[] {
    const isBeside = selection.some(({ asset_folder: folder }) => folder !== undefined)
    const may: Readonly<Record<Task, boolean>> = {
      tag: this.#context.may('assets.tags'),
      move: this.#context.may(isBeside ? 'assets.update_by_id' : 'assets.rename'),
      delete: this.#context.may('resources.delete_by_asset_ids'),
    }
    return (['tag', 'move', 'delete'] as const).filter((task) => may[task])
  }

  /** How many of the chosen pictures say what they show. */
  #coverage({ state, texts }: View): TemplateResult | typeof nothing {
    const pictures = state.selection.filter(({ resource_type: type }) => type === 'image')
    if (pictures.length === 0) return nothing
    const described = pictures.filter((asset) => {
      const { alt, decorative } = contextOf(asset)
      return Boolean(alt) || decorative === 'true'
    }).length
    return html`<span class="bulk-coverage small ${described === pictures.length ? 'muted' : 'partly'}" part="alt-coverage">
      ${texts.text('bulk.coverage', { num: pictures.length, described })}
    </span>`
  }

  #open(task: Task): void {
    const { selection } = this.#context.store.getState()
    if (task === 'delete' && selection.every((asset) => this.#work.canRestore(asset))) {
      void this.#work.remove(selection)
      return
    }
    this.#task = this.#task === task ? undefined : task
    if (this.#task === 'tag') this.#tags.begin()
    if (this.#task === 'move') this.#folders.begin(selection)
    this.#context.requestUpdate()
    if (this.#task) this.#focusSoon()
  }

  #close(): void {
    const task = this.#task
    this.#task = undefined
    this.#context.requestUpdate()
    this.#context.root.querySelector<HTMLElement>(`[part~="bulk-${task}"]`)?.focus()
  }

  async #finish(work: Promise<boolean>): Promise<void> {
    if (await work) this.#close()
  }

  #window(view: View, task: Task, selection: readonly LibraryAsset[]): TemplateResult {
    const { texts } = view
    const isBusy = this.#work.isBusy
    return html`<div
      class="bulk-window"
      part="bulk-window"
      role=${task === 'delete' ? 'alertdialog' : 'dialog'}
      aria-labelledby="bulk-title"
      aria-busy=${isBusy ? 'true' : 'false'}
      tabindex="-1"
      @keydown=${this.#onKey}
    >
      <h3 id="bulk-title" class="sheet-title">${texts.text(`bulk.${task}_title`, { num: selection.length })}</h3>
      ${task === 'tag' ? this.#tags.render(selection) : nothing}
      ${task === 'move' ? this.#folders.render() : nothing}
      ${task === 'delete' ? this.#warning(view, selection) : nothing}
      <div class="button-row end">
        <button class="button quiet" part="button" type="button" @click=${() => this.#close()}>${texts.text('cancel')}</button>
        <button
          class="button primary ${task === 'delete' ? 'danger' : ''}"
          part="button button-primary bulk-confirm"
          type="button"
          ?disabled=${isBusy || !this.#isReady(task)}
          @click=${() => this.#run(task, selection)}
        >
          ${texts.text(isBusy ? 'bulk.working' : CONFIRM[task])}
        </button>
      </div>
    </div>`
  }

  #warning({ texts }: View, selection: readonly LibraryAsset[]): TemplateResult {
    const lost = selection.filter((asset) => !this.#work.canRestore(asset)).length
    return html`<p class="muted">
      ${lost === selection.length ? texts.text('bulk.delete_final') : texts.text('bulk.delete_partly', { num: lost })}
    </p>`
  }

  #isReady(task: Task): boolean {
    if (task === 'tag') return this.#tags.isChange
    return task !== 'move' || this.#folders.isChosen
  }

  #run(task: Task, selection: readonly LibraryAsset[]): void {
    if (task === 'tag') void this.#finish(this.#work.changeTags(selection, this.#tags.change))
    if (task === 'delete') void this.#finish(this.#work.remove(selection))
    if (task !== 'move') return
    const { path, name } = this.#folders
    void this.#finish(this.#work.move(selection, path, name))
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    this.#close()
  }

  #focusSoon(): void {
    // After the render that shows it.
    setTimeout(() => {
      const window = this.#context.root.querySelector<HTMLElement>('.bulk-window')
      ;(window?.querySelector<HTMLElement>('.tag-entry input') ?? window)?.focus()
    })
  }
}

const CONFIRM = {
  tag: 'bulk.tag_save',
  move: 'bulk.move_here',
  delete: 'bulk.delete_anyway',
} as const satisfies Record<Task, string>
