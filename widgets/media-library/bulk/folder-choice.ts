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
          ? html`<form class="field-row" @submit=${this.#onCreate}>
              <input class="field" type="text" dir="auto" autocomplete="off" maxlength="200" placeholder=${texts.text('bulk.move_new')}
                aria-label=${texts.text('bulk.move_new')} />
              <button class="button quiet" part="button" type="submit">${texts.text('bulk.move_create')}</button>
            </form>`
          : nothing
      }
    </div>`
  }

  #list(): TemplateResult {
    const texts = this.#context.texts()
    if (this.#error) {
      return html`<p class="field-error" part="error" role="alert">
        ${icon('alert')}<span>${texts.text('bulk.failed', { message: this.#error.message })}</span>
      </p>`
    }
    if (!this.#folders) return html`<p class="muted small" role="status">${texts.text('loading')}</p>`
    if (this.#folders.length === 0) return html`<p class="muted small">${texts.text('bulk.move_empty')}</p>`
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

  readonly #onCreate = async (event: Event): Promise<void> => {
    event.preventDefault()
    const input = (event.currentTarget as HTMLFormElement).querySelector('input') as HTMLInputElement
    const name = input.value.trim().replaceAll('/', ' ')
    if (name === '') return
    const path = this.path === '' ? name : `${this.path}/${name}`
    const actions = assetActions(this.#context.api.requester, this.#context.api.cloudName)
    const answer = await actions.createFolder(path)
    if (!answer.ok) {
      this.#error = answer.error
      this.#context.requestUpdate()
      return
    }
    input.value = ''
    await this.#go(path)
  }
}

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}
