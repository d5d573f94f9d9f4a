/** How many rows of a long queue are drawn: some at once, the rest frame by frame, so that people can go on meanwhile. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

const FIRST = 20
/** A frame of a slow phone has no time for more. */
const STEP = 8

export class GrowingList implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #length: () => number
  #limit = FIRST
  #frame: number | undefined

  constructor(host: ReactiveControllerHost, length: () => number) {
    this.#host = host
    this.#length = length
    host.addController(this)
  }

  get limit(): number {
    return this.#limit
  }

  hostUpdated(): void {
    const length = this.#length()
    if (length <= STEP) this.#limit = FIRST
    if (length <= this.#limit || this.#frame !== undefined) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined
      this.#limit += STEP
      this.#host.requestUpdate()
    })
  }

  hostDisconnected(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
    this.#frame = undefined
  }
}
