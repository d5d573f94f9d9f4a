/** Says over the results what came of a change of many assets: how many, which not and why, and the way back. */
import type { LibraryError } from '../api/answer.ts'
import type { LibraryContext } from '../library-context.ts'
import { namesOf, type Outcome } from './outcome.ts'

/** What was done, as a plural of its count. */
export type BulkKey =
  | 'bulk.tagged'
  | 'bulk.described'
  | 'bulk.worded'
  | 'bulk.renamed'
  | 'bulk.moved'
  | 'bulk.collected'
  | 'bulk.uncollected'
  | 'bulk.deleted'
  | 'bulk.restored'
  | 'bulk.undone'

export class BulkNotices {
  readonly #context: LibraryContext

  constructor(context: LibraryContext) {
    this.#context = context
  }

  /** @returns whether something was done, or nothing had to be */
  tell(
    key: BulkKey,
    values: Readonly<Record<string, string>>,
    { done, failures, isStopped }: Outcome,
    undo: (() => void) | undefined,
  ): boolean {
    const texts = this.#context.texts()
    const reason = failures[0]?.reason
    if (done.length === 0 && typeof reason === 'object') return this.#refused(reason)
    const num = done.length
    const sentences = [
      num > 0 ? texts.text(key, { num, ...values }) : failures.length === 0 ? texts.text('bulk.unchanged') : '',
      isStopped ? texts.text('bulk.stopped') : '',
      failures.length > 0 ? texts.text('bulk.partly', { names: namesOf(failures, texts) }) : '',
    ]
    const message = sentences.filter(Boolean).join('. ')
    const action = undo && { label: texts.text('bulk.undo'), run: undo, isUndo: true }
    const kind = failures.length > 0 ? 'error' : 'info'
    this.#context.store.patch({ notice: { kind, message, ...(action ? { action } : {}) } })
    if (typeof reason === 'object') this.#context.report(reason)
    return num > 0 || failures.length === 0
  }

  /** While something is taken back nothing else shows how far it is. */
  course({ done, total }: { readonly done: number; readonly total: number }, stop: () => void): void {
    const texts = this.#context.texts()
    const message = `${texts.text('bulk.working')} ${texts.text('bulk.progress', { number: done, total })}`
    const action = { label: texts.text('bulk.stop'), run: stop }
    this.#context.store.patch({ notice: { kind: 'info', message, action } })
  }

  #refused(error: LibraryError): false {
    const texts = this.#context.texts()
    const message =
      error.code === 'forbidden' ? texts.text('bulk.forbidden') : texts.text('bulk.failed', { message: error.message })
    this.#context.store.patch({ notice: { kind: 'error', message } })
    this.#context.report(error)
    return false
  }
}
