/**
 * Alternative texts and captions of everything that is selected: each its own, in a list with small pictures, or the same for
 * all. While people write they see how many pictures will have one.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { icon } from '../../kit/icons/icons.ts'
import { type LibraryAsset, nameOf } from '../api/library-asset.ts'
import type { LibraryContext } from '../library-context.ts'
import type { LibraryMessageKey } from '../messages/texts.ts'
import { type AssetKey, keyOf } from '../types.ts'
import type { WishFor } from './wishes.ts'
import {
  type CommonWords,
  isDescribed,
  isPicture,
  type Manner,
  type Words,
  withCommon,
  wordsOf,
  wordsWish,
} from './words.ts'

const MANNERS = ['keep', 'append', 'replace'] as const satisfies readonly Manner[]
const MODES = ['each', 'all'] as const
/** Rows that are shown at first, and each time that more are wanted. */
const PAGE = 30
const PICTURE_WIDTH = 56
const LONGEST = 2_000

export class WordsChoice {
  readonly #context: LibraryContext
  #mode: (typeof MODES)[number] = 'each'
  #written = new Map<string, Words>()
  #common: CommonWords = { alt: '', caption: '', manner: 'keep' }
  /** Pictures that had none when people began: a row does not leave while something is written in it. */
  #lacking: ReadonlySet<string> = new Set()
  #isFiltered = false
  #shown = PAGE

  constructor(context: LibraryContext) {
    this.#context = context
  }

  begin(selection: readonly LibraryAsset[]): void {
    const lacking = selection.filter((asset) => isPicture(asset) && !isDescribed(wordsOf(asset)))
    this.#mode = 'each'
    this.#written = new Map()
    this.#common = { alt: '', caption: '', manner: 'keep' }
    this.#lacking = new Set(lacking.map(keyOf))
    this.#isFiltered = lacking.length > 0 && lacking.length < selection.length
    this.#shown = PAGE
  }

  readonly wishFor: WishFor = (asset) => wordsWish(asset, this.#wordsFor(asset))

  isReady(selection: readonly LibraryAsset[]): boolean {
    return selection.some((asset) => this.wishFor(asset, 0) !== undefined)
  }

  render(selection: readonly LibraryAsset[]): TemplateResult {
    return html`
      ${this.#coverage(selection)}
      ${this.#radios('words-mode', MODES, this.#mode, (mode) => {
        this.#mode = mode
      })}
      ${this.#mode === 'each' ? this.#each(selection) : this.#all(selection)}
    `
  }

  /** As it will be. */
  #coverage(selection: readonly LibraryAsset[]): TemplateResult | typeof nothing {
    const pictures = selection.filter(isPicture)
    if (pictures.length === 0) return nothing
    const described = pictures.filter((asset) => isDescribed(this.#wordsFor(asset))).length
    const text = this.#context.texts().text('bulk.coverage', { num: pictures.length, described })
    return html`<div class="bulk-progress" part="words-coverage">
      <progress max=${pictures.length} .value=${described} aria-label=${text}></progress>
      <span class="muted small">${text}</span>
    </div>`
  }

  #each(selection: readonly LibraryAsset[]): TemplateResult {
    const texts = this.#context.texts()
    const rows = this.#isFiltered ? selection.filter((asset) => this.#lacking.has(keyOf(asset))) : selection
    const left = rows.length - this.#shown
    return html`
      ${
        this.#lacking.size > 0 && this.#lacking.size < selection.length
          ? html`<label class="edit-check">
              <input type="checkbox" data-lacking .checked=${this.#isFiltered} @change=${() => {
                this.#isFiltered = !this.#isFiltered
                this.#update()
              }} />
              <span>${texts.text('bulk.words_lacking')}</span>
            </label>`
          : nothing
      }
      <div class="words" part="words">
        ${repeat(rows.slice(0, this.#shown), keyOf, (asset) => this.#row(asset))}
      </div>
      ${
        left > 0
          ? html`<button class="button quiet" part="button words-more" type="button" @click=${() => {
              this.#shown += PAGE
              this.#update()
            }}>${texts.text('bulk.words_more', { number: left })}</button>`
          : nothing
      }
    `
  }

  #row(asset: LibraryAsset): TemplateResult {
    const texts = this.#context.texts()
    const { alt, caption, isDecorative } = this.#wordsFor(asset)
    const name = nameOf(asset)
    const address = this.#context.thumbnail(asset, PICTURE_WIDTH)
    const id = `words-${asset.asset_id}`
    return html`<div class="words-row" role="group" aria-label=${name} data-asset=${asset.asset_id}>
      <span class="words-picture" aria-hidden="true">
        ${address ? html`<img src=${address} alt="" loading="lazy" />` : icon('file')}
      </span>
      <div class="words-fields">
        <bdi class="words-name">${name}</bdi>
        ${
          isPicture(asset)
            ? html`${this.#area(`${id}-alt`, 'preview.alt', isDecorative ? '' : alt, (text) => this.#write(asset, { alt: text }), isDecorative)}
                <label class="edit-check small">
                  <input type="checkbox" .checked=${isDecorative}
                    @change=${(event: Event) => this.#write(asset, { isDecorative: (event.target as HTMLInputElement).checked })} />
                  <span>${texts.text('edit.decorative')}</span>
                </label>`
            : nothing
        }
        ${this.#area(`${id}-caption`, 'preview.caption', caption, (text) => this.#write(asset, { caption: text }))}
      </div>
    </div>`
  }

  #all(selection: readonly LibraryAsset[]): TemplateResult {
    const texts = this.#context.texts()
    const { alt, caption, manner } = this.#common
    const change = (words: Partial<CommonWords>): void => {
      this.#common = { ...this.#common, ...words }
      this.#update()
    }
    return html`
      ${selection.some(isPicture) ? this.#area('words-all-alt', 'preview.alt', alt, (text) => change({ alt: text })) : nothing}
      ${this.#area('words-all-caption', 'preview.caption', caption, (text) => change({ caption: text }))}
      <p class="muted small">${texts.text('bulk.words_hint')}</p>
      ${this.#radios('words-manner', MANNERS, manner, (chosen) => change({ manner: chosen }))}
    `
  }

  #area(
    id: string,
    label: LibraryMessageKey,
    value: string,
    onInput: (text: string) => void,
    isDisabled = false,
  ): TemplateResult {
    return html`<div class="field-group">
      <label class="field-label" for=${id}>${this.#context.texts().text(label)}</label>
      <textarea id=${id} class="field" rows="1" dir="auto" maxlength=${LONGEST} ?disabled=${isDisabled} .value=${value}
        @input=${(event: Event) => onInput((event.target as HTMLTextAreaElement).value)}></textarea>
    </div>`
  }

  #radios<Value extends 'each' | 'all' | Manner>(
    name: 'words-mode' | 'words-manner',
    values: readonly Value[],
    chosen: Value,
    onChoose: (value: Value) => void,
  ): TemplateResult {
    const texts = this.#context.texts()
    const legend = name === 'words-mode' ? 'bulk.words_mode' : 'bulk.words_manner'
    return html`<fieldset class="words-radios">
      <legend class="field-label">${texts.text(legend)}</legend>
      ${values.map(
        (value) => html`<label class="edit-check">
          <input type="radio" name=${name} value=${value} .checked=${value === chosen} @change=${() => {
            onChoose(value)
            this.#update()
          }} />
          <span>${texts.text(`bulk.words_${value}`)}</span>
        </label>`,
      )}
    </fieldset>`
  }

  #wordsFor(asset: LibraryAsset): Words {
    return this.#mode === 'all' ? withCommon(asset, this.#common) : (this.#written.get(keyOf(asset)) ?? wordsOf(asset))
  }

  #write(asset: LibraryAsset & AssetKey, change: Partial<Words>): void {
    this.#written.set(keyOf(asset), { ...this.#wordsFor(asset), ...change })
    this.#update()
  }

  #update(): void {
    this.#context.requestUpdate()
  }
}
