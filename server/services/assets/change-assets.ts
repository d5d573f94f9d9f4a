/** Many assets changed, each by itself: what cannot be changed is told in its place and stops nothing else. */
import type { AssetChangeInput } from '../../contract/asset-changes.ts'
import { TintypeError } from '../../errors/base.ts'
import type { AssetChange } from './asset-types.ts'
import { type ChangeOutcome, type ChangeScope, changeAsset } from './change-asset.ts'
import { forSeveral } from './several.ts'

export interface ChangeAssetsRequest extends ChangeScope {
  readonly changes: readonly AssetChangeInput[]
  /** Throws unless the caller may change what the change is about. */
  readonly assertMay: (change: AssetChangeInput) => void
  /** What has not begun when it is aborted is left as it is. */
  readonly signal: AbortSignal
}

export type ManyOutcome = { readonly change: AssetChangeInput } & (
  | ChangeOutcome
  | { readonly kind: 'refused'; readonly error: TintypeError }
)

/** In the order of the changes. */
export function changeAssets(
  { changes, assertMay, signal, ...scope }: ChangeAssetsRequest,
  dependencies: AssetChange,
): Promise<readonly ManyOutcome[]> {
  return forSeveral(changes, async (change): Promise<ManyOutcome> => {
    signal.throwIfAborted()
    try {
      assertMay(change)
      return { change, ...(await changeAsset(change, scope, dependencies)) }
    } catch (error) {
      if (!(error instanceof TintypeError)) throw error
      return { change, kind: 'refused', error }
    }
  })
}
