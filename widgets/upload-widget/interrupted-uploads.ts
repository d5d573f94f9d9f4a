/** Uploads of an earlier visit of this page that ended in the middle: found once, offered, taken over by one widget. */
import type { SavedFile, SavedQueue } from './files/saved-queue.ts'
import type { UploadStore } from './store.ts'

export class InterruptedUploads {
  readonly #saved: SavedQueue
  readonly #store: UploadStore
  #found: readonly SavedFile[] = []

  constructor(saved: SavedQueue, store: UploadStore) {
    this.#saved = saved
    this.#store = store
    void saved.interrupted().then((found) => {
      this.#found = found
      if (found.length > 0) store.patch({ resumable: found.length })
    })
  }

  /** What is still there for this widget; nothing is offered afterwards. */
  async take(): Promise<readonly SavedFile[]> {
    return this.#saved.takeOver(this.#claim())
  }

  async discard(): Promise<void> {
    await this.#saved.discard(this.#claim())
  }

  #claim(): readonly SavedFile[] {
    const found = this.#found
    this.#found = []
    this.#store.patch({ resumable: 0 })
    return found
  }
}
