import type { Asset, ResourceType } from '../../domain/asset.ts'

export type Direction = 'asc' | 'desc'

/** Where a page by time goes on: behind that asset, which need not be there any more. */
export interface TimePlace {
  readonly createdAt: number
  readonly id: string
}

/** Where a page by name goes on. */
export interface NamePlace {
  readonly publicId: string
  readonly id: string
}

export interface TimePage {
  readonly direction: Direction
  readonly after: TimePlace | null
  readonly limit: number
}

export interface NamePage {
  readonly direction: Direction
  readonly after: NamePlace | null
  readonly limit: number
}

export interface ListingScope {
  readonly environmentId: string
  readonly resourceType: ResourceType
}

/** Absent type: of all types. */
export type TypedScope = ListingScope & { readonly type?: string | undefined }

/**
 * Pages of assets. Each is one range of an index, whose order never changes for an asset (time of creation, then id): an
 * asset that is there all the while is in exactly one page, whatever comes and goes meanwhile.
 *
 * Deleted assets whose backups are kept are in the listings by type and name; not in those by tag, context, moderation
 * and folder.
 */
export interface AssetListingRepository {
  /** @param since leaves out what was created before. */
  byTime(scope: TypedScope, page: TimePage & { readonly since?: number | undefined }): Promise<readonly Asset[]>
  /** By public id, in the order of its UTF-8 bytes. */
  byPrefix(scope: TypedScope, prefix: string, page: NamePage): Promise<readonly Asset[]>
  byPublicIds(scope: TypedScope, publicIds: readonly string[]): Promise<readonly Asset[]>
  byIds(environmentId: string, ids: readonly string[]): Promise<readonly Asset[]>
  byTag(scope: ListingScope, tag: string, page: TimePage): Promise<readonly Asset[]>
  /** Absent value: any. */
  byContext(
    scope: ListingScope,
    context: { readonly key: string; readonly value?: string | undefined },
    page: TimePage,
  ): Promise<readonly Asset[]>
  byModeration(
    scope: ListingScope,
    moderation: { readonly kind: string; readonly status: string },
    page: TimePage,
  ): Promise<readonly Asset[]>
  inFolder(environmentId: string, path: string, page: TimePage): Promise<readonly Asset[]>
  /**
   * Tags that assets have, or those in that folder and below it, in the order of their UTF-8 bytes, after `after` (null:
   * from the start).
   */
  tags(
    scope: ListingScope,
    options: {
      readonly prefix: string
      readonly folder: string | null
      readonly after: string | null
      readonly limit: number
    },
  ): Promise<readonly string[]>
}
