import type { Collection, CollectionPlace } from '../../domain/collection.ts'

export interface CollectionRepository {
  insert(collection: Collection): Promise<void>
  find(environmentId: string, id: string): Promise<Collection | null>
  /** All, with how many assets are in them that have not been deleted, and lie in that folder or below it (null: anywhere). */
  list(environmentId: string, folder: string | null): Promise<readonly (Collection & { readonly assetCount: number })[]>
  /** Each once, of assets that have not been deleted. */
  folders(environmentId: string, id: string): Promise<readonly string[]>
  /** How many assets it holds, deleted ones included that can come back. */
  size(environmentId: string, id: string): Promise<number>
  count(environmentId: string): Promise<number>
  update(collection: Collection): Promise<void>
  /** With its places. Gives whether there was one. */
  delete(environmentId: string, id: string): Promise<boolean>
  /** By position, then asset id; without assets that were deleted, or lie outside of that folder (null: anywhere). */
  places(
    environmentId: string,
    id: string,
    page: { readonly folder: string | null; readonly after: CollectionPlace | null; readonly limit: number },
  ): Promise<readonly CollectionPlace[]>
  positionOf(environmentId: string, id: string, assetId: string): Promise<number | null>
  /** Null when it is empty. */
  lastPosition(environmentId: string, id: string): Promise<number | null>
  /** Moves everything from that position on further back. */
  makeRoom(environmentId: string, id: string, room: { readonly from: number; readonly by: number }): Promise<void>
  /** Assets that are there already are moved. */
  put(environmentId: string, id: string, places: readonly CollectionPlace[]): Promise<void>
  /** Gives the ids of those that were there. */
  remove(environmentId: string, id: string, assetIds: readonly string[]): Promise<readonly string[]>
}
