/** What is kept of a request that is carried out later: JSON, all that the request said and in whose name. */
import type { ExplicitParameters, UploadParameters } from '../../contract/upload-parameters.ts'
import type { Actor, ResourceType } from '../../domain/asset.ts'
import type { Origin } from '../notifications/notification-types.ts'

export interface KeptUpload {
  readonly kind: 'upload'
  readonly resourceType: ResourceType | 'auto'
  readonly parameters: UploadParameters
  readonly actor: Actor | null
  readonly unsigned: boolean
  readonly within: string | null
  /** By wire name: what a script must leave as it is. */
  readonly fixedParameters: readonly string[]
  /** The file itself lies in the storage. */
  readonly source:
    | { readonly kind: 'file'; readonly filename: string | null }
    | { readonly kind: 'text'; readonly text: string }
  readonly origin: Origin
}

export interface KeptExplicit {
  readonly kind: 'explicit'
  readonly resourceType: ResourceType
  readonly parameters: ExplicitParameters
  readonly origin: Origin
}

export type KeptRequest = KeptUpload | KeptExplicit

export const PENDING_JOB = 'upload.pending'
export interface PendingJob {
  readonly environmentId: string
  readonly pendingId: string
}

/** The answer to a request that is carried out later. */
export interface Acknowledged {
  readonly pendingId: string
  /** Where the client has chosen it. */
  readonly publicId: string | null
}
