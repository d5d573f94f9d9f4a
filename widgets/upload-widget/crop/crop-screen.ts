/**
 * Choosing an area of one picture: by dragging, by the keyboard on the area, or by numbers. Loaded with the first picture
 * that is cropped.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { define } from '../../kit/define.ts'
import {
  type Area,
  type AreaRules,
  brokenLimit,
  coordinatesOf,
  type Edge,
  initialArea,
  isSameArea,
  moved,
  withEdge,
} from '../../kit/geometry/area.ts'
import { adoptStyles } from '../../kit/theme/adopt-styles.ts'
import { enCrop } from '../messages/en-crop.ts'
import type { View } from '../parts/view.ts'
import { CropStage } from './crop-stage.ts'
import { cropStyles } from './crop-styles.ts'
import type { CropTurn } from './crop-turns.ts'

const EDGES = [
  ['x', 'crop.x'],
  ['y', 'crop.y'],
  ['width', 'crop.width'],
  ['height', 'crop.height'],
] as const
const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const FAST = 10

export { enCrop as texts }

/** The part of the frame that shows it. */
export function cropScreen(view: View, turn: CropTurn): TemplateResult {
  return html`<tintype-crop-screen .view=${view} .turn=${turn}></tintype-crop-screen>`
}

export class CropScreen extends LitElement {
  static override readonly properties = { view: {}, turn: {}, area: { state: true } }

  declare view: View
  declare turn: CropTurn
  declare area: Area

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    adoptStyles(this.getRootNode() as ShadowRoot, cropStyles)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('turn')) this.area = this.#initial()
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('turn')) this.querySelector<HTMLElement>('.crop-area')?.focus({ preventScroll: true })
  }

  protected override render(): TemplateResult {
    const { view, turn } = this
    const { options, texts, actions } = view
    const broken = options.croppingValidateDimensions ? brokenLimit(this.area, this.#limits()) : undefined
    return html`
      <section class="crop" aria-labelledby="crop-title">
        <header class="crop-header">
          <h3 id="crop-title" class="sheet-title">${texts.text('crop.title')}</h3>
          <p class="muted small crop-name"><bdi>${turn.name}</bdi>${this.#position()}</p>
        </header>
        <div
          class="crop-area"
          part="cropper"
          role="group"
          tabindex="0"
          data-autofocus
          aria-label=${texts.text('crop.area')}
          aria-describedby="crop-keys crop-size"
          @keydown=${this.#onKey}
        >
          <tintype-crop-stage
            .url=${turn.url}
            .name=${turn.name}
            .rules=${this.#rules()}
            .area=${this.area}
            @crop-area=${(event: CustomEvent<Area>) => this.#choose(event.detail)}
          ></tintype-crop-stage>
          ${options.croppingShowDimensions ? html`<span class="crop-badge" aria-hidden="true">${this.#size()}</span>` : nothing}
        </div>
        <p id="crop-keys" class="visually-hidden">${texts.text('crop.keys')}</p>
        <span id="crop-size" class="visually-hidden" data-say="changes">${this.#size()}</span>
        <fieldset class="crop-numbers">
          <legend class="visually-hidden">${texts.text('crop.numbers')}</legend>
          ${EDGES.map(([edge, label]) => this.#field(edge, texts.text(label)))}
        </fieldset>
        <p id="crop-problem" class="field-error" part="error" data-say="assertive">${broken ? this.#problem(broken) : nothing}</p>
        <footer class="button-row crop-buttons">
          ${
            options.croppingShowBackButton || turn.index > 0
              ? html`<button class="button quiet" part="button crop-back" type="button" @click=${() => actions.crop('back')}>
                  ${texts.text('back')}
                </button>`
              : nothing
          }
          <button
            class="button quiet"
            part="button crop-reset"
            type="button"
            ?disabled=${isSameArea(this.area, this.#initial())}
            @click=${() => this.#choose(this.#initial())}
          >
            ${texts.text('crop.reset_btn')}
          </button>
          <span class="crop-space"></span>
          ${
            options.showSkipCropButton && !options.cropRequired
              ? html`<button class="button" part="button crop-skip" type="button" @click=${() => actions.crop('whole')}>
                  ${texts.text('crop.skip_btn')}
                </button>`
              : nothing
          }
          <button
            class="button primary"
            part="button button-primary crop-confirm"
            type="button"
            aria-describedby="crop-problem"
            ?disabled=${broken !== undefined}
            @click=${() => actions.crop({ coordinates: coordinatesOf(this.area) })}
          >
            ${texts.text('crop.crop_btn')}
          </button>
        </footer>
      </section>
    `
  }

  #field(edge: Edge, label: string): TemplateResult {
    const isSize = edge === 'width' || edge === 'height'
    return html`<label class="crop-number">
      <span class="field-label">${label}</span>
      <input
        class="field"
        part="crop-${edge}"
        type="number"
        inputmode="numeric"
        min=${isSize ? 1 : 0}
        max=${this.turn.image[edge === 'x' || edge === 'width' ? 'width' : 'height']}
        step="1"
        .value=${String(this.area[edge])}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement
          if (Number.isFinite(input.valueAsNumber))
            this.#choose(withEdge(this.area, edge, input.valueAsNumber, this.#rules()))
          input.value = String(this.area[edge])
        }}
      />
    </label>`
  }

  /** Arrows move, with Alt they resize; with Shift ten pixels at once. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (!step || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const [x, y] = step.map((pixels) => pixels * (event.shiftKey ? FAST : 1)) as [number, number]
    const { area } = this
    const edge = x === 0 ? 'height' : 'width'
    const resized = () => withEdge(area, edge, area[edge] + x + y, this.#rules())
    this.#choose(event.altKey ? resized() : moved(area, { x, y }, this.#rules()))
  }

  #choose(area: Area): void {
    this.area = area
  }

  #rules(): AreaRules {
    return { image: this.turn.image, ratio: this.view.options.croppingAspectRatio }
  }

  #initial(): Area {
    return initialArea(this.#rules(), this.view.options.croppingDefaultSelectionRatio)
  }

  #limits() {
    const { minImageWidth, minImageHeight, maxImageWidth, maxImageHeight } = this.view.options
    return { minWidth: minImageWidth, minHeight: minImageHeight, maxWidth: maxImageWidth, maxHeight: maxImageHeight }
  }

  #problem(broken: 'min' | 'max'): string {
    const { width, height } = this.area
    const { minWidth = 0, minHeight = 0, maxWidth, maxHeight } = this.#limits()
    const { texts } = this.view
    return broken === 'min'
      ? texts.text('crop.too_small', {
          width,
          height,
          minWidth: Math.max(1, minWidth),
          minHeight: Math.max(1, minHeight),
        })
      : texts.text('crop.too_large', {
          width,
          height,
          maxWidth: maxWidth ?? '∞',
          maxHeight: maxHeight ?? '∞',
        })
  }

  #size(): string {
    const { width, height } = this.area
    return this.view.texts.text('crop.size', { width, height })
  }

  #position(): TemplateResult | typeof nothing {
    const { index, total } = this.turn
    return total > 1 ? html` · ${this.view.texts.text('crop.position', { number: index + 1, total })}` : nothing
  }
}

define('tintype-crop-stage', CropStage)
define('tintype-crop-screen', CropScreen)
