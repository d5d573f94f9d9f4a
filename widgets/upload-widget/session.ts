/**
 * What the upload widget does, without saying how it looks: takes files, applies the rules of a batch, runs the queue,
 * and tells the page. One session lives as long as its element is connected.
 *
 * Over the ceiling of 300 lines: the moves of a queue (add, start, pause, abort, retry, end) have to be read together.
 */

import { isWebAddress } from '../kit/drop/dropped-files.ts'
import type { Emit } from '../kit/events.ts'
import { logError } from '../kit/log.ts'
import type { EngineOptions, UploadEngine } from '../kit/upload/engine.ts'
import { type Announcer, createAnnouncer } from './announcer.ts'
import { judgeBatch, type Picked } from './batch-rules.ts'
import { fewAtOnce } from './checks/few-at-once.ts'
import { type CheckedFile, checkFile } from './checks/file-checks.ts'
import { complaintError, pageComplaint } from './checks/page-checks.ts'
import { type CroppedFile, CropTurns } from './crop/crop-turns.ts'
import { fileInfo, type UploadInfo, type UploadWidgetEvents } from './events.ts'
import { createPreviews, type Previews } from './files/previews.ts'
import { SafeCopies } from './files/safe-copies.ts'
import type { MetadataTurns } from './metadata/metadata-turns.ts'
import {
  describedFile,
  type Elsewhere,
  newRow,
  nextId,
  outcomeOfCheck,
  type RemoteFile,
  remoteFile,
  remoteRow,
} from './new-rows.ts'
import { Preparation } from './reduce/preparation.ts'
import { reductionPlan } from './reduce/reduction-plan.ts'
import { newResumePoint, type RowMaterial, type RunnerHost, rowRunner } from './row-runner.ts'
import { isMovable, isRunning, isSettled, type Row, type RowError } from './rows.ts'
import { missingSetup, problemOf } from './setup-problems.ts'
import type { SourceName } from './sources.ts'
import { type SetupProblem, summarise, type UploadStore } from './store.ts'

export interface SessionHost extends RunnerHost {
  readonly emit: Emit<UploadWidgetEvents>
  say(message: string, urgency?: 'polite' | 'assertive'): void
  /** Asks the page; false stops the batch. */
  mayStartBatch(files: readonly { name: string; size: number; type: string }[]): Promise<boolean>
  /** Uploads that are in the form's value already. */
  heldCount(): number
  /** Tells saved queues of several widgets apart. */
  scope(): string
}

/** A file, or a web address, on its way into the queue. */
type PickedItem = (CroppedFile | Elsewhere) & {
  readonly metadata?: Readonly<Record<string, unknown>>
}

const loadEngine = () => import('../kit/upload/engine.ts')

/** Enough to fill a line; more only makes each file slower. */
const PARALLEL_FILES = 3
const FILES_CHECKED_AT_ONCE = 6

export class UploadSession {
  readonly #host: SessionHost
  readonly #store: UploadStore
  readonly #materials = new Map<string, RowMaterial>()
  readonly #runRow: EngineOptions['run']
  /** Made with the first file: Uppy keeps a timer for its first seconds. */
  #madeEngine: UploadEngine | undefined
  readonly #previews: Previews
  readonly #preparation: Preparation
  readonly #announcer: Announcer
  readonly #copies: SafeCopies | undefined
  readonly crops: CropTurns
  #metadata: MetadataTurns | undefined
  /** Rows of the queue that is running, refused ones included; undefined while nothing runs. */
  #queue: Set<string> | undefined
  /** Rows of batches that wait to be started, refused ones included. */
  readonly #heldRows = new Set<string>()
  #hasEverAnswered = false
  #isAlive = true

  constructor(host: SessionHost, store: UploadStore) {
    this.#host = host
    this.#store = store
    if (!host.option('withoutResume')) {
      this.#copies = new SafeCopies(host.scope(), {
        onFound: (resumable) => this.#isAlive && store.patch({ resumable }),
        onRefused: () => this.#isAlive && this.#notify('info', 'notifications.not_kept', {}),
      })
    }
    this.#announcer = createAnnouncer(
      () => host.texts(),
      (message, urgency) => host.say(message, urgency),
    )
    this.#previews = createPreviews()
    this.crops = new CropTurns(store)
    this.#preparation = new Preparation(() => host.option('reduceWorker'))
    this.#runRow = rowRunner(host, store, this.#materials, this.#copies, this.#preparation, {
      succeeded: (id, info) => this.#succeeded(id, info),
      failed: (id, error, cause) => this.#failed(id, error, cause),
      progressed: (id) => this.#progressed(id),
    })
    store.patch({ isOnline: navigator.onLine })
    // Ahead, and in silence: what cannot be loaded now is told when there is something to upload.
    loadEngine().catch(() => undefined)
    addEventListener('online', this.#onOnline)
    addEventListener('offline', this.#onOffline)
    addEventListener('beforeunload', this.#onBeforeUnload)
  }

  /** Sets or clears the problem that keeps anything from being uploaded. */
  checkSetup(): boolean {
    const problem = missingSetup(this.#host.options)
    const present = this.#store.getState().problem
    // Only what is missing is known here; what the server said stays until the next try.
    if (problem) this.#report(problem)
    else if (present?.code.startsWith('missing_')) this.#store.patch({ problem: undefined })
    return problem === undefined
  }

  async addFiles(files: readonly File[], source: SourceName): Promise<void> {
    if (files.length === 0) return this.#notify('info', 'notifications.empty_folder', {})
    const accepted = this.#accepted(files)
    if (!accepted) return
    this.#store.patch({ checking: accepted.length, screen: 'queue' })
    const checked = await fewAtOnce(accepted, FILES_CHECKED_AT_ONCE, (file) => this.#checked(file))
    if (!this.#isAlive) return
    this.#store.patch({ checking: 0 })
    const ready = this.#host.option('cropping') ? await this.#cropped(checked) : checked
    const described = ready && this.#isAlive ? await this.#described(ready) : undefined
    if (described && this.#isAlive) await this.#addBatch(described, source)
  }

  /** False when the text is no web address. */
  async addUrl(text: string, source: SourceName = 'url'): Promise<boolean> {
    const remoteUrl = text.trim()
    if (!isWebAddress(remoteUrl)) {
      this.#notify('error', 'notifications.invalid_add_url', {})
      return false
    }
    if (!this.#accepted([remoteUrl])) return true
    const complaint = await pageComplaint({ ...remoteFile(remoteUrl), remoteUrl }, this.#host.options, 'add')
    if (!this.#isAlive) return true
    const error = complaint ? { error: complaintError(complaint, this.#host.texts()) } : {}
    const described = await this.#described([{ remoteUrl, ...error }])
    if (described && this.#isAlive) await this.#addBatch(described, source)
    return true
  }

  /** Files that have been checked already. False when none was taken. */
  async addRemote(files: readonly RemoteFile[], source: SourceName): Promise<boolean> {
    const accepted = this.#accepted(files)
    const described = accepted && (await this.#described(accepted))
    if (described && this.#isAlive) await this.#addBatch(described, source)
    return accepted !== undefined
  }

  pause(ids = this.#ids((row) => isRunning(row))): void {
    for (const id of ids) if (this.#is(id, isRunning)) this.#store.updateRow(id, { status: 'paused' })
    this.#madeEngine?.stop(ids)
    this.#host.say(this.#host.texts().text('announce.paused'))
  }

  resume(ids = this.#ids((row) => row.status === 'paused')): void {
    for (const id of ids)
      if (this.#is(id, (row) => row.status === 'paused')) this.#store.updateRow(id, { status: 'queued' })
    this.#start(ids)
  }

  /** Stops and gives up; without ids everything that has not ended. */
  abort(asked?: readonly string[]): void {
    const running = this.#ids((row) => !isSettled(row))
    const ids = (asked ?? running).filter((id) => running.includes(id))
    if (ids.length === 0) return
    for (const id of ids) this.#store.updateRow(id, { status: 'aborted' })
    this.#madeEngine?.stop(ids)
    this.#forget(ids)
    this.#host.emit('tintype-upload-abort', { ids, all: asked === undefined })
    this.#endQueueIfDone()
  }

  /** Tries failed rows again; without ids all of them. */
  retry(asked?: readonly string[]): void {
    const again = this.#ids((row) => row.status === 'failed' && row.error?.isRetryable === true)
    const ids = (asked ?? again).filter((id) => again.includes(id))
    if (ids.length === 0 || !this.checkSetup()) return
    this.#store.patch({ problem: undefined })
    for (const id of ids) this.#store.updateRow(id, { status: 'queued' })
    this.#host.emit('tintype-upload-retry', { ids, all: asked === undefined })
    this.#start(ids)
  }

  /** Takes rows that have ended off the list. */
  remove(ids: readonly string[]): void {
    const gone = ids.filter((id) => this.#is(id, isSettled))
    this.#drop(gone)
    if (this.#store.getState().rows.length === 0) this.#store.patch({ screen: 'source' })
  }

  /** Starts what waits: for people, after a reload, after a pause. */
  start(): void {
    this.resume()
    if (this.missingFiles() === 0) this.#release()
    this.#start(this.#ids((row) => row.status === 'queued'))
  }

  /** How many more files there have to be before anything is sent. */
  missingFiles(): number {
    const least = this.#host.option('multiple') ? (this.#host.option('minFiles') ?? 0) : 0
    return Math.max(0, least - this.#taken().length - this.#host.heldCount())
  }

  /** Puts what waits into this order, among itself. */
  reorder(ids: readonly string[]): void {
    this.#store.reorder(ids.filter((id) => this.#is(id, isMovable)))
    void this.#copies?.with((queue) => queue.order(this.#ids((row) => !isSettled(row))))
  }

  /** Takes what is uploaded off the list. */
  removeFinished(): void {
    this.remove(this.#ids((row) => row.status === 'done'))
  }

  clear(): void {
    this.abort()
    this.#drop(this.#ids(() => true))
    this.#store.patch({ screen: 'source', notice: undefined, showsOnlyCompleted: false, isOrdering: false })
  }

  /** Goes on with the uploads of a visit that ended in the middle. */
  async resumeInterrupted(): Promise<void> {
    if (!this.checkSetup()) return
    const taken = (await this.#copies?.with((queue) => queue.take())) ?? []
    if (!this.#isAlive) return
    if (taken.length === 0) return this.#notify('info', 'notifications.resumed_elsewhere', {})
    const batchId = nextId('batch')
    const rows = taken.map(({ rowId, source, material }) => {
      this.#materials.set(rowId, { ...material })
      const { body, publicId, resume } = material
      const row =
        'remoteUrl' in body
          ? remoteRow(rowId, batchId, body, source, false)
          : newRow(rowId, batchId, body, source, taken.length > 1)
      return { ...row, sentBytes: resume.confirmedBytes, ...(publicId === undefined ? {} : { publicId }) }
    })
    this.#store.patch({ screen: 'queue' })
    this.#enqueue(rows)
  }

  async discardInterrupted(): Promise<void> {
    await this.#copies?.with((queue) => queue.discard())
  }

  destroy(): void {
    this.#isAlive = false
    this.cancelQuestions()
    removeEventListener('online', this.#onOnline)
    removeEventListener('offline', this.#onOffline)
    removeEventListener('beforeunload', this.#onBeforeUnload)
    this.#madeEngine?.destroy()
    this.#previews.destroy()
    this.#preparation.destroy()
    this.#forget([...this.#materials.keys()])
    void this.#copies?.with((queue) => queue.close())
    this.#materials.clear()
  }

  /** The engine is loaded behind the first screen: nobody has picked a file by then. */
  async #run(ids: readonly string[]): Promise<void> {
    try {
      const { createUploadEngine } = await loadEngine()
      if (!this.#isAlive) return
      this.#madeEngine ??= createUploadEngine({
        concurrency: PARALLEL_FILES,
        run: this.#runRow,
        placeOf: (id) => this.#store.getState().rows.findIndex((row) => row.id === id),
      })
      this.#madeEngine.start(ids.filter((id) => this.#is(id, isRunning)))
    } catch (cause) {
      const key = 'uploader.errors.unavailable'
      const error: RowError = { key, values: {}, status: 0, message: this.#host.texts().text(key), isRetryable: true }
      for (const id of ids) if (this.#isAlive && this.#is(id, isRunning)) this.#failed(id, error, cause)
    }
  }

  /** What of a pick is taken; undefined when none of it is. */
  #accepted<Item extends Picked | string>(items: readonly Item[]): readonly Item[] | undefined {
    this.#store.patch({ notice: undefined })
    if (this.#host.option('disabled') || !this.checkSetup()) return undefined
    const { publicId } = this.#store.getState()
    const present = this.#taken()
    const verdict = judgeBatch(items, this.#host.options, {
      publicId,
      taken: present.length + this.#host.heldCount(),
      takenBytes: present.reduce((sum, { size = 0 }) => sum + size, 0),
      texts: this.#host.texts(),
    })
    if (verdict.notice) this.#notify(verdict.notice.kind, verdict.notice.key, verdict.notice.values)
    if (verdict.refusal) this.#host.emit('tintype-upload-batch-cancelled', { reason: verdict.refusal })
    if (verdict.replaces) this.#replaceSelection()
    return verdict.items
  }

  /** Rows that have not failed or been given up. */
  #taken(): readonly Row[] {
    return this.#store.getState().rows.filter((row) => row.status !== 'failed' && row.status !== 'aborted')
  }

  async #checked(file: File): Promise<CheckedFile> {
    const checked = await checkFile(file, this.#host.options, this.#host.texts())
    const complaint = checked.error ? undefined : await pageComplaint(file, this.#host.options, 'add')
    return complaint ? { file, error: complaintError(complaint, this.#host.texts()) } : checked
  }

  /** What the crop screen and the form are asking, people no longer want to answer. */
  cancelQuestions(): void {
    this.crops.cancel()
    this.#metadata?.cancel()
  }

  /** People say what each file is about; undefined when they thought better of it. */
  async #described(items: readonly PickedItem[]): Promise<readonly PickedItem[] | undefined> {
    const { metadataForm, cloudName = '', uploadPreset, metadata = {} } = this.#host.options
    const good = items.filter((item) => item.error === undefined)
    if (!metadataForm || good.length === 0) return items
    try {
      this.#metadata ??= new (await import('./metadata/metadata-turns.ts')).MetadataTurns(this.#store)
    } catch {
      this.#notify('error', 'loading.failed', {})
      return undefined
    }
    const files = good.map(describedFile)
    const preset = this.#store.getState().preset || uploadPreset
    const { apiBase } = this.#host.bases()
    const values = await this.#metadata.ask(files, { apiBase, cloudName, preset, given: metadata })
    if (!values && this.#store.getState().rows.length === 0) this.#store.patch({ screen: 'source' })
    return values && items.map((item) => ({ ...item, metadata: values[good.indexOf(item)] ?? metadata }))
  }

  async #addBatch(items: readonly PickedItem[], source: SourceName): Promise<void> {
    const described = items.map(describedFile)
    const mayStart = await this.#host.mayStartBatch(described.map(({ name, size, type }) => ({ name, size, type })))
    if (!this.#isAlive) return
    if (!mayStart) {
      this.#notify('info', 'notifications.cancelled', {})
      if (this.#store.getState().rows.length === 0) this.#store.patch({ screen: 'source' })
      return
    }
    const batchId = nextId('batch')
    const { publicId, tags, preset, context } = this.#store.getState()
    const rows = items.map((item, index) => {
      const id = nextId('file')
      const chosen = this.#publicIdFor(publicId || this.#host.option('publicId'), index)
      const about =
        'file' in item
          ? newRow(id, batchId, item.file, source, items.length > 1)
          : remoteRow(id, batchId, item, source, items.length > 1)
      const reduction = 'file' in item ? reductionPlan(item, this.#host.options) : undefined
      this.#materials.set(id, {
        body: 'file' in item ? item.file : item,
        ...(reduction ? { reduction } : {}),
        ...('file' in item && item.coordinates ? { coordinates: item.coordinates } : {}),
        publicId: chosen,
        tags: [...new Set([...this.#host.option('tags'), ...tags])],
        preset,
        ...(item.metadata ? { metadata: item.metadata } : {}),
        context,
        resume: newResumePoint(),
      })
      return { ...about, ...(chosen === undefined ? {} : { publicId: chosen }), ...outcomeOfCheck(item) }
    })
    this.#store.patch({ screen: 'queue' })
    this.#enqueue(rows)
  }

  /** People choose what of each picture counts; undefined when they thought better of it. */
  async #cropped(files: readonly CheckedFile[]): Promise<readonly CroppedFile[] | undefined> {
    if (!this.#host.option('multiple')) this.crops.cancel()
    const cropped = await this.crops.ask(files)
    if (cropped === undefined && this.#store.getState().rows.length === 0) this.#store.patch({ screen: 'source' })
    return cropped
  }

  #enqueue(rows: readonly Row[]): void {
    const taken = rows.filter((row) => row.status === 'queued')
    this.#store.addRows(rows.map((row) => (row.status === 'queued' ? { ...row, status: 'held' } : row)))
    if (taken.length > 0) this.#announcer.added(taken.length)
    for (const row of rows) this.#prepareExtras(row)
    for (const row of taken) this.#host.emit('tintype-upload-added', { file: fileInfo(row), publicId: row.publicId })
    for (const row of rows) if (row.error) this.#tellFailure(row, row.error)
    if (taken.length === 0) return
    for (const { id } of rows) this.#heldRows.add(id)
    if (!this.#host.option('manualStart') && this.missingFiles() === 0) this.#release()
  }

  #release(): void {
    const held = this.#ids((row) => row.status === 'held')
    for (const id of held) this.#store.updateRow(id, { status: 'queued' })
    const members = [...this.#heldRows]
    this.#heldRows.clear()
    this.#start(held, members)
  }

  #start(ids: readonly string[], members = ids): void {
    if (ids.length === 0) return
    if (!this.#queue) {
      this.#queue = new Set()
      this.#announcer.reset()
      this.#host.emit('tintype-upload-queue-start', undefined)
    }
    for (const id of members) this.#queue.add(id)
    if (this.#store.getState().isOnline) void this.#run(ids)
  }

  #succeeded(id: string, info: UploadInfo): void {
    this.#hasEverAnswered = true
    this.#store.patch({ problem: undefined })
    const { width, height } = info
    this.#store.updateRow(id, {
      status: 'done',
      result: info,
      ...(typeof width === 'number' && typeof height === 'number' ? { width, height } : {}),
    })
    this.#forget([id])
    const row = this.#store.row(id)
    const summary = summarise(this.#store.getState().rows)
    if (row) this.#announcer.uploaded(row, summary)
    this.#host.emit('tintype-upload-success', info)
    this.#endQueueIfDone()
  }

  #failed(id: string, error: RowError, cause: unknown): void {
    if (error.status > 0) this.#hasEverAnswered = true
    this.#store.updateRow(id, { status: 'failed', error })
    // What a lost connection broke can go on, even after a reload.
    if (!error.isRetryable || (error.status > 0 && error.status < 500)) this.#forget([id])
    const problem = problemOf(cause, this.#host.options, this.#host.bases(), this.#hasEverAnswered)
    if (problem) this.#report(problem)
    const row = this.#store.row(id)
    if (row) this.#tellFailure(row, error)
    this.#endQueueIfDone()
  }

  #tellFailure(row: Row, error: RowError): void {
    this.#announcer.failed(row, this.#host.texts().text(error.key, error.values))
    this.#host.emit('tintype-upload-error', {
      status: error.status,
      statusText: error.message,
      file: fileInfo(row),
      failed: true,
    })
  }

  #progressed(id: string): void {
    const summary = summarise(this.#store.getState().rows)
    this.#announcer.progress(summary)
    const row = this.#store.row(id)
    if (row)
      this.#host.emit('tintype-upload-progress', {
        id,
        progress: fileInfo(row).progress,
        total: Math.round(summary.progress * 100),
      })
  }

  #endQueueIfDone(): void {
    const members = this.#queue
    if (!members) return
    const rows = this.#store.getState().rows.filter((row) => members.has(row.id))
    if (!rows.every(isSettled)) return
    this.#queue = undefined
    this.#announcer.finished(summarise(rows))
    this.#host.emit('tintype-upload-queue-end', { files: rows.map(fileInfo) })
  }

  /** Picture and safety copy; neither holds up the upload. */
  #prepareExtras(row: Row): void {
    const material = this.#materials.get(row.id)
    if (!material) return
    const { body, prepared: _made, ...rest } = material
    if ('send' in body) return
    if (row.status === 'queued') {
      const kept = { rowId: row.id, source: row.source, material: { ...rest, body } }
      void this.#copies?.with((queue) => queue.save(kept))
    }
    if ('remoteUrl' in body) return
    void this.#previews.make(row.id, body).then((previewUrl) => {
      if (previewUrl && this.#isAlive) this.#store.updateRow(row.id, { previewUrl })
    })
  }

  #replaceSelection(): void {
    this.abort()
    this.#drop(this.#ids(() => true))
  }

  #forget(ids: readonly string[]): void {
    void this.#copies?.with((queue) => queue.forget(ids))
  }

  #drop(ids: readonly string[]): void {
    this.#forget(ids)
    this.#store.removeRows(ids)
    this.#previews.drop(ids)
    for (const id of ids) this.#materials.delete(id)
  }

  /** The same public ID for several files would make each replace the one before. */
  #publicIdFor(publicId: string | undefined, index: number): string | undefined {
    return publicId === undefined || index === 0 ? publicId : `${publicId}_${index}`
  }

  #report(problem: SetupProblem): void {
    if (this.#store.getState().problem?.code === problem.code) return
    this.#store.patch({ problem })
    const texts = this.#host.texts()
    const said = [`problem.${problem.code}`, `problem.${problem.code}_fix`] as const
    logError(said.map((key) => texts.text(key, problem.values)).join(' '))
  }

  #notify(kind: 'error' | 'info', key: RowError['key'], values: RowError['values']): void {
    this.#store.patch({ notice: { kind, key, values } })
    this.#host.say(this.#host.texts().text(key, values), kind === 'error' ? 'assertive' : 'polite')
  }

  #ids(matches: (row: Row) => boolean): readonly string[] {
    return this.#store
      .getState()
      .rows.filter(matches)
      .map((row) => row.id)
  }

  #is(id: string, matches: (row: Row) => boolean): boolean {
    const row = this.#store.row(id)
    return row !== undefined && matches(row)
  }

  readonly #onOffline = (): void => {
    this.#store.patch({ isOnline: false })
    const ids = this.#ids(isRunning)
    for (const id of ids)
      if (this.#is(id, (row) => row.status !== 'queued')) this.#store.updateRow(id, { status: 'waiting' })
    this.#madeEngine?.stop(ids)
  }

  readonly #onOnline = (): void => {
    this.#store.patch({ isOnline: true })
    void this.#run(this.#ids(isRunning))
  }

  readonly #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    const { isCapturing } = this.#store.getState()
    if (isCapturing || this.#ids((row) => !isSettled(row)).length > 0) event.preventDefault()
  }
}
