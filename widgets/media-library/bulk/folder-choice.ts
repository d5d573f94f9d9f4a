/** The folder that what is selected is moved to: walked through step by step, with a new one where none fits. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { LibraryError } from '../api/answer.ts'
import { assetActions } from '../api/asset-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { LibraryContext } from '../library-context.ts'
import type { Folder } from '../types.ts'
import { bulkIcon } from './bulk-icons.ts'
import { folderOf } from './bulk-work.ts'
import { insteadOfList, newNameForm } from './choice-list.ts'

export class FolderChoice {
  readonly #context: LibraryContext
  path = ''
  #from: readonly string[] = []
  #folders: readonly Folder[] | undefined
  #error: LibraryError | undefined
  #asking: AbortController | undefined

  constructor(context: LibraryContext) {
    this.#context = context
  }

  get name(): string {
    return this.path === '' ? this.#context.texts().text('bulk.move_home') : this.path
  }

  /** Somewhere else than where all of them lie already. */
  get isChosen(): boolean {
    return this.#from.some((folder) => folder !== this.path)
  }

  begin(selection: readonly LibraryAsset[]): void {
    this.#from = selection.map(folderOf)
    void this.#go(this.#from[0] ?? '')
  }

  render(): TemplateResult {
    const texts = this.#context.texts()
    return html`<div class="folder-choice">
      <p class="folder-path"><span class="muted">${icon('folder')}</span><bdi>${this.name}</bdi></p>
      ${
        this.path === this.#context.store.getState().reach
          ? nothing
          : html`<button class="folder-entry" part="button" type="button" @click=${() => this.#go(parentOf(this.path))}>
              ${bulkIcon('up')}${texts.text('bulk.move_up')}
            </button>`
      }
      ${this.#list()}
      ${
        this.#context.may('folders.create')
          ? newNameForm(texts, { label: texts.text('bulk.move_new'), maxLength: 200, create: this.#create })
          : nothing
      }
    </div>`
  }

  #list(): TemplateResult | typeof nothing {
    const texts = this.#context.texts()
    const listed = { error: this.#error, items: this.#folders, empty: texts.text('bulk.move_empty') }
    const instead = insteadOfList(texts, listed)
    if (instead || !this.#folders) return instead ?? nothing
    return html`<ul class="folder-list" aria-label=${texts.text('bulk.move_folders')}>
      ${this.#folders.map(
        ({ name, path }) => html`<li>
          <button class="folder-entry" part="button" type="button" data-path=${path} @click=${() => this.#go(path)}>
            ${icon('folder')}<bdi>${name}</bdi>
          </button>
        </li>`,
      )}
    </ul>`
  }

  async #go(path: string): Promise<void> {
    this.#asking?.abort()
    const asking = new AbortController()
    this.#asking = asking
    this.path = path
    this.#folders = undefined
    this.#error = undefined
    this.#context.requestUpdate()
    const answer = await this.#context.api.folders(path, undefined, asking.signal)
    if (asking.signal.aborted) return
    if (answer.ok) this.#folders = answer.value.items
    else this.#error = answer.error
    this.#context.requestUpdate()
  }

  readonly #create = async (given: string): Promise<boolean> => {
    const name = given.replaceAll('/', ' ')
    const path = this.path === '' ? name : `${this.path}/${name}`
    const actions = assetActions(this.#context.api.requester, this.#context.api.cloudName)
    const answer = await actions.createFolder(path)
    if (answer.ok) await this.#go(path)
    else {
      this.#error = answer.error
      this.#context.requestUpdate()
    }
    return answer.ok
  }
}

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}
