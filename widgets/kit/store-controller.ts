/**
 * Binds a Lit element to a zustand vanilla store: the element renders again when the selected slice changes
 * (`Object.is`). Subscribed only while connected, so a removed element leaves nothing behind.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { StoreApi } from 'zustand/vanilla'

export class StoreController<State, Slice> implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #store: Pick<StoreApi<State>, 'getState' | 'subscribe'>
  readonly #select: (state: State) => Slice
  #unsubscribe: (() => void) | undefined
  #value: Slice

  constructor(
    host: ReactiveControllerHost,
    store: Pick<StoreApi<State>, 'getState' | 'subscribe'>,
    select: (state: State) => Slice,
  ) {
    this.#host = host
    this.#store = store
    this.#select = select
    this.#value = select(store.getState())
    host.addController(this)
  }

  get value(): Slice {
    return this.#value
  }

  hostConnected(): void {
    this.#take()
    this.#unsubscribe = this.#store.subscribe(() => this.#take())
  }

  hostDisconnected(): void {
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
  }

  #take(): void {
    const next = this.#select(this.#store.getState())
    if (Object.is(next, this.#value)) return
    this.#value = next
    this.#host.requestUpdate()
  }
}
