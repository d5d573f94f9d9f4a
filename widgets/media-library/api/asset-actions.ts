/**
 * What is asked of the server about one asset, and done to several: for the parts that are loaded on demand. What many
 * assets need is sent in portions, one after the other, so that a selection of thousands is no single request.
 */
import type { AssetKey } from '../types.ts'
import { type Answer, failure } from './answer.ts'
import type { LibraryAsset } from './library-asset.ts'
import type { Requester } from './requester.ts'
import { serverPaths } from './server-paths.ts'

export interface AssetVersion {
  readonly version_id: string
  readonly version: number
  readonly format?: string
  readonly size: number
  readonly time: string
  readonly restorable: boolean
}

export interface DerivedFile {
  readonly id?: string
  readonly transformation: string
  readonly format?: string
  readonly bytes?: number
  readonly url: string
  readonly secure_url: string
}

export type Box = readonly [x: number, y: number, width: number, height: number]
export type Point = readonly [x: number, y: number]

export interface AssetDetails extends LibraryAsset {
  readonly original_filename?: string
  readonly etag?: string
  readonly versions?: readonly AssetVersion[]
  readonly derived?: readonly DerivedFile[]
  readonly derived_next_cursor?: string
  readonly coordinates?: { readonly faces?: readonly Box[]; readonly custom?: readonly Box[] }
  readonly regions?: Readonly<Record<string, readonly Point[]>>
}

/** What can be changed; absent stays, and a list or record replaces all of the former. */
export interface AssetChanges {
  readonly display_name?: string
  readonly asset_folder?: string
  readonly tags?: readonly string[]
  readonly context?: Readonly<Record<string, string>>
  /** An empty text takes the value of a field away. */
  readonly metadata?: Readonly<Record<string, unknown>>
  /** `x,y,width,height`; an empty list takes them away. */
  readonly custom_coordinates?: string | readonly []
  readonly regions?: Readonly<Record<string, readonly Point[]>>
}

/** To be sent with what was signed, whole. */
export type SignedUpload = Readonly<Record<string, string>>

export interface NamedTransformation {
  readonly name: string
}

export interface AssetActions {
  details(key: AssetKey, signal?: AbortSignal): Promise<Answer<AssetDetails>>
  update(assetId: string, changes: AssetChanges, signal?: AbortSignal): Promise<Answer<AssetDetails>>
  rename(asset: LibraryAsset, publicId: string, signal?: AbortSignal): Promise<Answer<LibraryAsset>>
  /** @returns asset ids that are gone; stops at the first refusal */
  remove(assetIds: readonly string[], signal?: AbortSignal): Promise<Answer<readonly string[]>>
  /** Brings deleted assets back. @returns those that came */
  restore(assetIds: readonly string[], signal?: AbortSignal): Promise<Answer<readonly string[]>>
  /** A version becomes what is shown; what was shown is kept as a version. */
  restoreVersion(assetId: string, versionId: string): Promise<Answer<LibraryAsset>>
  versionFile(assetId: string, versionId: string, signal: AbortSignal): Promise<Answer<Blob>>
  moreDerived(key: AssetKey, cursor: string, signal?: AbortSignal): Promise<Answer<AssetDetails>>
  deleteDerived(ids: readonly string[]): Promise<Answer<unknown>>
  createFolder(path: string, signal?: AbortSignal): Promise<Answer<unknown>>
  sign(parameters: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Answer<SignedUpload>>
  namedTransformations(signal?: AbortSignal): Promise<Answer<readonly NamedTransformation[]>>
}

/** As many as the server restores or tags in one go. */
const PORTION = 100

export function assetActions(requester: Requester, cloudName: string): AssetActions {
  const { send, open } = requester
  const { admin, widgets } = serverPaths(cloudName)

  return {
    details: ({ resource_type, type, public_id }, signal) =>
      send(admin('resources', resource_type, type, ...public_id.split('/')), {
        query: { versions: true, coordinates: true, max_results: 30 },
        signal,
      }),
    update: (assetId, changes, signal) => send(admin('resources', assetId), { method: 'PUT', body: changes, signal }),
    rename: ({ resource_type, type, public_id }, publicId, signal) =>
      send(admin(resource_type, 'rename'), {
        method: 'POST',
        body: { from_public_id: public_id, to_public_id: publicId, type },
        signal,
      }),
    remove: (assetIds, signal) =>
      inPortions(assetIds, async (portion) => {
        const answer = await send(admin('resources'), {
          method: 'DELETE',
          query: { asset_ids: portion },
          signal,
        })
        return answer.ok ? { ok: true, value: portion } : answer
      }),
    restore: (assetIds, signal) =>
      inPortions(assetIds, async (portion) => {
        const answer = await send<Readonly<Record<string, object>>>(admin('resources', 'restore'), {
          method: 'POST',
          body: { asset_ids: portion },
          signal,
        })
        if (!answer.ok) return answer
        const back = portion.filter((id) => answer.value[id] !== undefined && !('error' in answer.value[id]))
        return back.length > 0 ? { ok: true, value: back } : failure('not_found', 'Nothing of it has a backup')
      }),
    restoreVersion: async (assetId, versionId) => {
      const answer = await send<Readonly<Record<string, LibraryAsset | { error: string; message?: string }>>>(
        admin('resources', 'restore'),
        { method: 'POST', body: { asset_ids: [assetId], versions: [versionId] } },
      )
      if (!answer.ok) return answer
      const restored = answer.value[assetId]
      if (restored && !('error' in restored)) return { ok: true, value: restored }
      return failure('not_found', restored?.message ?? 'There is no such version')
    },
    versionFile: async (assetId, versionId, signal) => {
      const query = { asset_id: assetId, version_id: versionId }
      const answer = await open(admin('download_backup'), { query, signal })
      if (!answer.ok) return answer
      try {
        return { ok: true, value: await answer.value.blob() }
      } catch {
        return signal.aborted ? failure('aborted', 'Aborted') : failure('unreachable', 'The file was cut off')
      }
    },
    moreDerived: ({ resource_type, type, public_id }, cursor, signal) =>
      send(admin('resources', resource_type, type, ...public_id.split('/')), {
        query: { max_results: 500, derived_next_cursor: cursor },
        signal,
      }),
    deleteDerived: (ids) =>
      send(admin('derived_resources'), { method: 'DELETE', query: { derived_resource_ids: ids } }),
    createFolder: (path, signal) => send(admin('folders', ...path.split('/')), { method: 'POST', signal }),
    sign: (parameters, signal) =>
      send(widgets('ml', 'sign'), { method: 'POST', body: { params_to_sign: parameters }, signal }),
    namedTransformations: async (signal) => {
      const answer = await send<{ readonly transformations: readonly NamedTransformation[] }>(
        admin('transformations'),
        {
          query: { named: true, max_results: PORTION },
          signal,
        },
      )
      return answer.ok ? { ok: true, value: answer.value.transformations } : answer
    },
  }
}

async function inPortions<Item>(
  items: readonly Item[],
  run: (portion: readonly Item[]) => Promise<Answer<readonly string[]>>,
): Promise<Answer<readonly string[]>> {
  const done: string[] = []
  for (let start = 0; start < items.length; start += PORTION) {
    const answer = await run(items.slice(start, start + PORTION))
    if (!answer.ok) return answer
    done.push(...answer.value)
  }
  return { ok: true, value: done }
}
