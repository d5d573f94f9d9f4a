/**
 * What is done to everything that is selected, without markup: tags, folders, deletion and taking that back. Results and
 * selection follow at once; what others see follows by itself, through live changes.
 */
import type { Answer, LibraryError } from '../api/answer.ts'
import { type AssetActions, assetActions, type TagChange } from '../api/asset-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { LibraryContext } from '../library-context.ts'
import { keyOf } from '../types.ts'

/** Assets that are moved at the same time. */
const PARALLEL = 4

export class BulkWork {
  readonly #context: LibraryContext
  isBusy = false

  constructor(context: LibraryContext) {
    this.#context = context
  }

  /** Made anew each time: the page may have moved to another cloud. */
  get #actions(): AssetActions {
    return assetActions(this.#context.api.requester, this.#context.api.cloudName)
  }

  /** @returns whether it worked; why not has been told */
  changeTags(assets: readonly LibraryAsset[], change: TagChange): Promise<boolean> {
    return this.#during(async () => {
      const answer = await this.#actions.changeTags(assets, change)
      if (!answer.ok) return this.#failed(answer.error)
      const changed = new Set(answer.value)
      for (const asset of assets) {
        if (!changed.has(asset.asset_id)) continue
        const kept = (asset.tags ?? []).filter((tag) => !change.remove.includes(tag))
        this.#replace(asset, { ...asset, tags: [...new Set([...kept, ...change.add])] })
      }
      this.#tell('bulk.tagged', changed.size)
      return true
    })
  }

  /** Folders are part of the public ID where that is how the environment is set up; else they stand beside it. */
  move(assets: readonly LibraryAsset[], folder: string, folderName: string): Promise<boolean> {
    return this.#during(async () => {
      let moved = 0
      let refusal: LibraryError | undefined
      const waiting = assets.filter((asset) => folderOf(asset) !== folder)
      const run = async (): Promise<void> => {
        for (let asset = waiting.shift(); asset && !refusal; asset = waiting.shift()) {
          const answer = await this.#moveOne(asset, folder)
          if (answer.ok) {
            moved += 1
            this.#replace(asset, { ...asset, ...answer.value })
          } else refusal = answer.error
        }
      }
      await Promise.all(Array.from({ length: PARALLEL }, run))
      this.#context.refresh()
      if (refusal) return this.#failed(refusal)
      this.#tell('bulk.moved', moved, { folder: folderName })
      return true
    })
  }

  remove(assets: readonly LibraryAsset[]): Promise<boolean> {
    return this.#during(async () => {
      const answer = await this.#actions.remove(assets.map(({ asset_id }) => asset_id))
      if (!answer.ok) {
        // A portion may have gone before the refusal.
        this.#context.refresh()
        return this.#failed(answer.error)
      }
      const gone = assets.filter(({ asset_id }) => answer.value.includes(asset_id))
      for (const asset of gone) this.#replace(asset, undefined)
      const { preview } = this.#context.store.getState()
      if (preview && gone.some((asset) => keyOf(asset) === keyOf(preview.key))) {
        this.#context.store.patch({ preview: undefined })
      }
      this.#context.emit('tintype-library-delete', { assets: gone })
      const back = gone.filter((asset) => this.canRestore(asset))
      this.#tell('bulk.deleted', gone.length, {}, back.length === 0 ? undefined : () => void this.#restore(back))
      return true
    })
  }

  /** Whether deleting it can be taken back. */
  canRestore({ backup_bytes: bytes = 0, backup }: LibraryAsset): boolean {
    return (bytes > 0 || backup === true) && this.#context.may('backups.restore_by_asset_ids')
  }

  #restore(assets: readonly LibraryAsset[]): Promise<boolean> {
    return this.#during(async () => {
      const answer = await this.#actions.restore(assets.map(({ asset_id }) => asset_id))
      this.#context.refresh()
      if (!answer.ok) return this.#failed(answer.error)
      this.#tell('bulk.restored', answer.value.length)
      return true
    })
  }

  #moveOne(asset: LibraryAsset, folder: string): Promise<Answer<LibraryAsset>> {
    if (asset.asset_folder !== undefined) return this.#actions.update(asset.asset_id, { asset_folder: folder })
    const name = asset.public_id.slice(asset.public_id.lastIndexOf('/') + 1)
    return this.#actions.rename(asset, folder === '' ? name : `${folder}/${name}`)
  }

  async #during(work: () => Promise<boolean>): Promise<boolean> {
    if (this.isBusy) return false
    this.isBusy = true
    this.#context.requestUpdate()
    try {
      return await work()
    } finally {
      this.isBusy = false
      this.#context.requestUpdate()
    }
  }

  #replace(before: LibraryAsset, after: LibraryAsset | undefined): void {
    this.#context.pages.replace(before, after)
    this.#context.store.replaceAsset(before, after)
  }

  #tell(
    key: 'bulk.tagged' | 'bulk.moved' | 'bulk.deleted' | 'bulk.restored',
    num: number,
    values: Readonly<Record<string, string>> = {},
    undo?: () => void,
  ): void {
    const texts = this.#context.texts()
    const message = texts.text(key, { num, ...values })
    const action = undo && { label: texts.text('bulk.undo'), run: undo }
    this.#context.store.patch({ notice: { kind: 'info', message, ...(action ? { action } : {}) } })
    this.#context.say(message)
  }

  #failed(error: LibraryError): false {
    const texts = this.#context.texts()
    const message =
      error.code === 'forbidden' ? texts.text('bulk.forbidden') : texts.text('bulk.failed', { message: error.message })
    this.#context.store.patch({ notice: { kind: 'error', message } })
    this.#context.say(message, 'assertive')
    this.#context.report(error)
    return false
  }
}

export function folderOf({ asset_folder: beside, folder = '' }: LibraryAsset): string {
  return beside ?? folder
}
