/**
 * What a screen reader is told: one polite and one assertive region per widget, at most one message a second each.
 * Messages that wait are read together, in order.
 *
 * A message is given to `say`, or stands in the widget: what has `data-say` is said when it appears and when its text
 * changes; of several texts of one element the last. No other live regions are needed, which would speak at the same time.
 *
 * `data-say`  `polite`, `assertive` (interrupts), or `changes`: polite, without its first text. With `aria-busy` it is only
 *             said when it still stands after a second: what comes at once need not be waited for.
 *
 * The host renders `liveRegion.render()` inside whatever is on top: regions outside of an open modal dialog are inert.
 */
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'

export type Urgency = 'polite' | 'assertive'

const INTERVAL_MS = 1000

interface Region {
  text: string
  /** By where it comes from: an element, or the message itself. */
  waiting: Map<Element | string, string>
  timer: ReturnType<typeof setTimeout> | undefined
}

export class LiveRegion implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element
  readonly #regions: Record<Urgency, Region> = { polite: emptyRegion(), assertive: emptyRegion() }
  #said = new WeakMap<Element, string>()
  #observer: MutationObserver | undefined

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host
    host.addController(this)
  }

  say(message: string, urgency: Urgency = 'polite'): void {
    this.#take(message, message, urgency)
  }

  hostConnected(): void {
    const { shadowRoot } = this.#host
    if (!shadowRoot) return
    this.#observer ??= new MutationObserver(() => this.#look(shadowRoot))
    this.#observer.observe(shadowRoot, { subtree: true, childList: true, characterData: true })
  }

  hostDisconnected(): void {
    this.#observer?.disconnect()
    this.#said = new WeakMap()
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

  #look(root: ShadowRoot): void {
    for (const element of root.querySelectorAll<HTMLElement>('[data-say]')) {
      const words = wordsOf(element)
      const before = this.#said.get(element)
      if (words === before) continue
      this.#said.set(element, words)
      const { say } = element.dataset
      if (words === '' || (say === 'changes' && before === undefined)) continue
      this.#take(element, words, say === 'assertive' ? say : 'polite', element.ariaBusy === 'true')
    }
  }

  #take(source: Element | string, message: string, urgency: Urgency, waits = false): void {
    const region = this.#regions[urgency]
    region.waiting.set(source, message)
    if (region.timer !== undefined) return
    if (waits) this.#pause(region)
    else this.#speak(region)
  }

  #speak(region: Region): void {
    const standing = [...region.waiting].filter(([source]) => typeof source === 'string' || source.isConnected)
    region.waiting.clear()
    if (standing.length === 0) return
    const text = sentences(standing.map(([, message]) => message))
    // The same words again are only heard when something changes.
    region.text = text === region.text ? `${text}\u00a0` : text
    this.#pause(region)
    this.#host.requestUpdate()
  }

  #pause(region: Region): void {
    region.timer = setTimeout(() => {
      region.timer = undefined
      this.#speak(region)
    }, INTERVAL_MS)
  }
}

/** A title and what is said about it, without the buttons that stand with them. */
function wordsOf(element: Element): string {
  const blocks = [...element.querySelectorAll('h3, h4, p')]
  return sentences((blocks.length > 0 ? blocks : [element]).map(({ textContent }) => textContent))
}

/** Each with an end that a voice makes a pause at. */
function sentences(texts: readonly string[]): string {
  const trimmed = texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean)
  return [...new Set(trimmed)]
    .map((text, place, { length }) => (place < length - 1 && !/\p{P}$/u.test(text) ? `${text}.` : text))
    .join(' ')
}

function emptyRegion(): Region {
  return { text: '', waiting: new Map(), timer: undefined }
}
