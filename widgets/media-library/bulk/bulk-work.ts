/**
 * What is done to everything that is selected, without markup: tags, metadata, names, folders, collections, deletion, and
 * taking each of that back. Results and selection follow at once; what others see follows by itself, through live changes.
 */
import type { LibraryError } from '../api/answer.ts'
import { type AssetActions, assetActions } from '../api/asset-actions.ts'
import { type BulkActions, bulkActions, PORTION } from '../api/bulk-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { LibraryContext } from '../library-context.ts'
import { keyOf } from '../types.ts'
import { type BulkKey, BulkNotices } from './bulk-notices.ts'
import { changeMany } from './change-many.ts'
import { addToCollection, removeFromCollection } from './collection-change.ts'
import { type Course, type Failure, NOTHING_DONE, type Outcome } from './outcome.ts'
import { folderWish, metadataWish, nameWish, type TagChange, tagWish, type WishFor } from './wishes.ts'

export interface Progress {
  readonly done: number
  readonly total: number
}

/** Changes that leave the results what they are. */
const IN_PLACE: ReadonlySet<BulkKey> = new Set(['bulk.tagged', 'bulk.described', 'bulk.worded'])

type Work = (course: Course) => Promise<Outcome>

export class BulkWork {
  readonly #context: LibraryContext
  readonly #notices: BulkNotices
  #ending: AbortController | undefined
  progress: Progress | undefined

  constructor(context: LibraryContext) {
    this.#context = context
    this.#notices = new BulkNotices(context)
  }

  get isBusy(): boolean {
    return this.#ending !== undefined
  }

  /** What has been done stays done, and can be taken back. */
  stop(): void {
    this.#ending?.abort()
  }

  // All of them give whether something came of it; what came is told.

  changeTags(assets: readonly LibraryAsset[], change: TagChange): Promise<boolean> {
    return this.#do('bulk.tagged', {}, this.#change(assets, tagWish(change)))
  }

  describe(assets: readonly LibraryAsset[], values: Readonly<Record<string, unknown>>): Promise<boolean> {
    return this.#do('bulk.described', {}, this.#change(assets, metadataWish(values)))
  }

  /** @param wishFor about alternative texts and captions */
  word(assets: readonly LibraryAsset[], wishFor: WishFor): Promise<boolean> {
    return this.#do('bulk.worded', {}, this.#change(assets, wishFor))
  }

  /** @param nameFor of the asset at that place of the selection */
  rename(assets: readonly LibraryAsset[], nameFor: (asset: LibraryAsset, index: number) => string): Promise<boolean> {
    return this.#do('bulk.renamed', {}, this.#change(assets, nameWish(nameFor)), () => this.#context.refresh())
  }

  move(assets: readonly LibraryAsset[], folder: string, folderName: string): Promise<boolean> {
    const work = this.#change(assets, folderWish(folder))
    return this.#do('bulk.moved', { folder: folderName }, work, () => this.#context.refresh())
  }

  collect(assets: readonly LibraryAsset[], id: string, name: string): Promise<boolean> {
    return this.#do('bulk.collected', { name }, (course) => addToCollection(id, assets, this.#many, course))
  }

  takeOut(assets: readonly LibraryAsset[], id: string, name: string): Promise<boolean> {
    const work: Work = (course) => removeFromCollection(id, assets, this.#many, course)
    return this.#do('bulk.uncollected', { name }, work, () => this.#context.refresh())
  }

  remove(assets: readonly LibraryAsset[]): Promise<boolean> {
    return this.#do('bulk.deleted', {}, async (course) => {
      const outcome = await this.#inPortions(assets, course, (ids) => this.#one.remove(ids))
      this.#forget(outcome.done)
      const back = outcome.done.filter((asset) => this.canRestore(asset))
      const takeBack: Work = (next) => this.#inPortions(back, next, (ids) => this.#one.restore(ids))
      return { ...outcome, takeBack: back.length === 0 ? undefined : takeBack }
    })
  }

  /** Whether deleting it can be taken back. */
  canRestore({ backup_bytes: bytes = 0, backup }: LibraryAsset): boolean {
    return (bytes > 0 || backup === true) && this.#context.may('backups.restore_by_asset_ids')
  }

  /** Made anew each time: the page may have moved to another cloud. */
  get #one(): AssetActions {
    return assetActions(this.#context.api.requester, this.#context.api.cloudName)
  }

  get #many(): BulkActions {
    return bulkActions(this.#context.api.requester, this.#context.api.cloudName)
  }

  #change(assets: readonly LibraryAsset[], wishFor: WishFor): Work {
    const replace = (before: LibraryAsset, after: LibraryAsset): void => this.#replace(before, after)
    return (course) => changeMany(assets, wishFor, { many: this.#many, replace }, course)
  }

  async #do(
    key: BulkKey,
    values: Readonly<Record<string, string>>,
    work: Work,
    after: () => void = () => undefined,
  ): Promise<boolean> {
    const outcome = await this.#during(work, () => undefined)
    if (!outcome) return false
    after()
    const { takeBack } = outcome
    const undo = takeBack && (() => void this.#undo(key, takeBack))
    return this.#notices.tell(key, values, outcome, undo)
  }

  async #undo(key: BulkKey, work: Work): Promise<void> {
    const outcome = await this.#during(work, (progress) => this.#notices.course(progress, () => this.stop()))
    if (!outcome) return
    // What had left the results comes back, and what came into them leaves.
    if (!IN_PLACE.has(key)) this.#context.refresh()
    this.#notices.tell(key === 'bulk.deleted' ? 'bulk.restored' : 'bulk.undone', {}, outcome, undefined)
  }

  async #during(work: Work, onProgress: (progress: Progress) => void): Promise<Outcome | undefined> {
    if (this.isBusy) return undefined
    const ending = new AbortController()
    this.#ending = ending
    this.#context.requestUpdate()
    try {
      return await work({
        signal: ending.signal,
        onProgress: (done, total) => {
          this.progress = { done, total }
          onProgress(this.progress)
          this.#context.requestUpdate()
        },
      })
    } finally {
      this.#ending = undefined
      this.progress = undefined
      this.#context.requestUpdate()
    }
  }

  async #inPortions(
    assets: readonly LibraryAsset[],
    course: Course,
    send: (assetIds: readonly string[]) => ReturnType<AssetActions['remove']>,
  ): Promise<Outcome> {
    const done: LibraryAsset[] = []
    const failures: Failure[] = []
    course.onProgress(0, assets.length)
    for (let start = 0; start < assets.length && !course.signal.aborted; start += PORTION) {
      const portion = assets.slice(start, start + PORTION)
      const answer = await send(portion.map(({ asset_id }) => asset_id))
      if (!answer.ok) {
        const reason: LibraryError = answer.error
        return { ...NOTHING_DONE, done, failures: assets.slice(start).map((asset) => ({ asset, reason })) }
      }
      for (const asset of portion) {
        if (answer.value.includes(asset.asset_id)) done.push(asset)
        else failures.push({ asset, reason: 'gone' })
      }
      course.onProgress(start + portion.length, assets.length)
    }
    return { done, failures, isStopped: course.signal.aborted }
  }

  /** They are gone: from results, selection and the large view; the page is told. */
  #forget(gone: readonly LibraryAsset[]): void {
    if (gone.length === 0) return
    for (const asset of gone) this.#replace(asset, undefined)
    const { preview } = this.#context.store.getState()
    if (preview && gone.some((asset) => keyOf(asset) === keyOf(preview.key))) {
      this.#context.store.patch({ preview: undefined })
    }
    this.#context.emit('tintype-library-delete', { assets: gone })
  }

  #replace(before: LibraryAsset, after: LibraryAsset | undefined): void {
    this.#context.pages.replace(before, after)
    this.#context.store.replaceAsset(before, after)
  }
}

export function folderOf({ asset_folder: beside, folder = '' }: LibraryAsset): string {
  return beside ?? folder
}
