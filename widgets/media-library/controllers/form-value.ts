/** What was inserted last, as the value of a form: JSON under the element's name. */
import type { InsertedAsset, InsertPayload } from '../insert/insert-payload.ts'

export class FormValue {
  // Outside of a browser there is nothing to be part of.
  readonly #internals: ElementInternals | undefined
  #assets: readonly InsertedAsset[] = []

  constructor(host: HTMLElement) {
    this.#internals = typeof host.attachInternals === 'function' ? host.attachInternals() : undefined
    host.addEventListener('tintype-library-insert', (event) => {
      if (event.target === host) this.assets = (event as CustomEvent<InsertPayload>).detail.assets
    })
  }

  get assets(): readonly InsertedAsset[] {
    return this.#assets
  }

  set assets(assets: readonly InsertedAsset[]) {
    this.#assets = assets
    this.#internals?.setFormValue(assets.length > 0 ? JSON.stringify(assets) : null)
  }
}
