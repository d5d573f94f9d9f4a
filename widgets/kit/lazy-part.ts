/**
 * A part of a widget that is loaded when it is first shown. The widget shows a skeleton until it is there; when it cannot
 * be loaded (no connection, or a page that is older than its server) that is a state to show as well.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { logError } from './log.ts'

export type LazyState<Module> =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed' }
  | { readonly phase: 'ready'; readonly module: Module }

export class LazyPart<Module> implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #load: () => Promise<Module>
  #state: LazyState<Module> | null = null

  /** @param load imports it: `() => import('./part.ts')` */
  constructor(host: ReactiveControllerHost, load: () => Promise<Module>) {
    this.#host = host
    this.#load = load
    host.addController(this)
  }

  hostConnected(): void {}

  /** What is to be shown now. The first call begins to load. */
  get state(): LazyState<Module> {
    if (this.#state === null) void this.load()
    return this.#state ?? { phase: 'loading' }
  }

  /** Loads it ahead, or once more after a failure. */
  async load(): Promise<void> {
    if (this.#state !== null && this.#state.phase !== 'failed') return
    const retries = this.#state !== null
    this.#state = { phase: 'loading' }
    if (retries) this.#host.requestUpdate()
    try {
      this.#state = { phase: 'ready', module: await this.#load() }
    } catch (error) {
      logError(`A part of the widget could not be loaded: ${error instanceof Error ? error.message : String(error)}`)
      this.#state = { phase: 'failed' }
    }
    this.#host.requestUpdate()
  }
}
