/**
 * The picture with the area on it, to be dragged. Whoever shows it owns the area: the stage draws the one it is given and
 * reports where it was dragged to. Draws into its parent's tree, so that the widget's styles and parts hold here too.
 */
import { CropperCanvas, CropperGrid, CropperHandle, CropperImage, CropperSelection, CropperShade } from 'cropperjs'
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { type Area, type AreaRules, isSameArea, rounded, within } from '../../kit/geometry/area.ts'

for (const part of [CropperCanvas, CropperGrid, CropperHandle, CropperImage, CropperSelection, CropperShade]) {
  part.$define()
}

const HANDLES = ['n', 'e', 's', 'w', 'ne', 'nw', 'se', 'sw']

/** Where the picture lies in the stage, in CSS pixels. */
interface Placement {
  readonly left: number
  readonly top: number
  readonly scale: number
}

export class CropStage extends LitElement {
  static override readonly properties = { url: {}, name: {}, rules: {}, area: {} }

  declare url: string
  /** Of the picture's file: what it is called for those who do not see it. */
  declare name: string
  declare rules: AreaRules
  declare area: Area
  /** What was dragged, with fractions: rounding each step of a slow drag would hold it in place. */
  #exact: Area | undefined
  #isPlacing = false
  #isDragging = false
  readonly #resizes = new ResizeObserver(() => this.#fit())

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#resizes.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resizes.disconnect()
  }

  protected override render(): TemplateResult {
    return html`
      <cropper-canvas @actionstart=${this.#onDragging} @actionend=${this.#onDragging}>
        <cropper-image
          src=${this.url}
          alt=${this.name}
          initial-center-size="contain"
          @transform=${this.#onPictureMoved}
        ></cropper-image>
        <cropper-shade theme-color="var(--crop-shade)"></cropper-shade>
        <cropper-selection
          movable
          resizable
          outlined
          theme-color="var(--crop-line)"
          aspect-ratio=${this.rules.ratio ?? 'NaN'}
          @change=${this.#onDragged}
        >
          <cropper-grid aria-hidden="true" bordered covered theme-color="var(--crop-grid)"></cropper-grid>
          <cropper-handle action="move" plain></cropper-handle>
          ${HANDLES.map((side) => html`<cropper-handle action="${side}-resize" theme-color="var(--crop-line)"></cropper-handle>`)}
        </cropper-selection>
      </cropper-canvas>
    `
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isNewPicture = changed.has('url')
    if (isNewPicture || this.#exact === undefined || !isSameArea(rounded(this.#exact, this.rules), this.area)) {
      this.#exact = this.area
    }
    if (isNewPicture) void this.#show()
    else this.#place()
  }

  /** Until it is fitted the picture would lie over what stands beside it. */
  async #show(): Promise<void> {
    const { url } = this
    this.toggleAttribute('data-loading', true)
    await this.#picture?.$ready().catch(() => undefined)
    if (url !== this.url) return
    if (this.isConnected) this.#fit()
    this.toggleAttribute('data-loading', false)
  }

  #fit(): void {
    this.#picture?.$center('contain')
    this.#place()
  }

  #place(): void {
    const selection = this.querySelector<CropperSelection>('cropper-selection')
    const placement = this.#placement()
    if (!selection || !placement || !this.#exact) return
    const { left, top, scale } = placement
    const { x, y, width, height } = this.#exact
    this.#isPlacing = true
    try {
      selection.$change(left + x * scale, top + y * scale, width * scale, height * scale, Number.NaN, true)
    } finally {
      this.#isPlacing = false
    }
  }

  readonly #onDragged = (event: CustomEvent<Area>): void => {
    if (this.#isPlacing) return
    // Drawn by us, within the picture; the selection has ideas of its own when it begins.
    event.preventDefault()
    const placement = this.#placement()
    if (!this.#isDragging || !placement) return
    const { left, top, scale } = placement
    const { x, y, width, height } = event.detail
    const asked = { x: (x - left) / scale, y: (y - top) / scale, width: width / scale, height: height / scale }
    this.#exact = within(asked, this.rules)
    this.#place()
    const area = rounded(this.#exact, this.rules)
    if (!isSameArea(area, this.area)) this.dispatchEvent(new CustomEvent('crop-area', { detail: area }))
  }

  readonly #onDragging = (event: Event): void => {
    this.#isDragging = event.type === 'actionstart'
  }

  /** It lies still: only the area moves. */
  readonly #onPictureMoved = (event: CustomEvent<{ readonly matrix: readonly number[] }>): void => {
    if (event.detail.matrix.some((value) => !Number.isFinite(value))) event.preventDefault()
  }

  get #picture(): CropperImage | null {
    return this.querySelector<CropperImage>('cropper-image')
  }

  /** As `object-fit: contain` lays it. */
  #placement(): Placement | undefined {
    const { width, height } = this.rules.image
    const { clientWidth, clientHeight } = this
    if (clientWidth === 0 || clientHeight === 0) return undefined
    const scale = Math.min(clientWidth / width, clientHeight / height)
    return { left: (clientWidth - width * scale) / 2, top: (clientHeight - height * scale) / 2, scale }
  }
}
