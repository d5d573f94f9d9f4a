/**
 * Follows what others change while the library is open. What was deleted goes at once; for everything else the results are
 * asked for again when people stand at their beginning, and offered to them when they do not, so that nothing moves
 * under their hands.
 */
import type { LibraryApi, LibraryChange } from '../api/library-api.ts'

export interface LiveRefreshHost {
  readonly api: LibraryApi
  onDeleted(key: { resource_type: string; type: string; public_id: string }): void
  onFoldersChanged(): void
  /** @param isOwn whether all of it was done in this session */
  onChanged(isOwn: boolean): void
}

/** An upload of twenty files is one change. */
const TOGETHER_MS = 700

export class LiveRefresh {
  readonly #host: LiveRefreshHost
  #following: AbortController | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #isOwn = true

  constructor(host: LiveRefreshHost) {
    this.#host = host
  }

  start(): void {
    if (this.#following) return
    const following = new AbortController()
    this.#following = following
    void this.#host.api.changes((change) => this.#take(change), following.signal)
  }

  stop(): void {
    this.#following?.abort()
    this.#following = undefined
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #take({ type, body }: LibraryChange): void {
    // Only says that the stream goes on from here.
    if (type === 'ready') return
    if (/folder/.test(type)) this.#host.onFoldersChanged()
    if (type === 'delete') for (const key of deletedKeys(body)) this.#host.onDeleted(key)
    else {
      this.#isOwn &&= (body as { is_own?: unknown } | undefined)?.is_own === true
      this.#timer ??= setTimeout(() => {
        const isOwn = this.#isOwn
        this.#timer = undefined
        this.#isOwn = true
        this.#host.onChanged(isOwn)
      }, TOGETHER_MS)
    }
  }
}

/** The body is the notification's: one resource or several. */
function deletedKeys(body: unknown): readonly { resource_type: string; type: string; public_id: string }[] {
  const { resources, ...one } = (body ?? {}) as Readonly<Record<string, unknown>>
  const list = Array.isArray(resources) ? resources : [one]
  return list.filter(
    (entry): entry is { resource_type: string; type: string; public_id: string } =>
      typeof entry?.public_id === 'string' && typeof entry.resource_type === 'string' && typeof entry.type === 'string',
  )
}
