/** Keeps the tabs of a widget in step with the sources that the page brings along. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { watchPageSources } from '../page-sources.ts'
import type { SourceName } from '../sources.ts'
import type { UploadStore } from '../store.ts'

interface Host extends ReactiveControllerHost {
  readonly store: UploadStore
  readonly sourceNames: readonly SourceName[]
}

export class PageSourceWatch implements ReactiveController {
  readonly #host: Host
  #end: (() => void) | undefined

  constructor(host: Host) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#end ??= watchPageSources(() => this.#onChange())
  }

  hostDisconnected(): void {
    this.#end?.()
    this.#end = undefined
  }

  /** Whose tab has gone is not shown any longer. */
  #onChange(): void {
    const { store, sourceNames } = this.#host
    const [first = 'local'] = sourceNames
    if (!sourceNames.includes(store.getState().source)) store.patch({ source: first })
    this.#host.requestUpdate()
  }
}
