/**
 * One native modal `<dialog>` of a host element: shown in the top layer, so no z-index of the page can cover it, with the
 * page's scroll locked, focus given back to where it came from, and everything undone when the host is removed.
 *
 * Esc asks (`onCloseRequest`) instead of closing by itself. It is taken at `keydown`: dialogs that were opened without a
 * click share one close request in Chromium, and a dialog of the page underneath would close as well. Other close requests
 * (the back gesture of a phone) come as `cancel`; one that browsers do not let us refuse is reported by `onForcedClose`.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { lockScroll } from './scroll-lock.ts'

export interface ModalOptions {
  readonly dialog: () => HTMLDialogElement | null
  readonly onCloseRequest: () => void
  readonly onForcedClose: () => void
}

export class Modal implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #options: ModalOptions
  #dialog: HTMLDialogElement | undefined
  #opener: HTMLElement | undefined
  #release: (() => void) | undefined

  constructor(host: ReactiveControllerHost & HTMLElement, options: ModalOptions) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  get isOpen(): boolean {
    return this.#dialog !== undefined
  }

  /** The dialog must be rendered. A second call does nothing. */
  open(): void {
    const dialog = this.#options.dialog()
    if (!dialog || this.#dialog || !dialog.isConnected) return
    this.#opener = deepActiveElement()
    this.#dialog = dialog
    dialog.addEventListener('keydown', this.#onKeydown)
    dialog.addEventListener('cancel', this.#onCancel)
    dialog.addEventListener('close', this.#onClose)
    addEventListener('pagehide', this.#onPageHide)
    dialog.showModal()
    this.#release = lockScroll()
  }

  close(options: { readonly restoreFocus?: boolean } = {}): void {
    const dialog = this.#dialog
    if (!dialog) return
    this.#dialog = undefined
    dialog.removeEventListener('keydown', this.#onKeydown)
    dialog.removeEventListener('cancel', this.#onCancel)
    dialog.removeEventListener('close', this.#onClose)
    removeEventListener('pagehide', this.#onPageHide)
    this.#release?.()
    this.#release = undefined
    if (dialog.open) dialog.close()
    if (options.restoreFocus !== false && this.#opener?.isConnected) this.#opener.focus({ preventScroll: true })
    this.#opener = undefined
  }

  hostDisconnected(): void {
    this.close({ restoreFocus: false })
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    this.#options.onCloseRequest()
  }

  readonly #onCancel = (event: Event): void => {
    // A file chooser that is closed without a choice fires `cancel` on its input, which bubbles up to here.
    if (event.target !== this.#dialog) return
    event.preventDefault()
    this.#options.onCloseRequest()
  }

  readonly #onClose = (event: Event): void => {
    // The event comes a task late: by then the page may have opened it again.
    if (event.target !== this.#dialog || this.#dialog.open) return
    this.close()
    this.#options.onForcedClose()
    this.#host.requestUpdate()
  }

  readonly #onPageHide = (): void => {
    this.#release?.()
    this.#release = undefined
  }
}

/** What has the focus, seen through shadow roots. */
function deepActiveElement(): HTMLElement | undefined {
  let active: Element | null = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active instanceof HTMLElement && active !== document.body ? active : undefined
}
