/** Tells when the browser goes offline and comes back, while the element is in the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

export class Connection implements ReactiveController {
  readonly #onChange: () => void

  constructor(host: ReactiveControllerHost, onChange: (isOnline: boolean) => void) {
    this.#onChange = () => onChange(navigator.onLine)
    host.addController(this)
  }

  hostConnected(): void {
    addEventListener('online', this.#onChange)
    addEventListener('offline', this.#onChange)
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#onChange)
    removeEventListener('offline', this.#onChange)
  }
}
