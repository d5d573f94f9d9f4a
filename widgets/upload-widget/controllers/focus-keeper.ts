/**
 * Where the focus is inside of the widget: in a window first on what people came for, later never on a control that has
 * gone, and on the safe answer while a question is open. Who takes a file off the list goes on at the one that follows.
 */

export class FocusKeeper {
  readonly #host: HTMLElement
  /** The focus is on the window itself, because what people came for has not arrived yet. */
  #isWaiting = false
  /** What had the focus before this render. */
  #before: Element | null = null
  /** Its row's place in the list; -1 when it is in none. */
  #place = -1

  constructor(host: HTMLElement) {
    this.#host = host
  }

  /** The window has just opened. */
  begin(): void {
    this.#move('')
  }

  /** Before each render. */
  remember(): void {
    this.#before = this.#host.shadowRoot?.activeElement ?? null
    const row = this.#before?.closest('.row')
    this.#place = row ? this.#rows().indexOf(row) : -1
  }

  /** After each render. A modal window has the focus always; in the page it is kept where it was. */
  keep(isModal: boolean, isConfirming: boolean): void {
    const active = this.#host.shadowRoot?.activeElement
    if (isConfirming && (isModal || this.#before !== null)) {
      if (!active?.closest('.confirmation')) this.#move('.confirmation ')
      return
    }
    this.#isWaiting &&= active?.matches('.frame') === true
    if (this.#isLost(isModal, active) && !this.#toNextRow()) this.#move('')
    else if (this.#isWaiting) this.#move('')
  }

  #isLost(isModal: boolean, active: Element | null | undefined): boolean {
    if (active) return active.localName === 'dialog'
    const isElsewhere = document.activeElement !== document.body && document.activeElement !== this.#host
    return !isElsewhere && (isModal || this.#before !== null)
  }

  #toNextRow(): boolean {
    const rows = this.#place < 0 ? [] : this.#rows()
    const row = rows[Math.min(this.#place, rows.length - 1)]
    const button = [...(row?.querySelectorAll<HTMLElement>('.row-actions button') ?? [])].at(-1)
    button?.focus()
    return button !== undefined
  }

  #rows(): Element[] {
    return [...(this.#host.shadowRoot?.querySelectorAll('.row[data-id]') ?? [])]
  }

  #move(scope: string): void {
    const root = this.#host.shadowRoot
    const wanted = root?.querySelector<HTMLElement>(`${scope}[data-autofocus]:not(:disabled)`)
    this.#isWaiting = !wanted
    const target = wanted ?? root?.querySelector<HTMLElement>('.frame')
    target?.focus({ preventScroll: true })
  }
}
