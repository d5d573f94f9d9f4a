/**
 * What is asked of the server about many assets at once. One call takes at most `PORTION` of them; whoever has more makes
 * portions, so that progress can be shown and the rest given up. What changes something has no signal: whether a request that
 * was cut off has been carried out would not be known.
 */
import type { Answer } from './answer.ts'
import type { LibraryAsset } from './library-asset.ts'
import type { Requester } from './requester.ts'
import { serverPaths } from './server-paths.ts'

/** The most that the server deletes or restores by asset id. */
export const PORTION = 100
/** The most of a collection that one answer holds. */
const PAGE = 500

/** Names of the wire; empty text stands for what is not there. */
export interface AssetValues {
  readonly tags?: readonly string[]
  /** Keys that are not named stay, or do not matter. */
  readonly context?: Readonly<Record<string, string>>
  /** The same of fields. */
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly display_name?: string
  readonly asset_folder?: string
  readonly public_id?: string
}

export interface AssetWish {
  /** It must still be that; else it stays as it is. */
  readonly if?: AssetValues
  readonly set: AssetValues & { readonly add_tags?: readonly string[]; readonly remove_tags?: readonly string[] }
}

export interface AssetChange extends AssetWish {
  readonly asset_id: string
}

export interface ChangeResult {
  readonly asset_id: string
  readonly result: 'changed' | 'unchanged' | 'differs' | 'refused'
  /** What was set, as it was and as it is. */
  readonly before?: AssetValues
  readonly after?: AssetValues
  readonly asset?: LibraryAsset
  readonly error?: { readonly message: string; readonly code: string }
}

export interface BulkActions {
  /** Each by itself, at most 500. */
  change(changes: readonly AssetChange[]): Promise<Answer<readonly ChangeResult[]>>
  /** Every asset of the collection, in its order. */
  members(collection: string, signal: AbortSignal): Promise<Answer<readonly string[]>>
  /** At the end, or before one that is in it. @returns those that are in it now */
  collect(
    collection: string,
    assetIds: readonly string[],
    before: string | undefined,
  ): Promise<Answer<readonly string[]>>
  uncollect(collection: string, assetIds: readonly string[]): Promise<Answer<unknown>>
  createCollection(name: string): Promise<Answer<{ readonly id: string; readonly name: string }>>
}

export function bulkActions({ send }: Requester, cloudName: string): BulkActions {
  const { widgets } = serverPaths(cloudName)

  return {
    change: async (changes) => {
      const body = { changes }
      const answer = await send<{ readonly results: readonly ChangeResult[] }>(widgets('ml', 'changes'), {
        method: 'POST',
        body,
      })
      return answer.ok ? { ok: true, value: answer.value.results } : answer
    },
    members: async (collection, signal) => {
      const found: string[] = []
      let cursor: string | undefined
      do {
        const answer = await send<{ readonly resources: readonly LibraryAsset[]; readonly next_cursor?: string }>(
          widgets('collections', collection, 'assets'),
          { query: { max_results: PAGE, next_cursor: cursor }, signal },
        )
        if (!answer.ok) return answer
        found.push(...answer.value.resources.map(({ asset_id }) => asset_id))
        cursor = answer.value.next_cursor
      } while (cursor !== undefined)
      return { ok: true, value: found }
    },
    collect: async (collection, assetIds, before) => {
      const answer = await send<{ readonly added: readonly string[] }>(widgets('collections', collection, 'assets'), {
        method: 'POST',
        body: { asset_ids: assetIds, before },
      })
      return answer.ok ? { ok: true, value: answer.value.added } : answer
    },
    uncollect: (collection, assetIds) =>
      send(widgets('collections', collection, 'assets'), { method: 'DELETE', query: { asset_ids: assetIds } }),
    createCollection: (name) => send(widgets('collections'), { method: 'POST', body: { name } }),
  }
}
