/**
 * Transforming a picture before it is inserted (M6): a named transformation, a crop, format and quality, with the result
 * beside them. What is chosen counts at once for this asset; the page gets it as `derived`.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { derivedUrl } from '../../kit/delivery/derived-url.ts'
import { transformationText } from '../../kit/delivery/transformation-text.ts'
import type { NamedTransformation } from '../api/asset-actions.ts'
import { contextOf, type LibraryAsset, nameOf } from '../api/library-asset.ts'
import type { LibraryMessageKey, LibraryTexts } from '../messages/texts.ts'
import { onCame, onFailed } from '../preview/came.ts'
import { addressOf, shapeOf } from '../preview/picture-address.ts'
import type { PreviewModel } from '../preview/preview-model.ts'
import { type Choice, chainOf, FORMATS, NOTHING_CHOSEN, QUALITIES, RATIOS } from './choice.ts'

const MAX_WIDTH = 10_000
/** People turn several knobs one after the other: the server draws what they stop at. */
const DRAW_AFTER_MS = 400

export class Transformer {
  readonly #model: PreviewModel
  readonly #choices = new Map<string, Choice>()
  #named: readonly NamedTransformation[] | undefined
  /** What the picture shows, which lags behind what was chosen. */
  #drawn = ''
  /** The address that came last, or that failed. */
  #shown: string | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(model: PreviewModel) {
    this.#model = model
  }

  /** Pictures that a page can address without a signature, where the page allows it. */
  isPossible(asset: LibraryAsset): boolean {
    const shape = shapeOf(asset)
    if (!this.#model.context.option('allowTransform') || (shape !== 'picture' && shape !== 'pages')) return false
    return derivedUrl(addressOf(asset), asset, 'c_limit,w_1') !== undefined
  }

  render(asset: LibraryAsset): TemplateResult {
    const texts = this.#model.context.texts()
    void this.#loadNamed()
    const choice = this.#choice(asset)
    const chain = this.#chain(asset)
    return html`<div class="edit transform" part="transform">
      <p class="muted small">${texts.text('transform.hint')}</p>
      ${
        this.#named && this.#named.length > 0
          ? this.#select(asset, 'named', texts.text('transform.named'), [
              ['', texts.text('transform.none')],
              ...this.#named.map(({ name }) => [name.replace(/^t_/, ''), name.replace(/^t_/, '')] as const),
            ])
          : nothing
      }
      ${this.#select(asset, 'ratio', texts.text('transform.ratio'), [
        ['', texts.text('transform.original')],
        ...RATIOS.map((ratio) => [ratio, ratio.replace(':', ' : ')] as const),
      ])}
      <div class="field-group">
        <label class="field-label" for="transform-width">${texts.text('transform.width')}</label>
        <input id="transform-width" class="field" type="number" inputmode="numeric" min="1" max=${MAX_WIDTH} step="1" dir="ltr"
          placeholder=${String(asset.width ?? '')} .value=${choice.width > 0 ? String(choice.width) : ''}
          @change=${(event: Event) => this.#change(asset, { width: widthOf((event.target as HTMLInputElement).value) })} />
      </div>
      ${this.#select(asset, 'format', texts.text('transform.format'), [
        ['', texts.text('transform.original')],
        ...FORMATS.map(
          (format) => [format, format === 'auto' ? texts.text('transform.auto') : format.toUpperCase()] as const,
        ),
      ])}
      ${this.#select(asset, 'quality', texts.text('transform.quality'), [
        ['', texts.text('transform.original')],
        ...QUALITIES.map((quality) => [quality, texts.text(QUALITY_TEXTS[quality])] as const),
      ])}
      ${this.#result(asset, chain, texts)}
    </div>`
  }

  /** In the place of the large picture. */
  stage(asset: LibraryAsset): TemplateResult {
    const chain = this.#chain(asset)
    this.#draw(chain)
    const address = this.#address(asset)
    // What was there before stays until the next one has come.
    const isTurning = this.#shown !== undefined && (this.#shown !== address || this.#drawn !== chain)
    return html`${keyed(
      asset.asset_id,
      html`<div class="stage-view ${isTurning ? 'turning' : ''}" part="preview-media" aria-busy=${isTurning ? 'true' : 'false'}>
        <img class="stage-picture" src=${address} alt=${contextOf(asset).alt || nameOf(asset)}
          @load=${(event: Event) => {
            onCame(event)
            this.#settle(event)
          }}
          @error=${(event: Event) => {
            onFailed(event)
            this.#settle(event)
            const { context } = this.#model
            context.say(context.texts().text('transform.failed'), 'assertive')
          }} />
        <p class="stage-waiting">${this.#model.context.texts().text('preview.loading')}</p>
        <p class="stage-failed muted">${this.#model.context.texts().text('transform.failed')}</p>
      </div>`,
    )}`
  }

  #settle({ target }: Event): void {
    this.#shown = (target as HTMLImageElement).getAttribute('src') ?? undefined
    this.#model.context.requestUpdate()
  }

  /** Untouched it is the picture that was there before, which has come already. */
  #address(asset: LibraryAsset): string {
    const untouched = this.#drawn === '' ? this.#model.context.thumbnail(asset, 1600) : undefined
    return untouched ?? derivedUrl(addressOf(asset), asset, this.#drawn) ?? ''
  }

  #result(asset: LibraryAsset, chain: string, texts: LibraryTexts): TemplateResult {
    const defaults = (this.#model.context.option('defaultTransformations') ?? [])
      .map(transformationText)
      .filter(Boolean)
    const shown = chain || defaults[0] || ''
    return html`<div class="transform-result">
      <span class="field-label">${texts.text(chain === '' && shown !== '' ? 'transform.by_page' : 'transform.result')}</span>
      <code class="details-chain" part="transform-chain" dir="ltr">${shown === '' ? texts.text('transform.none') : shown}</code>
      ${
        chain === ''
          ? nothing
          : html`<button class="button quiet small" part="button" type="button" @click=${() => this.#change(asset, NOTHING_CHOSEN)}>
              ${texts.text('transform.reset')}
            </button>`
      }
    </div>`
  }

  #select(
    asset: LibraryAsset,
    name: 'named' | 'ratio' | 'format' | 'quality',
    label: string,
    options: readonly (readonly [value: string, label: string])[],
  ): TemplateResult {
    const chosen = this.#choice(asset)[name]
    return html`<div class="field-group">
      <label class="field-label" for="transform-${name}">${label}</label>
      <select id="transform-${name}" class="field" data-choice=${name}
        @change=${(event: Event) => this.#change(asset, { [name]: (event.target as HTMLSelectElement).value })}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select>
    </div>`
  }

  #choice(asset: LibraryAsset): Choice {
    return this.#choices.get(asset.asset_id) ?? NOTHING_CHOSEN
  }

  #chain(asset: LibraryAsset): string {
    return chainOf(this.#choice(asset), (this.#model.details?.coordinates?.custom?.length ?? 0) > 0)
  }

  #change(asset: LibraryAsset, change: Partial<Choice>): void {
    this.#choices.set(asset.asset_id, { ...this.#choice(asset), ...change })
    const chain = this.#chain(asset)
    const { chosenTransformations: chosen } = this.#model.context
    if (chain === '') chosen.delete(asset.asset_id)
    else chosen.set(asset.asset_id, chain)
    this.#model.context.requestUpdate()
  }

  #draw(chain: string): void {
    if (chain === this.#drawn) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#drawn = chain
      this.#model.context.requestUpdate()
    }, DRAW_AFTER_MS)
  }

  async #loadNamed(): Promise<void> {
    const { context, actions } = this.#model
    if (this.#named !== undefined || !context.store.getState().permissions.has('transformations.list')) return
    this.#named = []
    const answer = await actions.namedTransformations()
    if (answer.ok) this.#named = answer.value
    context.requestUpdate()
  }
}

const QUALITY_TEXTS = {
  auto: 'transform.auto',
  'auto:best': 'transform.quality_best',
  'auto:eco': 'transform.quality_eco',
  'auto:low': 'transform.quality_low',
} as const satisfies Record<(typeof QUALITIES)[number], LibraryMessageKey>

function widthOf(text: string): number {
  const width = Math.round(Number(text))
  return Number.isFinite(width) && width > 0 ? Math.min(width, MAX_WIDTH) : 0
}
