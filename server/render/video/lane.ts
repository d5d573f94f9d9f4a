/** A few programs at a time, in the order of their callers; a bounded number waits, the rest is refused at once. */
import { OverloadedError } from '../../errors/media-errors.ts'

export interface LaneOptions {
  /** At a time. */
  readonly concurrency: number
  readonly mostWaiting: number
}

export class Lane {
  readonly #options: LaneOptions
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(options: LaneOptions) {
    this.#options = options
  }

  /** @throws OverloadedError; the signal's reason when the caller leaves while it waits */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    await this.#enter(signal)
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  async #enter(signal?: AbortSignal): Promise<void> {
    if (this.#running < this.#options.concurrency) {
      this.#running += 1
      return
    }
    if (this.#waiting.length >= this.#options.mostWaiting) throw new OverloadedError(1)
    // The one that leaves hands its place over.
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      this.#waiting.push(enter)
    })
  }

  #leave(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#running -= 1
    else next()
  }
}
