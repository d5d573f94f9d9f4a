/** The collection that everything selected is added to: one that there is, or a new one. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { LibraryError } from '../api/answer.ts'
import { bulkActions } from '../api/bulk-actions.ts'
import type { LibraryContext } from '../library-context.ts'
import type { Collection } from '../types.ts'
import { insteadOfList, newNameForm } from './choice-list.ts'

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
          ? newNameForm(texts, { label: texts.text('bulk.collect_new'), maxLength: 255, create: this.#create })
          : nothing
      }
    </div>`
  }

  #list(): TemplateResult | typeof nothing {
    const texts = this.#context.texts()
    const listed = { error: this.#error, items: this.#collections, empty: texts.text('bulk.collect_none') }
    const instead = insteadOfList(texts, listed)
    if (instead || !this.#collections) return instead ?? nothing
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

  readonly #create = async (name: string): Promise<boolean> => {
    const { requester, cloudName } = this.#context.api
    const answer = await bulkActions(requester, cloudName).createCollection(name)
    if (answer.ok) {
      await this.#load()
      this.#choose(answer.value)
    } else {
      this.#error = answer.error
      this.#context.requestUpdate()
    }
    return answer.ok
  }
}
