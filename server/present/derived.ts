/** A derived file as the API shows it. */
import type { DerivedJson } from '../contract/asset-json.ts'
import type { Asset } from '../domain/asset.ts'
import type { Derived } from '../domain/derived.ts'
import { assetAddress, type PresentContext } from './asset.ts'

/** One of the eager transformations of an upload, in the words of the request. */
export interface EagerChain {
  /** As sent, format included. */
  readonly text: string
  readonly transformation: string
  /** Null: that of the asset. */
  readonly format: string | null
}

export type EagerOutcome =
  | { readonly kind: 'done'; readonly derived: Derived }
  | { readonly kind: 'processing'; readonly batchId: string }
  | { readonly kind: 'failed'; readonly reason: string }

export function presentEager(
  asset: Asset,
  chain: EagerChain,
  outcome: EagerOutcome,
  context: PresentContext,
): DerivedJson {
  const extension = chain.format ?? asset.format
  const { url, secureUrl } = assetAddress(asset, context, { transformation: chain.transformation, extension })
  const addresses = { url, secure_url: secureUrl }
  switch (outcome.kind) {
    case 'done':
      return { transformation: chain.text, ...presentFile(outcome.derived), ...addresses }
    case 'processing':
      return { transformation: chain.text, status: 'processing', batch_id: outcome.batchId, ...addresses }
    case 'failed':
      return { transformation: chain.text, status: 'failed', reason: outcome.reason, ...addresses }
  }
}

export function presentDerived(asset: Asset, derived: Derived, context: PresentContext): DerivedJson {
  const extension = derived.extension === '' ? null : derived.extension
  const { url, secureUrl } = assetAddress(asset, context, { transformation: derived.transformation, extension })
  return {
    transformation: extension === null ? derived.transformation : `${derived.transformation}/${extension}`,
    ...presentFile(derived),
    id: derived.id,
    url,
    secure_url: secureUrl,
  }
}

function presentFile({ format, bytes, width, height }: Derived): Partial<DerivedJson> {
  return {
    ...(width === null || height === null ? {} : { width, height }),
    bytes,
    format,
  }
}
