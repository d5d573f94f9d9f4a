/**
 * Changing what is said about an asset: its name, the words for people who do not see it, tags, structured metadata, focus
 * and regions. Nothing is sent before people save; what they wrote is not lost by a refusal.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { adoptStyles } from '../../kit/theme/adopt-styles.ts'
import type { LibraryError } from '../api/answer.ts'
import type { AssetDetails } from '../api/asset-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { LibraryTexts } from '../messages/texts.ts'
import { shapeOf } from '../preview/picture-address.ts'
import type { PreviewModel } from '../preview/preview-model.ts'
import { keyOf } from '../types.ts'
import { Areas } from './areas.ts'
import { areasStyles } from './areas-styles.ts'
import { changesOf, type Draft, draftOf, isDirty } from './draft.ts'
import { editStyles } from './edit-styles.ts'
import { fieldProblem } from './field-problem.ts'
import { metadataEntry } from './metadata-entry.ts'
import { tagEntry } from './tag-entry.ts'

export interface Editor {
  render(asset: LibraryAsset): TemplateResult
  readonly areas: Areas
  isDirty(): boolean
  /** Leaves the innermost thing that is open; false when there was none. */
  stepOut(): boolean
}

const FORBIDDEN_IN_PUBLIC_ID = /[?&#\\%<>+]|^[/\s]|[/\s]$/
/** People type a letter about every 150 ms. */
const ASK_AFTER_MS = 200

export function createEditor(model: PreviewModel): Editor {
  adoptStyles(model.context.root, editStyles)
  adoptStyles(model.context.root, areasStyles)
  return new AssetEditor(model)
}

class AssetEditor implements Editor {
  readonly areas: Areas
  readonly #model: PreviewModel
  #of: AssetDetails | undefined
  #draft: Draft | undefined
  #error: LibraryError | undefined
  #phase: 'writing' | 'saving' | 'saved' = 'writing'
  #isJudged = false
  #suggestions: readonly string[] = []
  #asking: ReturnType<typeof setTimeout> | undefined

  constructor(model: PreviewModel) {
    this.#model = model
    const { context } = model
    const draft = (): Draft => this.#draft as Draft
    this.areas = new Areas({
      context,
      get draft() {
        return draft()
      },
      change: (change) => this.#change(change),
    })
  }

  isDirty(): boolean {
    return this.#of !== undefined && this.#draft !== undefined && isDirty(this.#of, this.#draft)
  }

  stepOut(): boolean {
    if (this.#model.panel !== 'edit') return false
    if (!this.areas.isOpen) return false
    this.areas.open(false)
    return true
  }

  render(asset: LibraryAsset): TemplateResult {
    const { details, context } = this.#model
    const texts = context.texts()
    if (!details)
      return html`<p class="muted small" data-say="polite" aria-busy="true">${texts.text('preview.loading')}</p>`
    this.#follow(details)
    const draft = this.#draft as Draft
    const isPicture = shapeOf(asset) === 'picture'
    return html`<form class="edit" part="edit" novalidate @submit=${this.#onSubmit}>
      ${this.#text('display_name', texts.text('edit.display_name'), draft.displayName, (displayName) => ({ displayName }))}
      ${isPicture ? this.#altText(draft, texts) : nothing}
      ${this.#area('caption', texts.text('preview.caption'), draft.caption, (caption) => ({ caption }))}
      ${tagEntry({
        id: 'edit-tags',
        label: texts.text('preview.tags'),
        tags: draft.tags,
        texts,
        suggestions: this.#suggestions,
        onChange: (tags) => this.#change({ tags }),
        onInput: (prefix) => this.#suggest(prefix),
      })}
      ${this.#model.fields.map((field) =>
        metadataEntry({
          field,
          value: draft.metadata[field.external_id] ?? '',
          texts,
          isJudged: this.#isJudged,
          onChange: (value) => this.#change({ metadata: { ...draft.metadata, [field.external_id]: value } }),
        }),
      )}
      ${isPicture && asset.width && asset.height ? this.areas.controls(asset) : nothing}
      ${context.may('assets.rename') ? this.#publicId(draft, texts) : nothing}
      <div class="edit-buttons">
        ${this.#outcome(texts)}
        <button class="button quiet" part="button" type="button" ?disabled=${!this.isDirty() || this.#phase === 'saving'} @click=${this.#revert}>
          ${texts.text('edit.revert')}
        </button>
        <button class="button primary" part="button button-primary edit-save" type="submit" ?disabled=${!this.isDirty() || this.#phase === 'saving'}>
          ${texts.text(this.#phase === 'saving' ? 'edit.saving' : 'edit.save')}
        </button>
      </div>
    </form>`
  }

  #altText(draft: Draft, texts: LibraryTexts): TemplateResult {
    return html`<div class="field-group">
      <label class="field-label" for="edit-alt">${texts.text('preview.alt')}</label>
      <textarea id="edit-alt" class="field" part="alt-input" rows="2" dir="auto" aria-describedby="edit-alt-hint"
        ?disabled=${draft.isDecorative} .value=${draft.isDecorative ? '' : draft.alt}
        @input=${(event: Event) => this.#change({ alt: (event.target as HTMLTextAreaElement).value })}></textarea>
      <p id="edit-alt-hint" class="muted small">${texts.text('edit.alt_hint')}</p>
      <label class="edit-check">
        <input type="checkbox" .checked=${draft.isDecorative}
          @change=${(event: Event) => this.#change({ isDecorative: (event.target as HTMLInputElement).checked })} />
        <span>${texts.text('edit.decorative')}</span>
      </label>
    </div>`
  }

  #text(name: string, label: string, value: string, change: (value: string) => Partial<Draft>): TemplateResult {
    return html`<div class="field-group">
      <label class="field-label" for="edit-${name}">${label}</label>
      <input id="edit-${name}" class="field" type="text" dir="auto" maxlength="255" autocomplete="off" .value=${value}
        @input=${(event: Event) => this.#change(change((event.target as HTMLInputElement).value))} />
    </div>`
  }

  #area(name: string, label: string, value: string, change: (value: string) => Partial<Draft>): TemplateResult {
    return html`<div class="field-group">
      <label class="field-label" for="edit-${name}">${label}</label>
      <textarea id="edit-${name}" class="field" part="${name}-input" rows="2" dir="auto" .value=${value}
        @input=${(event: Event) => this.#change(change((event.target as HTMLTextAreaElement).value))}></textarea>
    </div>`
  }

  #publicId(draft: Draft, texts: LibraryTexts): TemplateResult {
    const isWrong = !isValidPublicId(draft.publicId)
    return html`<div class="field-group">
      <label class="field-label" for="edit-public-id">${texts.text('edit.public_id')}</label>
      <input id="edit-public-id" class="field ${isWrong ? 'invalid' : ''}" part="public-id-input" type="text" dir="ltr" maxlength="255"
        autocomplete="off" spellcheck="false" aria-invalid=${isWrong ? 'true' : 'false'} aria-describedby="edit-public-id-hint"
        .value=${draft.publicId} @input=${(event: Event) => this.#change({ publicId: (event.target as HTMLInputElement).value })} />
      <p id="edit-public-id-hint" class=${isWrong ? 'field-error' : 'muted small'}>
        ${texts.text(isWrong ? 'edit.public_id_invalid' : 'edit.public_id_hint')}
      </p>
    </div>`
  }

  #outcome(texts: LibraryTexts): TemplateResult | typeof nothing {
    if (this.#phase === 'saved' && !this.isDirty()) {
      return html`<p class="edit-saved">${icon('check')}${texts.text('edit.saved')}</p>`
    }
    if (!this.#error) return nothing
    const message =
      this.#error.code === 'forbidden'
        ? texts.text('edit.forbidden')
        : texts.text('edit.failed', { message: this.#error.message })
    return html`<p class="field-error" part="error" data-say="assertive">${icon('alert')}<span>${message}</span></p>`
  }

  /** Another asset, or what was just saved: begins anew from there. */
  #follow(details: AssetDetails): void {
    if (details === this.#of) return
    if (details.asset_id !== this.#of?.asset_id) {
      this.#phase = 'writing'
      this.areas.isOpen = false
    }
    this.#of = details
    this.#draft = draftOf(details)
    this.#error = undefined
    this.#isJudged = false
  }

  #change(change: Partial<Draft>): void {
    if (!this.#draft) return
    this.#draft = { ...this.#draft, ...change }
    this.#phase = 'writing'
    this.#model.context.requestUpdate()
  }

  readonly #revert = (): void => {
    if (this.#of) this.#draft = draftOf(this.#of)
    this.#error = undefined
    this.#model.context.requestUpdate()
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault()
    // A tag that was typed and not yet taken counts: leaving the field takes it.
    ;(event.currentTarget as HTMLElement).querySelector<HTMLElement>('.tag-entry input')?.blur()
    void this.#save(event.currentTarget as HTMLElement)
  }

  async #save(form: HTMLElement): Promise<void> {
    const { context, actions, fields } = this.#model
    const [details, draft] = [this.#of, this.#draft]
    if (!details || !draft || this.#phase === 'saving') return
    this.#isJudged = true
    const wrong = fields.find((field) => fieldProblem(field, draft.metadata[field.external_id] ?? ''))
    if (wrong || !isValidPublicId(draft.publicId) || !this.areas.isValid) {
      context.requestUpdate()
      // The first field that people have to look at again.
      setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      return
    }
    this.#phase = 'saving'
    this.#error = undefined
    context.requestUpdate()
    const changes = changesOf(details, draft)
    let saved: AssetDetails = details
    if (Object.keys(changes).length > 0) {
      const answer = await actions.update(details.asset_id, changes)
      if (!answer.ok) return this.#refused(answer.error)
      saved = { ...details, ...withoutGone(details, answer.value) }
    }
    if (draft.publicId !== details.public_id) {
      const answer = await actions.rename(saved, draft.publicId)
      if (!answer.ok) return this.#refused(answer.error)
      saved = { ...saved, ...answer.value }
    }
    this.#phase = 'saved'
    this.#spread(details, saved)
  }

  #refused(error: LibraryError): void {
    this.#phase = 'writing'
    this.#error = error
    this.#model.context.report(error)
    this.#model.context.requestUpdate()
  }

  /** Results, selection and large view show what was saved. */
  #spread(before: AssetDetails, saved: AssetDetails): void {
    const { context } = this.#model
    const { preview } = context.store.getState()
    const asset = { ...this.#model.asset, ...saved }
    context.pages.replace(before, asset)
    context.store.replaceAsset(before, asset)
    context.say(context.texts().text('edit.saved'))
    // Unless people have gone on to another one meanwhile.
    if (preview && keyOf(preview.key) === keyOf(before)) {
      this.#model.take(saved)
      this.#model.renamed(saved)
    }
    context.requestUpdate()
  }

  #suggest(prefix: string): void {
    clearTimeout(this.#asking)
    const { context } = this.#model
    if (prefix === '' || !context.may('tags.list')) return
    this.#asking = setTimeout(async () => {
      const answer = await context.api.tags(prefix)
      if (!answer.ok) return
      this.#suggestions = answer.value
      context.requestUpdate()
    }, ASK_AFTER_MS)
  }
}

export function isValidPublicId(publicId: string): boolean {
  return publicId !== '' && publicId.length <= 255 && !FORBIDDEN_IN_PUBLIC_ID.test(publicId)
}

/** What an answer no longer has was taken away: merging would bring it back. */
function withoutGone(before: AssetDetails, after: AssetDetails): AssetDetails {
  const gone = (['context', 'metadata', 'coordinates', 'regions', 'tags'] as const).filter((name) => !(name in after))
  const kept = { versions: before.versions, derived: before.derived }
  const emptied = Object.fromEntries(
    gone.map((name) => [name, name === 'tags' ? [] : name === 'context' ? {} : undefined]),
  )
  return { ...kept, ...emptied, ...after } as AssetDetails
}
