/** What the steps of an upload hand on to each other. Every step takes the result of the one before. */
import type { UploadParameters } from '../../contract/upload-parameters.ts'
import type { Actor, Analysis, Asset, AssetName, ResourceType, StoredType } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { EvaluatedMetadata } from '../../metadata-rules/evaluate-metadata.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import type { Describer, Description } from '../../ports/describer.ts'
import type { Fetcher } from '../../ports/fetcher.ts'
import type { Locks } from '../../ports/locks.ts'
import type { Log } from '../../ports/log.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Random } from '../../ports/random.ts'
import type { Room } from '../../ports/room.ts'
import type { ScriptRunner } from '../../ports/script-runner.ts'
import type { Storage } from '../../ports/storage.ts'
import type { BreakpointOutcome } from '../../present/breakpoints.ts'
import type { EagerChain, EagerOutcome } from '../../present/derived.ts'
import type { HookExecution } from '../../present/hook-execution.ts'
import type { BreakpointSettings } from '../breakpoints/breakpoint-settings.ts'
import type { Derivations } from '../derivations/derivations.ts'
import type { Notifications } from '../notifications/create-notifications.ts'
import type { Telling } from '../notifications/notification-types.ts'
import type { UsageGate } from '../usage/usage-gate.ts'
import type { Spool, SpooledFile } from './spool.ts'
import type { Versions } from './versions.ts'

export interface UploadDependencies {
  readonly database: Database
  readonly storage: Storage
  readonly queue: Queue
  readonly locks: Locks
  readonly clock: Clock
  readonly random: Random
  readonly fetcher: Fetcher
  readonly describer: Describer
  readonly derivations: Derivations
  readonly spool: Spool
  readonly room: Pick<Room, 'make'>
  readonly versions: Versions
  readonly notifications: Notifications
  readonly usageGate: Pick<UsageGate, 'admit' | 'assertOpen'>
  readonly scripts: ScriptRunner
  readonly log: Log
}

export type UploadSource =
  | { readonly kind: 'file'; readonly file: SpooledFile; readonly filename: string | null }
  /** A URL or a data URI. */
  | {
      readonly kind: 'text'
      readonly text: string
      /** What messages call it, where the address is nobody's business. */
      readonly alias?: string
    }

/** A file that is no upload: made here from a text or from other pictures. It does not count as received. */
export interface MadeFile {
  readonly type: StoredType
  /** The whole name, as it is; null: what the parameters say. */
  readonly publicId: string | null
  /** Kept with it besides what is found out. */
  readonly analysis?: Analysis
}

export interface UploadRequest {
  readonly environment: ProductEnvironment
  readonly resourceType: ResourceType | 'auto'
  /** Merged with those of the preset. */
  readonly parameters: UploadParameters
  /** Whom the asset remembers as its uploader. */
  readonly actor: Actor | null
  /** By a client without a key. */
  readonly unsigned: boolean
  /** Only into this folder or below it, and over nothing that lies elsewhere; null: anywhere. */
  readonly within: string | null
  readonly source: UploadSource
  /** The file was made here. */
  readonly made?: MadeFile
  /** Null: whoever asks tells of it in another way, and waits for its eager files. */
  readonly telling: Telling | null
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal
  /** The file of a chunked upload stays when the upload fails: its parts were acknowledged. */
  readonly keepFile?: boolean
  /** By wire name: what a script must leave as it is. */
  readonly fixedParameters?: ReadonlySet<string>
  /** What the client was told to wait for; told with the upload. */
  readonly batchId?: string
  /** Written in the transaction of the asset: remembers which asset a chunked upload became. */
  readonly alsoRecord?: (tables: Repositories, asset: Asset) => Promise<void>
}

export interface ReceivedUpload extends UploadRequest {
  readonly file: SpooledFile
  /** Without folders; null when nobody gave one. */
  readonly filename: string | null
}

export interface IdentifiedUpload extends ReceivedUpload {
  readonly kind: ResourceType
  /** Null for raw. */
  readonly format: string | null
  readonly eager: readonly EagerChain[]
  readonly breakpoints: readonly BreakpointSettings[]
  /** What became of the script that may have changed the parameters. */
  readonly hooks: HookExecution
}

export interface NamedUpload extends IdentifiedUpload {
  readonly name: AssetName
  readonly assetFolder: string
  readonly displayName: string
  readonly originalFilename: string | null
  readonly existing: Asset | null
  /** What it will say in the fields of its environment. */
  readonly metadata: EvaluatedMetadata
  /** Had the name last, and has backups that the new asset inherits. */
  readonly deleted: Asset | null
}

export interface PreparedUpload extends NamedUpload {
  /** Extension of what was received, when an incoming transformation changed the format. */
  readonly originalExtension: string | null
}

export interface DescribedUpload extends PreparedUpload {
  /** Null for raw files, and for videos while nothing here reads them. */
  readonly description: Description | null
}

export interface UploadOutcome {
  readonly asset: Asset
  readonly overwritten: boolean
  /** The name was taken and was not to be overwritten: this is the old asset. */
  readonly existing: boolean
  readonly deleteToken: string | null
  readonly originalExtension: string | null
  readonly analyses: ReadonlySet<string>
  readonly eager: readonly { readonly chain: EagerChain; readonly outcome: EagerOutcome }[]
  readonly breakpoints: readonly BreakpointOutcome[]
  readonly batchId: string | null
  readonly hooks: HookExecution
}
