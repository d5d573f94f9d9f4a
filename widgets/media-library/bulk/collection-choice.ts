/** The collection that everything selected is added to: one that there is, or a new one. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { LibraryError } from '../api/answer.ts'
import { bulkActions } from '../api/bulk-actions.ts'
import type { LibraryContext } from '../library-context.ts'
import type { Collection } from '../types.ts'

export class CollectionChoice {
  readonly #context: LibraryContext
  #collections: readonly Collection[] | undefined
  #error: LibraryError | undefined
  chosen: Pick<Collection, 'id' | 'name'> | undefined

  constructor(context: LibraryContext) {
    this.#context = context
  }

  begin(): void {
    this.chosen = undefined
    void this.#load()
  }

  render(): TemplateResult {
    const texts = this.#context.texts()
    return html`<div class="folder-choice">
      ${this.#list()}
      ${
        this.#context.may('widgets.collections.create')
          ? html`<form class="field-row" @submit=${this.#onCreate}>
              <input class="field" type="text" dir="auto" autocomplete="off" maxlength="255"
                placeholder=${texts.text('bulk.collect_new')} aria-label=${texts.text('bulk.collect_new')} />
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
    if (!this.#collections) return html`<p class="muted small" role="status">${texts.text('loading')}</p>`
    if (this.#collections.length === 0) return html`<p class="muted small">${texts.text('bulk.collect_none')}</p>`
    return html`<ul class="folder-list" aria-label=${texts.text('bulk.collect_choose')}>
      ${this.#collections.map((collection) => {
        const isChosen = collection.id === this.chosen?.id
        return html`<li>
          <button class="folder-entry" part="button" type="button" data-collection=${collection.id}
            aria-pressed=${isChosen ? 'true' : 'false'} @click=${() => this.#choose(collection)}>
            ${icon(isChosen ? 'check' : 'image')}<bdi>${collection.name}</bdi>
          </button>
        </li>`
      })}
    </ul>`
  }

  #choose(collection: Pick<Collection, 'id' | 'name'>): void {
    this.chosen = collection
    this.#context.requestUpdate()
  }

  async #load(): Promise<void> {
    this.#error = undefined
    const answer = await this.#context.api.collections()
    if (answer.ok) {
      this.#collections = answer.value.items
      // The sidebar lists the same ones.
      this.#context.store.patch({ collections: answer.value.items })
    } else this.#error = answer.error
    this.#context.requestUpdate()
  }

  readonly #onCreate = async (event: Event): Promise<void> => {
    event.preventDefault()
    const input = (event.currentTarget as HTMLFormElement).querySelector('input') as HTMLInputElement
    const name = input.value.trim()
    if (name === '') return
    const { requester, cloudName } = this.#context.api
    const answer = await bulkActions(requester, cloudName).createCollection(name)
    if (!answer.ok) {
      this.#error = answer.error
      this.#context.requestUpdate()
      return
    }
    input.value = ''
    await this.#load()
    this.#choose(answer.value)
  }
}
