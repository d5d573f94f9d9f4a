/** From what was picked and passed every question to rows of the queue; they wait here until the batch may start. */

import { inPieces } from '../../kit/in-pieces.ts'
import { toldInRow, untouched } from '../checks/untouched.ts'
import type { CroppedFile } from '../crop/crop-turns.ts'
import { fileInfo } from '../events.ts'
import { pictureAt } from '../files/previews.ts'
import { describedFile, type Elsewhere, newRow, nextId, outcomeOfCheck, remoteRow } from '../new-rows.ts'
import type { UploadWidgetOptions } from '../options.ts'
import { reductionPlan } from '../reduce/reduction-plan.ts'
import { newResumePoint } from '../row-runner.ts'
import { isSettled, type Row } from '../rows.ts'
import type { SourceName } from '../sources.ts'
import type { SessionContext } from './context.ts'
import type { RunningQueue } from './running.ts'

/** A file, or a web address, on its way into the queue. */
export type PickedItem = (CroppedFile | Elsewhere) & {
  readonly metadata?: Readonly<Record<string, unknown>>
}

interface BatchAbout {
  readonly batchId: string
  readonly source: SourceName
  readonly options: UploadWidgetOptions
  readonly count: number
}

export class Batches {
  readonly #context: SessionContext
  readonly #queue: RunningQueue
  /** Rows of batches that wait to be started, refused ones included. */
  readonly #heldRows = new Set<string>()

  #entering: Promise<void> = Promise.resolve()

  constructor(context: SessionContext, queue: RunningQueue) {
    this.#context = context
    this.#queue = queue
  }

  /** How many more files there have to be before anything is sent. */
  missingFiles(): number {
    const { host } = this.#context
    const least = host.option('multiple') ? (host.option('minFiles') ?? 0) : 0
    return least === 0 ? 0 : Math.max(0, least - this.#context.taken().length - host.heldCount())
  }

  async add(items: readonly PickedItem[], source: SourceName): Promise<void> {
    const { host, store } = this.#context
    const described = items.map(describedFile)
    const mayStart = await host.mayStartBatch(described.map(({ name, size, type }) => ({ name, size, type })))
    if (!this.#context.isAlive) return
    if (!mayStart) {
      this.#context.notify('info', 'notifications.cancelled', {})
      this.#context.backFromEmptyQueue()
      return
    }
    const batchId = nextId('batch')
    const { options } = host
    const rows: Row[] = []
    await inPieces(items, (item, index) =>
      rows.push(this.#rowFor(item, index, { batchId, source, options, count: items.length })),
    )
    if (!this.#context.isAlive) return
    store.patch({ screen: 'queue', isOrdering: false })
    await this.#enqueue(rows)
  }

  /** Goes on with the uploads of a visit that ended in the middle. */
  async addInterrupted(): Promise<void> {
    const { copies, materials, store } = this.#context
    const taken = (await copies?.with((queue) => queue.take())) ?? []
    if (!this.#context.isAlive) return
    if (taken.length === 0) return this.#context.notify('info', 'notifications.resumed_elsewhere', {})
    const batchId = nextId('batch')
    const rows = taken.map(({ rowId, source, material }) => {
      materials.set(rowId, { ...material })
      const { body, publicId, resume } = material
      const row =
        'remoteUrl' in body || 'isParametersOnly' in body
          ? remoteRow(rowId, batchId, body, source, false)
          : newRow(rowId, batchId, body, source, taken.length > 1)
      return { ...row, sentBytes: resume.confirmedBytes, ...(publicId === undefined ? {} : { publicId }) }
    })
    store.patch({ screen: 'queue' })
    await this.#enqueue(rows)
  }

  /** Everything that waits may start. */
  release(): void {
    const held = this.#context.ids((row) => row.status === 'held')
    this.#context.store.updateRows(held, { status: 'queued' })
    const members = [...this.#heldRows]
    this.#heldRows.clear()
    this.#queue.start(held, members)
  }

  #rowFor(item: PickedItem, index: number, { batchId, source, options, count }: BatchAbout): Row {
    const { materials, store } = this.#context
    const { publicId, tags, preset, context } = store.getState()
    const id = nextId('file')
    const chosen = publicIdFor(publicId || options.publicId, index)
    const about =
      'file' in item
        ? newRow(id, batchId, item.file, source, count > 1)
        : remoteRow(id, batchId, item, source, count > 1)
    const reduction = 'file' in item ? reductionPlan(item, options) : undefined
    materials.set(id, {
      body: 'file' in item ? item.file : item,
      ...(reduction ? { reduction } : {}),
      ...('file' in item && item.coordinates ? { coordinates: item.coordinates } : {}),
      publicId: chosen,
      tags: [...new Set([...options.tags, ...tags])],
      preset,
      ...(item.metadata ? { metadata: item.metadata } : {}),
      context,
      resume: newResumePoint(),
    })
    const stays = toldInRow(untouched('file' in item ? item.file : about, options), options)
    return {
      ...about,
      ...(stays ? { untouched: stays } : {}),
      ...(chosen === undefined ? {} : { publicId: chosen }),
      ...outcomeOfCheck(item),
    }
  }

  /** One batch after the other, so that each is told in full before it starts. */
  #enqueue(rows: readonly Row[]): Promise<void> {
    this.#entering = this.#entering.then(() => this.#enter(rows))
    return this.#entering
  }

  async #enter(rows: readonly Row[]): Promise<void> {
    const { announcer, host, store } = this.#context
    if (!this.#context.isAlive) return
    const taken = rows.filter((row) => row.status === 'queued')
    store.addRows(rows.map((row) => (row.status === 'queued' ? { ...row, status: 'held' } : row)))
    if (taken.length > 0) announcer.added(taken.length)
    const kept: Promise<unknown>[] = []
    const steps = [
      ...rows.map((row) => () => kept.push(...this.#prepareExtras(row))),
      ...taken.map((row) => () => this.#tellAdded(row)),
      ...rows.map((row) => () => row.error && this.#queue.tellFailure(row, row.error)),
    ]
    await inPieces(
      steps,
      (step) => this.#context.isAlive && step(),
      () => store.patch({ checking: taken.length }),
    )
    await Promise.all(kept)
    if (!this.#context.isAlive) return
    store.patch({ checking: 0 })
    if (taken.length === 0) return
    for (const { id } of rows) this.#heldRows.add(id)
    if (!host.option('manualStart') && this.missingFiles() === 0) this.release()
  }

  /** Unless it was given up between two pieces. */
  #tellAdded(row: Row): void {
    const isOpen = this.#context.is(row.id, (present) => !isSettled(present))
    const { publicId } = row
    if (isOpen) this.#context.host.emit('tintype-upload-added', { file: fileInfo(row), publicId })
  }

  /** Picture and safety copy. Neither holds up the upload, but for what is paid: gives what has to be waited for. */
  #prepareExtras(row: Row): readonly Promise<unknown>[] {
    const { copies, materials, previews, store } = this.#context
    const material = materials.get(row.id)
    if (!material) return []
    const { body, prepared: _made, ...rest } = material
    if ('send' in body) return []
    if ('isParametersOnly' in body) {
      if (!copies || row.status !== 'queued') return []
      const { previewUrl: _ofThisVisit, ...lasting } = body
      const kept = { rowId: row.id, source: row.source, material: { ...rest, body: lasting } }
      return [copies.with((queue) => queue.save(kept))]
    }
    if (row.status === 'queued') {
      const kept = { rowId: row.id, source: row.source, material: { ...rest, body } }
      void copies?.with((queue) => queue.save(kept))
    }
    const isShown = !('remoteUrl' in body) || this.#context.host.option('showInsecurePreview')
    if (!isShown) return []
    const picture = 'remoteUrl' in body ? pictureAt(body.remoteUrl) : previews.make(row.id, body)
    void picture.then((previewUrl) => {
      if (previewUrl && this.#context.isAlive) store.updateRow(row.id, { previewUrl })
    })
    return []
  }
}

/** The same public ID for several files would make each replace the one before. */
function publicIdFor(publicId: string | undefined, index: number): string | undefined {
  return publicId === undefined || index === 0 ? publicId : `${publicId}_${index}`
}
