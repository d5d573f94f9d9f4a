/** Copies of files on their way that survive a reload (`saved-queue.ts`), which nothing waits for: loaded behind the rest. */
import type { SavedQueue, SavedQueueEvents } from './saved-queue.ts'

export class SafeCopies {
  readonly #queue: Promise<SavedQueue | undefined>

  constructor(scope: string, events: SavedQueueEvents) {
    this.#queue = import('./saved-queue.ts').then(
      ({ openSavedQueue }) => openSavedQueue(scope, events),
      () => undefined,
    )
  }

  /** Does something with the saved queue, when there is one; undefined when there is none. */
  async with<Result>(work: (queue: SavedQueue) => Result): Promise<Awaited<Result> | undefined> {
    const queue = await this.#queue
    return queue && (await work(queue))
  }
}
