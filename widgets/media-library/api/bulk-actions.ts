/**
 * What is asked of the server about many assets at once. One call takes at most `PORTION` of them; whoever has more makes
 * portions, so that progress can be shown and the rest given up. What changes something has no signal: whether a request that
 * was cut off has been carried out would not be known.
 */
import type { Answer } from './answer.ts'
import type { LibraryAsset } from './library-asset.ts'
import type { Requester } from './requester.ts'
import { serverPaths } from './server-paths.ts'

/** The most that the server takes by asset id; the same for all keeps progress even. */
export const PORTION = 100
/** The most of a collection that one answer holds. */
const PAGE = 500

export interface BulkActions {
  /** What is true of them now, as far as lists tell it; those that are gone are missing. */
  current(assetIds: readonly string[], signal: AbortSignal): Promise<Answer<readonly LibraryAsset[]>>
  /** Of assets of one kind and type. */
  tags(
    command: 'add' | 'remove' | 'replace' | 'remove_all',
    tags: readonly string[],
    assets: readonly LibraryAsset[],
  ): Promise<Answer<unknown>>
  /** Of assets of one kind and type; an empty text takes the value of a field away. */
  metadata(values: Readonly<Record<string, unknown>>, assets: readonly LibraryAsset[]): Promise<Answer<unknown>>
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
  const { admin, widgets } = serverPaths(cloudName)
  const kindOf = (assets: readonly LibraryAsset[]): LibraryAsset => assets[0] as LibraryAsset
  const publicIds = (assets: readonly LibraryAsset[]): readonly string[] => assets.map(({ public_id }) => public_id)

  return {
    current: async (assetIds, signal) => {
      const query = { asset_ids: assetIds, tags: true, metadata: true }
      const answer = await send<{ readonly resources: readonly LibraryAsset[] }>(admin('resources', 'by_asset_ids'), {
        query,
        signal,
      })
      return answer.ok ? { ok: true, value: answer.value.resources } : answer
    },
    tags: (command, tags, assets) => {
      const { resource_type, type } = kindOf(assets)
      const body = { command, tag: tags, type, public_ids: publicIds(assets) }
      return send(admin(resource_type, 'tags'), { method: 'POST', body })
    },
    metadata: (metadata, assets) => {
      const { resource_type, type } = kindOf(assets)
      const body = { metadata, type, public_ids: publicIds(assets) }
      return send(admin(resource_type, 'metadata'), { method: 'POST', body })
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
