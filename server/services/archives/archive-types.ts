import type { Readable } from 'node:stream'
import type { ResourceType, StoredType } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { ArchiveFormat, ArchiveWriter } from '../../ports/archive-writer.ts'
import type { DerivationsService } from '../derivations/derivations-service.ts'
import type { UploadDependencies } from '../upload/upload-types.ts'

export interface ArchiveDependencies extends UploadDependencies {
  readonly derivations: DerivationsService
  readonly archiveWriter: ArchiveWriter
}

/** What an archive is to hold, and under which names. Plain values: a job can keep them. */
export interface ArchiveWish {
  readonly format: ArchiveFormat
  /** Which assets the selectors look among; names with all their parts look everywhere. */
  readonly resourceTypes: readonly ResourceType[]
  readonly type: StoredType
  readonly publicIds: readonly string[]
  /** `image/upload/shop/boot` */
  readonly fullyQualifiedPublicIds: readonly string[]
  readonly tags: readonly string[]
  readonly prefixes: readonly string[]
  /** With what lies below them. */
  readonly assetFolders: readonly string[]
  readonly searchExpression: string | null
  /** Chains joined by `|`, as `eager` has them; null: originals. */
  readonly transformations: string | null
  /** What is not found is reported instead of refused. */
  readonly allowMissing: boolean
  readonly flattenFolders: boolean
  readonly flattenTransformations: boolean
  readonly skipTransformationName: boolean
  readonly useOriginalFilename: boolean
  /** Files that are made for the archive stay. */
  readonly keepDerived: boolean
  /** Nothing outside of that folder is found; null: anywhere. */
  readonly within: string | null
}

export interface ArchiveRequest {
  readonly environment: ProductEnvironment
  readonly wish: ArchiveWish
  readonly signal: AbortSignal
}

/** What the selectors have found, counted before anything is written. */
export interface ArchiveSelection {
  /** In the order of the selectors, each once. */
  readonly ids: readonly string[]
  /** Of the originals. */
  readonly bytes: number
  readonly missingPublicIds: readonly string[]
  readonly emptyTags: readonly string[]
  readonly emptyPrefixes: readonly string[]
  readonly emptyFolders: readonly string[]
}

/** What is in an archive, counted while it is written. */
export interface ArchiveTally {
  resources: number
  files: number
}

/** An archive that is made while it is read; destroying it stops whatever is under way for it. */
export interface OpenArchive {
  readonly selection: ArchiveSelection
  /** Complete when the body is. */
  readonly tally: ArchiveTally
  readonly body: Readable
}

/** The raw asset that an archive becomes. */
export interface ArchiveTarget {
  /** With its extension. */
  readonly publicId: string
  readonly tags: readonly string[]
  /** Null: where an upload without a folder goes. */
  readonly assetFolder: string | null
}
