/**
 * What the shell of the library asks of the server. `createLibraryApi()` does it over HTTP. Errors are values, because each
 * of them is a state that is shown; every call may be given up by its signal, and then ends in the error `aborted`.
 */
import type { IntegrationTag } from '../session/integration-tag.ts'
import type { Collection, Folder, Identity, MetadataField } from '../types.ts'
import type { Answer } from './answer.ts'
import type { LibraryAsset } from './library-asset.ts'
import type { Requester } from './requester.ts'

/** One of the ways to sign in; see the server's page on the widgets' API. */
export type Credentials = { readonly integration?: IntegrationTag } & (
  | { readonly username: string; readonly timestamp: string; readonly signature: string; readonly api_key?: string }
  | { readonly email: string; readonly password: string; readonly totp?: string }
  | { readonly access_token: string }
)

export interface SessionAnswer {
  readonly token: string
  /** Seconds. */
  readonly expires_in: number
  readonly user: Omit<Identity, 'authorized' | 'cloud_name'>
  /** Operations that this session may call. */
  readonly permissions: readonly string[]
  readonly role?: string
  /** The only folder that is reached, with those below it; null: everything. */
  readonly folder?: string | null
  readonly folder_mode?: 'fixed' | 'dynamic'
}

export interface SearchRequest {
  readonly expression: string
  readonly sort_by?: readonly Readonly<Record<string, 'asc' | 'desc'>>[]
  readonly max_results: number
  readonly next_cursor?: string | undefined
  readonly aggregate?: readonly (string | object)[]
  readonly with_field?: readonly string[]
}

export interface SearchAnswer {
  readonly resources: readonly LibraryAsset[]
  readonly total_count: number
  readonly next_cursor?: string
  readonly total_count_is_estimate?: true
  readonly aggregations?: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor?: string | undefined
  readonly total?: number | undefined
}

/** Something changed in the environment, by whomever. */
export interface LibraryChange {
  /** `upload`, `delete`, `rename` …, as notifications name it; `reconnected` after a gap in which some may be missed. */
  readonly type: string
  readonly body: unknown
}

export interface LibraryApi {
  /** For parts that ask for more than the shell does. */
  readonly requester: Requester
  readonly cloudName: string
  signIn(credentials: Credentials, signal?: AbortSignal): Promise<Answer<SessionAnswer>>
  signOut(signal?: AbortSignal): Promise<Answer<unknown>>
  search(request: SearchRequest, signal?: AbortSignal): Promise<Answer<SearchAnswer>>
  /** Folders right below a folder; '' is the root. */
  folders(path: string, cursor?: string, signal?: AbortSignal): Promise<Answer<Page<Folder>>>
  collections(cursor?: string, signal?: AbortSignal): Promise<Answer<Page<Collection>>>
  collectionAssets(id: string, cursor?: string, signal?: AbortSignal): Promise<Answer<Page<LibraryAsset>>>
  /** Tags that begin with `prefix`. */
  tags(prefix: string, signal?: AbortSignal): Promise<Answer<readonly string[]>>
  metadataFields(signal?: AbortSignal): Promise<Answer<readonly MetadataField[]>>
  asset(
    key: { resource_type: string; type: string; public_id: string },
    signal?: AbortSignal,
  ): Promise<Answer<LibraryAsset>>
  /** Calls back for each change until the signal ends it; connects again by itself. */
  changes(onChange: (change: LibraryChange) => void, signal: AbortSignal): Promise<void>
}
