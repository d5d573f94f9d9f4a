/**
 * What can be done to everything that is selected: a row of buttons in the bar of the selection, each with a small window
 * of its own. Only what the session may do is offered; what the server refuses all the same is told.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { type IconName, icon } from '../../kit/icons/icons.ts'
import { adoptStyles } from '../../kit/theme/adopt-styles.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
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
import { CollectionChoice } from './collection-choice.ts'
import { FolderChoice } from './folder-choice.ts'
import { MetadataChoice } from './metadata-choice.ts'
import { NameChoice } from './name-choice.ts'
import { TagChoice } from './tag-choice.ts'
import { isDescribed, isPicture, wordsOf } from './words.ts'
import { WordsChoice } from './words-choice.ts'
import { wordsStyles } from './words-styles.ts'

const TASKS = ['tag', 'words', 'describe', 'rename', 'move', 'collect', 'uncollect', 'delete'] as const
type Task = (typeof TASKS)[number]
/** Those that ask something before they begin. */
type Asking = Exclude<Task, 'uncollect'>

export function create(context: LibraryContext): Part {
  addTexts(enPreview)
  addTexts(enBulk)
  adoptStyles(context.root, editStyles)
  adoptStyles(context.root, bulkStyles)
  adoptStyles(context.root, wordsStyles)
  return new Bulk(context)
}

class Bulk implements Part {
  readonly #context: LibraryContext
  readonly #work: BulkWork
  readonly #tags: TagChoice
  readonly #folders: FolderChoice
  readonly #metadata: MetadataChoice
  readonly #words: WordsChoice
  readonly #names: NameChoice
  readonly #collections: CollectionChoice
  #task: Asking | undefined

  constructor(context: LibraryContext) {
    this.#context = context
    this.#work = new BulkWork(context)
    this.#tags = new TagChoice(context)
    this.#folders = new FolderChoice(context)
    this.#metadata = new MetadataChoice(context)
    this.#words = new WordsChoice(context)
    this.#names = new NameChoice(context)
    this.#collections = new CollectionChoice(context)
  }

  render(view: View): TemplateResult | typeof nothing {
    const { selection } = view.state
    const tasks = this.#tasks(selection)
    if (selection.length === 0) this.#task = undefined
    return html`<div class="bulk" part="bulk" role="group" aria-label=${view.texts.text('bulk.label')}>
      ${this.#coverage(view)}
      ${tasks.map((task) => this.#button(view, task))}
      ${this.#task ? this.#window(view, this.#task, selection) : nothing}
    </div>`
  }

  #button({ texts }: View, task: Task): TemplateResult {
    const label = texts.text(`bulk.${task}`)
    return html`<button
      class="button quiet small ${task === 'delete' ? 'danger' : ''}"
      part="button bulk-${task}"
      type="button"
      title=${label}
      aria-haspopup=${task === 'uncollect' ? nothing : 'dialog'}
      aria-expanded=${task === 'uncollect' ? nothing : this.#task === task ? 'true' : 'false'}
      ?disabled=${this.#work.isBusy}
      @click=${() => this.#open(task)}
    >
      ${task in ICONS ? icon(ICONS[task as keyof typeof ICONS]) : bulkIcon(task as Exclude<Task, keyof typeof ICONS>)}
      <span>${label}</span>
    </button>`
  }

  #tasks(selection: readonly LibraryAsset[]): readonly Task[] {
    const isBeside = selection.some(({ asset_folder: folder }) => folder !== undefined)
    const { place } = this.#context.store.getState().query
    const mayChange = (operation: string): boolean =>
      this.#context.may('assets.change_many') && this.#context.may(operation)
    const may: Readonly<Record<Task, boolean>> = {
      tag: mayChange('assets.tags'),
      words: mayChange('assets.context'),
      describe: mayChange('assets.metadata') && this.#metadata.isPossible,
      // Without folders beside it an asset has no name but its public ID.
      rename: isBeside && mayChange('assets.update_by_id'),
      move: mayChange(isBeside ? 'assets.update_by_id' : 'assets.rename'),
      collect: this.#context.may('widgets.collections.add'),
      uncollect: place.kind === 'collection' && this.#context.may('widgets.collections.remove'),
      delete: this.#context.may('resources.delete_by_asset_ids'),
    }
    return TASKS.filter((task) => may[task])
  }

  /** How many of the chosen pictures say what they show. */
  #coverage({ state, texts }: View): TemplateResult | typeof nothing {
    const pictures = state.selection.filter(isPicture)
    if (pictures.length === 0) return nothing
    const described = pictures.filter((asset) => isDescribed(wordsOf(asset))).length
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
    if (task === 'uncollect') {
      const { place } = this.#context.store.getState().query
      if (place.kind === 'collection') void this.#work.takeOut(selection, place.id, place.name)
      return
    }
    this.#task = this.#task === task ? undefined : task
    if (this.#task === 'tag') this.#tags.begin()
    if (this.#task === 'move') this.#folders.begin(selection)
    if (this.#task === 'words') this.#words.begin(selection)
    if (this.#task === 'describe') this.#metadata.begin(selection)
    if (this.#task === 'rename') this.#names.begin()
    if (this.#task === 'collect') this.#collections.begin()
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

  #window(view: View, task: Asking, selection: readonly LibraryAsset[]): TemplateResult {
    const { texts } = view
    const isBusy = this.#work.isBusy
    return html`<div
      class="bulk-window ${task === 'words' ? 'wide' : ''}"
      part="bulk-window"
      role=${task === 'delete' ? 'alertdialog' : 'dialog'}
      aria-labelledby="bulk-title"
      aria-describedby=${task === 'delete' ? 'bulk-warning' : nothing}
      aria-busy=${isBusy ? 'true' : 'false'}
      tabindex="-1"
      @keydown=${this.#onKey}
    >
      <h3 id="bulk-title" class="sheet-title">${texts.text(`bulk.${task}_title`, { num: selection.length })}</h3>
      ${task === 'tag' ? this.#tags.render(selection) : nothing}
      ${task === 'move' ? this.#folders.render() : nothing}
      ${task === 'words' ? this.#words.render(selection) : nothing}
      ${task === 'describe' ? this.#metadata.render(selection) : nothing}
      ${task === 'rename' ? this.#names.render(selection) : nothing}
      ${task === 'collect' ? this.#collections.render() : nothing}
      ${task === 'delete' ? this.#warning(view, selection) : nothing}
      ${this.#progress(view)}
      <div class="button-row end">
        ${
          isBusy
            ? html`<button class="button quiet" part="button bulk-stop" type="button" @click=${() => this.#work.stop()}>
                ${texts.text('bulk.stop')}
              </button>`
            : html`<button class="button quiet" part="button" type="button" @click=${() => this.#close()}>${texts.text('cancel')}</button>`
        }
        <button
          class="button primary ${task === 'delete' ? 'danger' : ''}"
          part="button button-primary bulk-confirm"
          type="button"
          ?disabled=${isBusy || !this.#isReady(task, selection)}
          @click=${() => this.#run(task, selection)}
        >
          ${texts.text(isBusy ? 'bulk.working' : CONFIRM[task])}
        </button>
      </div>
    </div>`
  }

  #warning({ texts }: View, selection: readonly LibraryAsset[]): TemplateResult {
    const lost = selection.filter((asset) => !this.#work.canRestore(asset)).length
    return html`<p id="bulk-warning" class="muted">
      ${lost === selection.length ? texts.text('bulk.delete_final') : texts.text('bulk.delete_partly', { num: lost })}
    </p>`
  }

  #progress({ texts }: View): TemplateResult | typeof nothing {
    const { progress } = this.#work
    if (!progress || progress.total === 0) return nothing
    const { done, total } = progress
    const label = texts.text('bulk.progress', { number: done, total })
    return html`<div class="bulk-progress" part="bulk-progress">
      <progress max=${total} .value=${done} aria-label=${texts.text('bulk.working')}>${label}</progress>
      <span class="muted small">${label}</span>
    </div>`
  }

  #isReady(task: Asking, selection: readonly LibraryAsset[]): boolean {
    const ready: Readonly<Record<Asking, () => boolean>> = {
      tag: () => this.#tags.isChange,
      words: () => this.#words.isReady(selection),
      describe: () => this.#metadata.isReady,
      rename: () => this.#names.isReady(selection),
      move: () => this.#folders.isChosen,
      collect: () => this.#collections.chosen !== undefined,
      delete: () => true,
    }
    return ready[task]()
  }

  #run(task: Asking, selection: readonly LibraryAsset[]): void {
    const { path, name } = this.#folders
    const { chosen } = this.#collections
    const run: Readonly<Record<Asking, () => Promise<boolean>>> = {
      tag: () => this.#work.changeTags(selection, this.#tags.change),
      words: () => this.#work.word(selection, this.#words.wishFor),
      describe: () => this.#work.describe(selection, this.#metadata.values),
      rename: () => this.#work.rename(selection, this.#names.namer(selection.length)),
      move: () => this.#work.move(selection, path, name),
      collect: async () => chosen !== undefined && this.#work.collect(selection, chosen.id, chosen.name),
      delete: () => this.#work.remove(selection),
    }
    void this.#finish(run[task]())
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
      ;(
        window?.querySelector<HTMLElement>(
          '.tag-entry input, .words-radios input:checked, .fields-choice input, #bulk-pattern',
        ) ?? window
      )?.focus()
    })
  }
}

const CONFIRM = {
  tag: 'bulk.tag_save',
  words: 'edit.save',
  describe: 'edit.save',
  rename: 'bulk.rename',
  collect: 'bulk.collect_save',
  move: 'bulk.move_here',
  delete: 'bulk.delete_anyway',
} as const satisfies Record<Asking, string>

const ICONS = { describe: 'file', move: 'folder', delete: 'trash' } as const satisfies Partial<Record<Task, IconName>>
