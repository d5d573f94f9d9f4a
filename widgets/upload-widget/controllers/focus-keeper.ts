/**
 * Where the focus is inside of the open window: first on what people came for, later never on a control that has gone,
 * and on the safe answer while a question is open.
 */

export class FocusKeeper {
  readonly #host: HTMLElement
  /** The focus is on the window itself, because what people came for has not arrived yet. */
  #isWaiting = false

  constructor(host: HTMLElement) {
    this.#host = host
  }

  /** The window has just opened. */
  begin(): void {
    this.#move('')
  }

  /** After each render. */
  keep(isConfirming: boolean): void {
    const active = this.#host.shadowRoot?.activeElement
    if (isConfirming) {
      if (!active?.closest('.confirmation')) this.#move('.confirmation ')
      return
    }
    const isElsewhere = document.activeElement !== document.body && document.activeElement !== this.#host
    const isLost = active ? active.localName === 'dialog' : !isElsewhere
    this.#isWaiting &&= active?.matches('.frame') === true
    if (isLost || this.#isWaiting) this.#move('')
  }

  #move(scope: string): void {
    const root = this.#host.shadowRoot
    const wanted = root?.querySelector<HTMLElement>(`${scope}[data-autofocus]:not(:disabled)`)
    this.#isWaiting = !wanted
    const target = wanted ?? root?.querySelector<HTMLElement>('.frame')
    target?.focus({ preventScroll: true })
  }
}
