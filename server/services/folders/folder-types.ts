import type { Folder } from '../../domain/folder.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { AssetDependencies } from '../assets/asset-types.ts'
import type { Notify } from '../notifications/notification-types.ts'

export type FolderDependencies = Pick<
  AssetDependencies,
  'database' | 'clock' | 'random' | 'derivations' | 'versions' | 'queue' | 'log'
>

export interface FolderPage {
  readonly folders: readonly Folder[]
  readonly totalCount: number
  /** Null on the last page. */
  readonly nextCursor: string | null
}

export interface FolderPageRequest {
  readonly maxResults: number
  readonly nextCursor?: string | undefined
}

export interface Folders {
  /** Right below that folder, by path; the empty path is the root. @throws NotFoundError */
  list(environmentId: string, path: string, page: FolderPageRequest): Promise<FolderPage>
  /** With all above it. One that is there stays as it is. @throws InvalidParameterError */
  create(environmentId: string, path: string, notify: Notify): Promise<Folder>
  /**
   * With everything in it. Where folders are fixed, public ids change with it.
   * @throws NotFoundError | ConflictError when something is there under the new name
   */
  rename(
    environment: ProductEnvironment,
    path: string,
    toPath: string,
    notify: Notify,
  ): Promise<{ readonly from: string; readonly to: string }>
  /** With the folders below it, when no asset lies in any of them. @throws NotFoundError | InvalidParameterError */
  delete(environmentId: string, path: string, notify: Notify): Promise<readonly string[]>
}
