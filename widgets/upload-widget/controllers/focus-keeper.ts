/**
 * Where the focus is inside of the open window: first on what people came for, later never on a control that has gone,
 * and on the safe answer while a question is open.
 */

export class FocusKeeper {
  readonly #host: HTMLElement

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
    if (isLost) this.#move('')
  }

  #move(scope: string): void {
    const root = this.#host.shadowRoot
    const target =
      root?.querySelector<HTMLElement>(`${scope}[data-autofocus]`) ?? root?.querySelector<HTMLElement>('.frame')
    target?.focus({ preventScroll: true })
  }
}
