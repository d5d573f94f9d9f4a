/** Where the focus is inside of the open window: first on what people came for, later never on a control that has gone. */

export class FocusKeeper {
  readonly #host: HTMLElement
  /** The window itself has the focus until there is something to give it to. */
  #isWaiting = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: HTMLElement) {
    this.#host = host
  }

  /** The window has just opened. */
  begin(): void {
    this.#isWaiting = true
    this.#move()
  }

  /** After each render; looks a moment later, because between two controls nothing has the focus. */
  keep(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (this.#host.isConnected) this.#keep()
    })
  }

  #keep(): void {
    const root = this.#host.shadowRoot
    if (!root?.querySelector('dialog[open]')) return
    const active = root?.activeElement
    const isElsewhere = document.activeElement !== document.body && document.activeElement !== this.#host
    const isLost = active ? active.localName === 'dialog' || active.closest('[inert]') !== null : !isElsewhere
    if (isLost || (this.#isWaiting && active?.classList.contains('frame'))) this.#move()
  }

  #move(): void {
    const root = this.#host.shadowRoot
    const candidates = [...(root?.querySelectorAll<HTMLElement>('[data-autofocus]') ?? [])]
    const target = candidates.find((candidate) => candidate.closest('[inert]') === null)
    if (target) this.#isWaiting = false
    ;(target ?? root?.querySelector<HTMLElement>('.frame'))?.focus({ preventScroll: true })
  }
}
