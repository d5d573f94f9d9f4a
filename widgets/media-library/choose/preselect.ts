/** Selects the original of a derived file that the page names, and keeps how that was made for when it is inserted. */
import type { LibraryApi } from '../api/library-api.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { AssetKey } from '../types.ts'
import { type Original, originalsOf } from './derived-address.ts'

export interface PreselectHost {
  readonly api: LibraryApi
  readonly chosenTransformations: Map<string, string>
  select(asset: LibraryAsset): void
  look(key: AssetKey): void
  /** The address names no asset of any library. */
  onUnreadable(): void
}

/** Looks at the one that is there; at the best guess where there is none, so that people read that it is missing. */
export async function preselect(url: string, host: PreselectHost): Promise<void> {
  const guesses = originalsOf(url)
  const [first] = guesses
  if (!first) return host.onUnreadable()
  for (const original of guesses) {
    const answer = await host.api.asset(original.key)
    if (!answer.ok) continue
    const chain = chainOf(original, answer.value)
    if (chain !== '') host.chosenTransformations.set(answer.value.asset_id, chain)
    host.select(answer.value)
    host.look(original.key)
    return
  }
  host.look(first.key)
}

/** An address may ask for another format by its extension alone. */
function chainOf({ chain, format }: Original, asset: LibraryAsset): string {
  const isOther = format !== undefined && asset.format !== undefined && format !== asset.format
  return isOther && !/(?:^|[,/])f_/.test(chain) ? [chain, `f_${format}`].filter(Boolean).join('/') : chain
}
