/**
 * What the upload widget does, without saying how it looks: takes files, applies the rules of a batch, runs the queue,
 * and tells the page. One session lives as long as its element is connected. The work is done in `session/`: picking,
 * batches, running; here it is put together.
 */

import type { PurchasedFile, RemoteFile } from './new-rows.ts'
import { isMovable, isRunning, isSettled } from './rows.ts'
import { Batches } from './session/batches.ts'
import { SessionContext, type SessionHost } from './session/context.ts'
import { Picking } from './session/picking.ts'
import { RunningQueue } from './session/running.ts'
import type { SourceName } from './sources.ts'
import type { UploadStore } from './store.ts'

export type { SessionHost } from './session/context.ts'

export class UploadSession {
  readonly #context: SessionContext
  readonly #queue: RunningQueue
  readonly #batches: Batches
  readonly #picking: Picking

  constructor(host: SessionHost, store: UploadStore) {
    this.#context = new SessionContext(host, store)
    this.#queue = new RunningQueue(this.#context)
    this.#batches = new Batches(this.#context, this.#queue)
    this.#picking = new Picking(this.#context, this.#batches, () => this.#giveUpEverything())
    store.patch({ isOnline: navigator.onLine })
    addEventListener('online', this.#onOnline)
    addEventListener('offline', this.#onOffline)
    addEventListener('beforeunload', this.#onBeforeUnload)
  }

  get crops(): Picking['crops'] {
    return this.#picking.crops
  }

  /** Sets or clears the problem that keeps anything from being uploaded. */
  checkSetup(): boolean {
    return this.#context.checkSetup()
  }

  addFiles(files: readonly File[], source: SourceName): Promise<void> {
    return this.#picking.addFiles(files, source)
  }

  /** False when the text is no web address. */
  addUrl(text: string, source: SourceName = 'url'): Promise<boolean> {
    return this.#picking.addUrl(text, source)
  }

  /** Files that have been checked already. False when none was taken. */
  addRemote(files: readonly (RemoteFile | PurchasedFile)[], source: SourceName): Promise<boolean> {
    return this.#picking.addRemote(files, source)
  }

  /** What the crop screen and the form are asking, people no longer want to answer. */
  cancelQuestions(): void {
    this.#picking.cancelQuestions()
  }

  pause(ids = this.#context.ids(isRunning)): void {
    this.#queue.pause(ids)
  }

  resume(ids = this.#context.ids((row) => row.status === 'paused')): void {
    this.#queue.resume(ids)
  }

  /** Stops and gives up; without ids everything that has not ended. */
  abort(ids?: readonly string[]): void {
    this.#queue.abort(ids)
  }

  /** Tries failed rows again; without ids all of them. */
  retry(ids?: readonly string[]): void {
    this.#queue.retry(ids)
  }

  /** Starts what waits: for people, after a reload, after a pause. */
  start(): void {
    this.resume()
    if (this.missingFiles() === 0) this.#batches.release()
    this.#queue.start(this.#context.ids((row) => row.status === 'queued'))
  }

  /** How many more files there have to be before anything is sent. */
  missingFiles(): number {
    return this.#batches.missingFiles()
  }

  /** Puts what waits into this order, among itself. */
  reorder(ids: readonly string[]): void {
    const { copies, store } = this.#context
    store.reorder(ids.filter((id) => this.#context.is(id, isMovable)))
    void copies?.with((queue) => queue.order(this.#context.ids((row) => !isSettled(row))))
  }

  /** What was picked, while its row is there; undefined for what lies elsewhere. */
  fileOf(id: string): File | undefined {
    const body = this.#context.materials.get(id)?.body
    return body instanceof File ? body : undefined
  }

  /** Takes rows that have ended off the list. */
  remove(ids: readonly string[]): void {
    this.#context.drop(ids.filter((id) => this.#context.is(id, isSettled)))
    this.#context.backFromEmptyQueue()
  }

  /** Takes what is uploaded off the list. */
  removeFinished(): void {
    this.remove(this.#context.ids((row) => row.status === 'done'))
  }

  clear(): void {
    this.#giveUpEverything()
    this.#context.store.patch({ screen: 'source', notice: undefined, showsOnlyCompleted: false, isOrdering: false })
  }

  /** Goes on with the uploads of a visit that ended in the middle. */
  async resumeInterrupted(): Promise<void> {
    if (this.checkSetup()) await this.#batches.addInterrupted()
  }

  async discardInterrupted(): Promise<void> {
    await this.#context.copies?.with((queue) => queue.discard())
  }

  destroy(): void {
    this.#context.isAlive = false
    this.cancelQuestions()
    removeEventListener('online', this.#onOnline)
    removeEventListener('offline', this.#onOffline)
    removeEventListener('beforeunload', this.#onBeforeUnload)
    this.#queue.destroy()
    this.#context.destroy()
  }

  #giveUpEverything(): void {
    this.abort()
    this.#context.drop(this.#context.ids(() => true))
  }

  readonly #onOffline = (): void => this.#queue.goOffline()
  readonly #onOnline = (): void => this.#queue.goOnline()

  readonly #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    const { isCapturing } = this.#context.store.getState()
    if (isCapturing || this.#context.ids((row) => !isSettled(row)).length > 0) event.preventDefault()
  }
}
