import type { Folder } from '../../domain/folder.ts'

/** Folders are made, and their assets counted, by the asset repository; what is explicit about them is done here. */
export interface FolderRepository {
  /** The root is found only when something lies there. */
  find(environmentId: string, path: string): Promise<Folder | null>
  /** Does nothing for one that is there. What is above it must be there or be inserted too. */
  insert(folder: Omit<Folder, 'assetCount'>): Promise<void>
  /** Folders right below, in the order of their paths, after `after` (null: from the start). */
  list(
    environmentId: string,
    parent: string,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly Folder[]>
  count(environmentId: string, parent: string): Promise<number>
  /** All folders but the root, in the order of their paths, after `after` (empty: from the start). */
  listAll(environmentId: string, page: { readonly after: string; readonly limit: number }): Promise<readonly Folder[]>
  /** The folder itself and all below it, in the order of their paths. */
  listTree(environmentId: string, path: string): Promise<readonly Folder[]>
  /** With all below it. Gives the paths that were deleted. */
  deleteTree(environmentId: string, path: string): Promise<readonly string[]>
  /**
   * Gives the identity of a folder (its external id, when it was made) to a new and empty one; the old one stays, under
   * `externalId`, until what lies in it has moved.
   */
  moveIdentity(
    environmentId: string,
    move: { readonly from: string; readonly to: string; readonly externalId: string },
  ): Promise<void>
}
