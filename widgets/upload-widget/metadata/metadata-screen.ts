/** The form for structured metadata: values for all files at once, and for each where it differs. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { define } from '../../kit/define.ts'
import { icon } from '../../kit/icons/icons.ts'
import { enMetadata } from '../messages/en-metadata.ts'
import type { View } from '../parts/view.ts'
import { type Draft, differs, newDraft, saidIn, withCommon, withOverwriting, withValue } from './metadata-draft.ts'
import { type MetadataField, problemOf, saidByPage } from './metadata-field.ts'
import { metadataInput } from './metadata-input.ts'
import { metadataStyles } from './metadata-styles.ts'
import type { MetadataTurn } from './metadata-turns.ts'
import { changesOfFields, RuledForm, type ShownField } from './ruled-form.ts'

export { enMetadata as texts, metadataStyles as styles }

type FormTurn = Extract<MetadataTurn, { phase: 'form' }>

export function metadataScreen(view: View, turn: MetadataTurn): TemplateResult {
  if (turn.phase === 'form') return html`<tintype-metadata-form .view=${view} .turn=${turn}></tintype-metadata-form>`
  const { texts } = view
  const isFailed = turn.phase === 'failed'
  return html`
    <div class="sheet centred" part=${isFailed ? 'metadata error' : 'metadata loading'} data-say=${isFailed ? 'assertive' : 'polite'} aria-busy=${isFailed ? 'false' : 'true'}>
      ${
        isFailed
          ? html`<div class="sheet-icon danger">${icon('offline')}</div>
              <h3 class="sheet-title">${texts.text('metadataPage.failed_title')}</h3>`
          : nothing
      }
      <p class="muted">${texts.text(isFailed ? 'metadataPage.failed' : 'metadataPage.loading')}</p>
      <div class="button-row">
        <button class="button quiet" part="button metadata-cancel" type="button" ?data-autofocus=${!isFailed} @click=${turn.cancel}>
          ${texts.text('metadataPage.cancel')}
        </button>
        ${
          isFailed
            ? html`<button class="button primary" part="button button-primary metadata-retry" type="button" data-autofocus @click=${turn.retry}>
                ${texts.text('metadataPage.retry')}
              </button>`
            : nothing
        }
      </div>
    </div>
  `
}

class MetadataForm extends LitElement {
  static override readonly properties = {
    view: {},
    turn: {},
    draft: { state: true },
    file: { state: true },
    showsProblems: { state: true },
  }

  declare view: View
  declare turn: FormTurn
  declare draft: Draft
  /** Place of the file that is edited; undefined: all of them. */
  declare file: number | undefined
  declare showsProblems: boolean
  readonly #left = new Set<string>()
  #form = new RuledForm([])
  /** What rules have changed about the fields, for those who do not see it. */
  #changes = ''
  #focusId: string | undefined

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('turn')) {
      const before = changed.get('draft')
      if (before && !changed.has('file')) this.#tellChanges(before)
      return
    }
    this.#changes = ''
    const { fields, rules, given, files } = this.turn
    this.#form = new RuledForm(fields, rules)
    this.draft = newDraft(saidByPage(fields, given), files.length)
    this.file = undefined
    this.showsProblems = false
    this.#left.clear()
  }

  protected override updated(): void {
    if (this.#focusId === undefined) return
    const group = this.querySelector(`[data-field="${CSS.escape(this.#focusId)}"]`)
    this.#focusId = undefined
    group?.querySelector<HTMLElement>('input, select')?.focus()
  }

  protected override render(): TemplateResult {
    const { texts } = this.view
    const { files, cancel } = this.turn
    const num = files.length
    const fields = this.#form.shown(saidIn(this.draft, this.file))
    return html`
      <form class="metadata" part="metadata" novalidate aria-labelledby="metadata-title" @submit=${this.#onSubmit}>
        <div class="metadata-header">
          <h3 id="metadata-title" class="sheet-title">
            ${texts.text(num > 1 ? 'metadataPage.title_plural' : 'metadataPage.title')}
          </h3>
          ${
            num > 1
              ? this.#scope()
              : html`<p class="muted small"><bdi>${texts.text('metadataPage.subtitle', { name: files[0]?.name ?? '' })}</bdi></p>`
          }
        </div>
        <p class="visually-hidden" data-say="polite">${this.#changes}</p>
        <div class="metadata-fields">${fields.map((field) => this.#field(field))}</div>
        <div class="queue-footer">
          <div class="button-row start">
            <button class="button quiet" part="button metadata-cancel" type="button" @click=${cancel}>
              ${texts.text('metadataPage.cancel')}
            </button>
          </div>
          <div class="button-row end">
            <button class="button primary" part="button button-primary metadata-upload" type="submit">
              ${texts.text('metadataPage.upload', { num })}
            </button>
          </div>
        </div>
      </form>
    `
  }

  #scope(): TemplateResult {
    const { texts } = this.view
    const { files } = this.turn
    const step = (by: 1 | -1): void => {
      const next = (this.file ?? -1) + by
      this.file = next < 0 || next >= files.length ? undefined : next
    }
    return html`<div class="metadata-scope">
      <label class="field-label" for="metadata-scope">${texts.text('metadataPage.scope')}</label>
      <select
        id="metadata-scope"
        class="field"
        part="metadata-scope"
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement
          this.file = value === '' ? undefined : Number(value)
        }}
      >
        <option value="" .selected=${this.file === undefined}>
          ${texts.text('metadataPage.all_files')} (${texts.number(files.length)})
        </option>
        ${files.map(
          ({ name }, index) => html`<option value=${index} .selected=${this.file === index}>${name}</option>`,
        )}
      </select>
      <button
        class="icon-button"
        part="metadata-previous"
        type="button"
        aria-label=${texts.text('metadataPage.previous')}
        ?disabled=${this.file === undefined}
        @click=${() => step(-1)}
      >
        ${icon('up')}
      </button>
      <button
        class="icon-button"
        part="metadata-next"
        type="button"
        aria-label=${texts.text('metadataPage.next')}
        ?disabled=${this.file === files.length - 1}
        @click=${() => step(1)}
      >
        ${icon('down')}
      </button>
    </div>`
  }

  #field(shown: ShownField): TemplateResult {
    const { texts } = this.view
    const { external_id: id } = shown.field
    const problem = this.showsProblems || this.#left.has(id) ? problemIn(shown) : undefined
    const said = problem && texts.text(problem.key, problem.values)
    return html`<div class="field-group" data-field=${id} @focusout=${() => this.#leave(id)}>
      ${metadataInput(shown, {
        texts,
        problem: said,
        onValue: (next) => {
          this.draft = withValue(this.draft, this.file, id, next)
        },
      })}
      ${shown.isReadOnly ? nothing : this.#conflict(shown.field)}
    </div>`
  }

  /** All files: that some differ, and whether they are to be overwritten. One file: that it differs, and the way back. */
  #conflict({ external_id: id }: MetadataField): TemplateResult | typeof nothing {
    const { texts } = this.view
    const { file, draft } = this
    const all = this.#form.shown(draft.common).find(({ field }) => field.external_id === id)?.value
    if (file !== undefined) {
      if (!differs(draft, file, id, all) || draft.overwritten.has(id)) return nothing
      return html`<p class="muted small">
        ${texts.text('metadataPage.own_value')}
        <button
          class="link-button"
          part="metadata-common"
          type="button"
          @click=${() => {
            this.draft = withCommon(draft, file, id)
          }}
        >
          ${texts.text('metadataPage.take_common')}
        </button>
      </p>`
    }
    const num = draft.own.filter((_, place) => differs(draft, place, id, all)).length
    if (num === 0) return nothing
    return html`<label class="check">
      <input
        type="checkbox"
        part="metadata-overwrite"
        .checked=${draft.overwritten.has(id)}
        @change=${(event: Event) => {
          this.draft = withOverwriting(draft, id, (event.target as HTMLInputElement).checked)
        }}
      />
      <span>${texts.text('metadataPage.conflict_label', { num })}</span>
    </label>`
  }

  #tellChanges(before: Draft): void {
    const { texts } = this.view
    const [old, now] = [before, this.draft].map((draft) => this.#form.shown(saidIn(draft, this.file)))
    const changes = changesOfFields(old ?? [], now ?? [])
    const list = new Intl.ListFormat(texts.language)
    const sentences = changes.map(([key, labels]) => texts.text(key, { names: list.format(labels) }))
    if (sentences.length > 0) this.#changes = sentences.join('. ')
  }

  /** What people have passed by may be told that it is wrong; what they are still writing not. */
  #leave(id: string): void {
    this.#left.add(id)
    this.requestUpdate()
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault()
    const { files, done } = this.turn
    const said = files.map((_, place) => saidIn(this.draft, place))
    for (const [place, each] of said.entries()) {
      const wrong = this.#form.shown(each).find(problemIn)
      if (!wrong) continue
      const { external_id: id } = wrong.field
      // A problem that all files have is shown where it is solved for all of them.
      const isCommon = this.#form.shown(this.draft.common).some((all) => all.field.external_id === id && problemIn(all))
      this.file = files.length === 1 || isCommon ? undefined : place
      this.showsProblems = true
      this.#focusId = id
      return
    }
    done(
      said.map((each) => this.#form.toSend(each)),
      this.draft.common,
    )
  }
}

/** What nobody can change here, nobody is asked to repair here: the server judges it. */
function problemIn({ field, value, isReadOnly }: ShownField): ReturnType<typeof problemOf> {
  return isReadOnly ? undefined : problemOf(field, value)
}

define('tintype-metadata-form', MetadataForm)
