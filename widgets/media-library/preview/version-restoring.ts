/**
 * Makes a former version the present one, and takes that back: what was shown before is kept as a version, which is restored
 * in its turn, unless somebody has changed the file meanwhile. Nothing is lost either way.
 */
import type { LibraryError } from '../api/answer.ts'
import type { AssetVersion } from '../api/asset-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { PreviewModel } from './preview-model.ts'

interface Restored {
  readonly asset: LibraryAsset
  readonly shown: AssetVersion
  /** What was shown before; undefined where it is not known. */
  readonly before: AssetVersion | undefined
}

export type RestoringProblem = LibraryError | 'overtaken'

export class VersionRestoring {
  readonly #model: PreviewModel
  #last: Restored | undefined

  constructor(model: PreviewModel) {
    this.#model = model
  }

  /** What was restored last, while the same asset is looked at. */
  get last(): Restored | undefined {
    return this.#last
  }

  /** Another asset is looked at. */
  forget(): void {
    this.#last = undefined
  }

  async restore(asset: LibraryAsset, version: AssetVersion): Promise<RestoringProblem | undefined> {
    const { details } = this.#model
    const before = details?.versions?.find((each) => each.version === details.version)
    const answer = await this.#model.actions.restoreVersion(asset.asset_id, version.version_id)
    if (!answer.ok) return answer.error
    // Lists do not tell everything of it: what they leave out is as it was.
    const restored = { ...asset, ...answer.value }
    const { context } = this.#model
    context.pages.replace(asset, restored)
    context.store.replaceAsset(asset, restored)
    if (this.#model.asset?.asset_id !== asset.asset_id) return undefined
    this.#last = { asset: restored, shown: version, before }
    this.#model.asset = restored
    await this.#model.load()
    return undefined
  }

  async undo(): Promise<RestoringProblem | undefined> {
    const { asset, before } = this.#last ?? {}
    if (!asset || !before) return undefined
    this.#last = undefined
    const now = await this.#model.actions.details(asset)
    if (!now.ok) return now.error
    if (now.value.version !== asset.version) {
      await this.#model.load()
      return 'overtaken'
    }
    return this.restore(asset, before)
  }
}
