/**
 * What a screen reader is told: one polite and one assertive region per widget, at most one message a second each.
 * Messages that wait are read together, in order; the same message is not repeated while it still stands.
 *
 * The host renders `liveRegion.render()` inside whatever is on top: regions outside of an open modal dialog are inert.
 */
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'

export type Urgency = 'polite' | 'assertive'

const INTERVAL_MS = 1000

interface Region {
  text: string
  waiting: string[]
  timer: ReturnType<typeof setTimeout> | undefined
}

export class LiveRegion implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #regions: Record<Urgency, Region> = { polite: emptyRegion(), assertive: emptyRegion() }

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  say(message: string, urgency: Urgency = 'polite'): void {
    const region = this.#regions[urgency]
    if (region.waiting.includes(message)) return
    region.waiting.push(message)
    if (region.timer === undefined) this.#speak(region)
  }

  hostDisconnected(): void {
    for (const region of Object.values(this.#regions)) {
      clearTimeout(region.timer)
      Object.assign(region, emptyRegion())
    }
  }

  render(): TemplateResult {
    const { polite, assertive } = this.#regions
    return html`
      <div class="visually-hidden" part="live-polite" role="status" aria-live="polite">${polite.text}</div>
      <div class="visually-hidden" part="live-assertive" role="alert" aria-live="assertive">${assertive.text}</div>
    `
  }

  #speak(region: Region): void {
    region.text = region.waiting.join('. ')
    region.waiting = []
    region.timer = setTimeout(() => {
      region.timer = undefined
      if (region.waiting.length > 0) this.#speak(region)
    }, INTERVAL_MS)
    this.#host.requestUpdate()
  }
}

function emptyRegion(): Region {
  return { text: '', waiting: [], timer: undefined }
}
