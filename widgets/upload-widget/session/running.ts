/**
 * The queue while it runs: from the first row that starts until the last has ended. Whoever stops a row sets its status
 * first and then stops the engine.
 */
import type { UploadEngine } from '../../kit/upload/engine.ts'
import { fileInfo, type UploadInfo } from '../events.ts'
import { Preparation } from '../reduce/preparation.ts'
import { rowRunner } from '../row-runner.ts'
import { isRunning, isSettled, type Row, type RowError } from '../rows.ts'
import { problemOf } from '../setup-problems.ts'
import { summarise } from '../store.ts'
import type { SessionContext } from './context.ts'

/** Enough to fill a line; more only makes each file slower. */
const PARALLEL_FILES = 3

const loadEngine = () => import('../../kit/upload/engine.ts')

export class RunningQueue {
  readonly #context: SessionContext
  readonly #preparation: Preparation
  readonly #runRow: (id: string, signal: AbortSignal) => Promise<void>
  /** Made with the first file: Uppy keeps a timer for its first seconds. */
  #madeEngine: UploadEngine | undefined
  /** Rows of the queue that is running, refused ones included; undefined while nothing runs. */
  #members: Set<string> | undefined
  #hasEverAnswered = false

  constructor(context: SessionContext) {
    const { host, store, materials, copies } = context
    this.#context = context
    this.#preparation = new Preparation(() => host.option('reduceWorker'))
    this.#runRow = rowRunner(host, store, materials, copies, this.#preparation, {
      succeeded: (id, info) => this.#succeeded(id, info),
      failed: (id, error, cause) => this.#failed(id, error, cause),
      progressed: (id) => this.#progressed(id),
    })
    // Ahead, and in silence: what cannot be loaded now is told when there is something to upload.
    loadEngine().catch(() => undefined)
  }

  /** `members` are the rows that the end of the queue tells about, those that were refused before included. */
  start(ids: readonly string[], members = ids): void {
    const { announcer, host, store } = this.#context
    if (ids.length === 0) return
    if (!this.#members) {
      this.#members = new Set()
      announcer.reset()
      host.emit('tintype-upload-queue-start', undefined)
    }
    for (const id of members) this.#members.add(id)
    if (store.getState().isOnline) void this.#run(ids)
  }

  pause(ids: readonly string[]): void {
    const { host, store } = this.#context
    store.updateRows(this.#context.those(ids, isRunning), { status: 'paused' })
    this.#madeEngine?.stop(ids)
    host.say(host.texts().text('announce.paused'))
  }

  resume(ids: readonly string[]): void {
    const paused = this.#context.those(ids, (row) => row.status === 'paused')
    this.#context.store.updateRows(paused, { status: 'queued' })
    this.start(ids)
  }

  /** Stops and gives up; without ids everything that has not ended. */
  abort(asked?: readonly string[]): void {
    const isOpen = (row: Row): boolean => !isSettled(row)
    const ids = asked ? this.#context.those(asked, isOpen) : this.#context.ids(isOpen)
    if (ids.length === 0) return
    this.#context.store.updateRows(ids, { status: 'aborted' })
    this.#madeEngine?.stop(ids)
    this.#context.forget(ids)
    this.#context.host.emit('tintype-upload-abort', { ids, all: asked === undefined })
    this.#endIfDone()
  }

  /** Tries failed rows again; without ids all of them. */
  retry(asked?: readonly string[]): void {
    const { host, store } = this.#context
    const canBeTried = (row: Row): boolean => row.status === 'failed' && row.error?.isRetryable === true
    const ids = asked ? this.#context.those(asked, canBeTried) : this.#context.ids(canBeTried)
    if (ids.length === 0 || !this.#context.checkSetup()) return
    store.patch({ problem: undefined })
    store.updateRows(ids, { status: 'queued' })
    host.emit('tintype-upload-retry', { ids, all: asked === undefined })
    this.start(ids)
  }

  /** A row that was refused or has failed is told. */
  tellFailure(row: Row, error: RowError): void {
    const { announcer, host } = this.#context
    announcer.failed(row, host.texts().text(error.key, error.values))
    host.emit('tintype-upload-error', {
      status: error.status,
      statusText: error.message,
      file: fileInfo(row),
      failed: true,
    })
  }

  goOffline(): void {
    const { store } = this.#context
    store.patch({ isOnline: false })
    const ids = this.#context.ids(isRunning)
    const begun = this.#context.those(ids, (row) => row.status !== 'queued')
    store.updateRows(begun, { status: 'waiting' })
    this.#madeEngine?.stop(ids)
  }

  goOnline(): void {
    this.#context.store.patch({ isOnline: true })
    void this.#run(this.#context.ids(isRunning))
  }

  destroy(): void {
    this.#madeEngine?.destroy()
    this.#preparation.destroy()
  }

  /** The engine is loaded behind the first screen: nobody has picked a file by then. */
  async #run(ids: readonly string[]): Promise<void> {
    const { store, host } = this.#context
    const isWanted = (id: string): boolean => this.#context.is(id, isRunning)
    try {
      const { createUploadEngine } = await loadEngine()
      if (!this.#context.isAlive) return
      this.#madeEngine ??= createUploadEngine({
        concurrency: PARALLEL_FILES,
        run: this.#runRow,
        placeOf: store.placeOf,
      })
      this.#madeEngine.start(ids.filter(isWanted))
    } catch (cause) {
      const key = 'uploader.errors.unavailable'
      const error: RowError = { key, values: {}, status: 0, message: host.texts().text(key), isRetryable: true }
      for (const id of ids) if (this.#context.isAlive && isWanted(id)) this.#failed(id, error, cause)
    }
  }

  #succeeded(id: string, info: UploadInfo): void {
    const { announcer, host, store } = this.#context
    this.#hasEverAnswered = true
    store.patch({ problem: undefined })
    const { width, height } = info
    store.updateRow(id, {
      status: 'done',
      result: info,
      ...(typeof width === 'number' && typeof height === 'number' ? { width, height } : {}),
    })
    this.#context.forget([id])
    const row = store.row(id)
    const summary = summarise(store.getState().rows)
    if (row) announcer.uploaded(row, summary)
    host.emit('tintype-upload-success', info)
    this.#endIfDone()
  }

  #failed(id: string, error: RowError, cause: unknown): void {
    const { host, store } = this.#context
    if (error.status > 0) this.#hasEverAnswered = true
    store.updateRow(id, { status: 'failed', error })
    // What a lost connection broke can go on, even after a reload; and what may be paid for stays.
    const isRefused = error.status > 0 && error.status < 500 && !error.isPaid
    if (!error.isRetryable || isRefused) this.#context.forget([id])
    const problem = problemOf(cause, host.options, host.bases(), this.#hasEverAnswered)
    if (problem) this.#context.report(problem)
    const row = store.row(id)
    if (row) this.tellFailure(row, error)
    this.#endIfDone()
  }

  #progressed(id: string): void {
    const { announcer, host, store } = this.#context
    const summary = summarise(store.getState().rows)
    announcer.progress(summary)
    const row = store.row(id)
    if (row)
      host.emit('tintype-upload-progress', {
        id,
        progress: fileInfo(row).progress,
        total: Math.round(summary.progress * 100),
      })
  }

  #endIfDone(): void {
    const members = this.#members
    if (!members) return
    const rows = this.#context.store.getState().rows.filter((row) => members.has(row.id))
    if (!rows.every(isSettled)) return
    this.#members = undefined
    this.#context.announcer.finished(summarise(rows))
    this.#context.host.emit('tintype-upload-queue-end', { files: rows.map(fileInfo) })
  }
}
