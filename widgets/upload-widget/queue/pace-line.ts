/** The line under the bar of the queue: how long it will take, how fast it is, and that nothing moves. Looks every second. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import type { UploadTexts } from '../messages/texts.ts'
import type { View } from '../parts/view.ts'
import { isRunning, type Row } from '../rows.ts'
import { paceOf, roundedTime, type Sample, withSample } from './pace.ts'

const LOOK_EVERY_MS = 1000

export class PaceLine extends LitElement {
  // Anew each second and not with each of the many views in between.
  static override readonly properties = { view: { noAccessor: true } }

  declare view: View
  #samples: readonly Sample[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#look()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
    this.#samples = []
  }

  protected override render(): TemplateResult {
    const { texts } = this.view
    const { bytesPerSecond, secondsLeft, isStalled } = paceOf(this.#samples, this.#remaining())
    return html`
      <span class="pace muted">
        ${
          secondsLeft === undefined
            ? nothing
            : html`<span part="time-left">${texts.text('queue.time_left', { time: timeText(secondsLeft, texts) })}</span>
              <span part="speed">${texts.text('queue.speed', { size: texts.bytes(Math.round(bytesPerSecond)) })}</span>`
        }
      </span>
      <span class="stalled" data-say="polite">
        ${isStalled ? html`<span part="stalled">${texts.text('queue.stalled')}</span>` : nothing}
      </span>
    `
  }

  #look(): void {
    const { state } = this.view ?? {}
    // What waits for the server or for a connection is told in its row.
    const isMoving = state?.isOnline && state.rows.some(({ status }) => status === 'uploading')
    const bytes = state?.rows.reduce((sum, { sentBytes }) => sum + sentBytes, 0) ?? 0
    this.#samples = isMoving ? withSample(this.#samples, { atMs: performance.now(), bytes }) : []
    this.requestUpdate()
    this.#timer = setTimeout(() => this.#look(), LOOK_EVERY_MS)
  }

  #remaining(): number {
    const left = ({ size = 0, sentBytes }: Row): number => Math.max(0, size - sentBytes)
    return this.view.state.rows.filter(isRunning).reduce((sum, row) => sum + left(row), 0)
  }
}

function timeText(seconds: number, { language }: UploadTexts): string {
  const { count, unit } = roundedTime(seconds)
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
