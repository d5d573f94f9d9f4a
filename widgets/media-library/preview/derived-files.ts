/** Files that were made from the asset: their addresses, and taking them away by those who may. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { AssetDetails, DerivedFile } from '../api/asset-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { PreviewModel } from './preview-model.ts'

/** People look for one; the rest on demand. */
const FIRST = 10
/** Beyond it nobody reads. */
const MOST_PAGES = 5

export class DerivedFiles {
  readonly #model: PreviewModel
  #of: string | undefined
  #isWhole = false
  #isBusy = false
  #problem: string | undefined

  constructor(model: PreviewModel) {
    this.#model = model
  }

  follow(asset: LibraryAsset | undefined): void {
    if (asset?.asset_id === this.#of) return
    this.#of = asset?.asset_id
    this.#isWhole = false
    this.#isBusy = false
    this.#problem = undefined
  }

  render({ derived: found = [], derived_next_cursor: cursor }: AssetDetails): TemplateResult | typeof nothing {
    if (found.length === 0) return nothing
    const texts = this.#model.context.texts()
    const shown = this.#isWhole ? found : found.slice(0, FIRST)
    const hasMore = shown.length < found.length || cursor !== undefined
    return html`
      <h4 class="details-title">${texts.text('preview.derived')}</h4>
      <ul class="details-files" part="derived">
        ${shown.map((file) => this.#row(file))}
      </ul>
      ${
        hasMore
          ? html`<button class="button quiet small" part="button derived-all" type="button" ?disabled=${this.#isBusy} @click=${() => void this.#all()}>
              ${texts.text('preview.derived_all', { number: `${texts.number(found.length)}${cursor === undefined ? '' : '+'}` })}
            </button>`
          : nothing
      }
      ${
        this.#problem
          ? html`<p class="field-error" part="error" data-say="assertive">${icon('alert')}<span>${this.#problem}</span></p>`
          : nothing
      }
    `
  }

  #row(file: DerivedFile): TemplateResult {
    const { context, copied } = this.#model
    const texts = context.texts()
    const name = file.transformation
    const address = location.protocol === 'https:' ? file.secure_url : file.url
    const copy = texts.text('preview.derived_copy', { name })
    const remove = texts.text('preview.derived_delete', { name })
    return html`<li>
      <span class="details-file">
        <code class="details-chain" dir="ltr">${name}</code>
        <span class="muted small">${file.bytes === undefined ? nothing : texts.bytes(file.bytes)}</span>
      </span>
      <span class="details-tools">
        <button class="icon-button" part="button derived-copy" type="button" title=${copy}
          @click=${() => this.#model.copy(address)}>${icon(copied === address ? 'check' : 'copy')}</button>
        ${
          file.id !== undefined && context.may('derived.delete')
            ? html`<button class="icon-button" part="button derived-delete" type="button" title=${remove}
                ?disabled=${this.#isBusy} @click=${() => void this.#remove(file)}>${icon('trash')}</button>`
            : nothing
        }
      </span>
    </li>`
  }

  async #all(): Promise<void> {
    this.#isWhole = true
    this.#isBusy = true
    this.#update()
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { details, actions } = this.#model
      const cursor = details?.derived_next_cursor
      if (!details || cursor === undefined) break
      const answer = await actions.moreDerived(details, cursor)
      if (!this.#isStill(details)) return
      if (!answer.ok) {
        this.#failed(answer.error.code === 'forbidden', answer.error.message)
        break
      }
      const { derived_next_cursor: _taken, ...rest } = details
      this.#model.details = {
        ...rest,
        derived: [...(details.derived ?? []), ...(answer.value.derived ?? [])],
        ...(answer.value.derived_next_cursor ? { derived_next_cursor: answer.value.derived_next_cursor } : {}),
      }
    }
    this.#isBusy = false
    this.#update()
  }

  async #remove(file: DerivedFile): Promise<void> {
    const { details, actions, context } = this.#model
    if (!details || file.id === undefined) return
    this.#isBusy = true
    this.#problem = undefined
    this.#update()
    const answer = await actions.deleteDerived([file.id])
    if (!this.#isStill(details)) return
    this.#isBusy = false
    if (!answer.ok) {
      context.report(answer.error)
      this.#failed(answer.error.code === 'forbidden', answer.error.message)
      return
    }
    const now = this.#model.details ?? details
    this.#model.details = { ...now, derived: (now.derived ?? []).filter(({ id }) => id !== file.id) }
    context.say(context.texts().text('preview.derived_deleted'))
    this.#update()
    // Its button has gone with it.
    setTimeout(() => {
      const { root } = context
      const next =
        root.querySelector<HTMLElement>('[part~=derived-delete]') ?? root.querySelector<HTMLElement>('.preview-panel')
      next?.focus()
    })
  }

  #isStill({ asset_id }: AssetDetails): boolean {
    return this.#of === asset_id && this.#model.details?.asset_id === asset_id
  }

  #failed(isForbidden: boolean, message: string): void {
    const texts = this.#model.context.texts()
    this.#problem = isForbidden ? texts.text('edit.forbidden') : texts.text('preview.version_failed', { message })
    this.#update()
  }

  #update(): void {
    this.#model.context.requestUpdate()
  }
}
