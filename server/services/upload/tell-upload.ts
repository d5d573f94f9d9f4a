/** What others are told of an upload. */
import type { Asset } from '../../domain/asset.ts'
import type { Repositories } from '../../ports/database.ts'
import { presentUpload } from '../../present/asset.ts'
import { type EagerChain, type EagerOutcome, presentEager } from '../../present/derived.ts'
import { resultsAskedFor } from '../assets/analyses.ts'
import type { Telling } from '../notifications/notification-types.ts'
import { splitFilename } from './public-id.ts'
import type { UploadOutcome } from './upload-types.ts'

export interface ToldUpload {
  readonly asset: Asset
  readonly overwritten: boolean
  readonly existing: boolean
  /** As the client named the file. */
  readonly filename: string | null
  readonly originalExtension: string | null
}

export type ToldEager = UploadOutcome['eager']

/** The body of the `upload` event: the answer, without its signature. */
export function uploadBody(
  told: ToldUpload,
  eager: ToldEager,
  batchId: string | null,
  parameters: Parameters<typeof resultsAskedFor>[0],
  { present }: Pick<Telling, 'present'>,
): Readonly<Record<string, unknown>> {
  const { asset, overwritten, existing, filename } = told
  const originalExtension = told.originalExtension ?? splitFilename(filename ?? '').extension
  const analyses = resultsAskedFor(parameters)
  const { signature: _, ...shown } = presentUpload(asset, present, {
    overwritten,
    existing,
    originalExtension,
    analyses,
  })
  return { ...shown, ...eagerBody(asset, eager, present), ...(batchId === null ? {} : { batch_id: batchId }) }
}

/** The body of the `eager` event. */
export async function tellOfEager(
  tables: Repositories,
  asset: Asset,
  eager: ToldEager,
  batchId: string | null,
  { notify, present }: Pick<Telling, 'notify' | 'present'>,
): Promise<void> {
  await notify(tables, {
    environmentId: asset.environmentId,
    type: 'eager',
    body: {
      ...eagerBody(asset, eager, present),
      ...(batchId === null ? {} : { batch_id: batchId }),
      asset_id: asset.id,
      resource_type: asset.resourceType,
      type: asset.type,
      public_id: asset.publicId,
      ...(present.apiKey === null ? {} : { api_key: present.apiKey }),
    },
  })
}

/** What is being made for a client that waits for it. */
export function inProgress(chains: readonly EagerChain[], batchId: string): ToldEager {
  const outcome: EagerOutcome = { kind: 'processing', batchId }
  return chains.map((chain) => ({ chain, outcome }))
}

/** The `eager` entry of an event; absent when there are none. */
export function eagerBody(asset: Asset, eager: ToldEager, present: Telling['present']) {
  if (eager.length === 0) return {}
  return { eager: eager.map(({ chain, outcome }) => presentEager(asset, chain, outcome, present)) }
}
