/** Step 10: eager transformations, made now for the answer; or later by the queue, see `eager-job.ts`. */
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { TintypeError } from '../../errors/base.ts'
import type { EagerChain, EagerOutcome } from '../../present/derived.ts'
import type { RequestHints } from '../../transformation/plan/plan-types.ts'
import type { UploadDependencies, UploadOutcome } from './upload-types.ts'

/** An eager file is made for nobody in particular. */
const NO_HINTS: RequestHints = { accepts: [], dpr: null, width: null, saveData: false }

type Dependencies = Pick<UploadDependencies, 'derivations' | 'log'>

/** The asset is stored: what cannot be made of it is told in its place, and fails nothing else. */
export async function deriveEager(
  asset: Asset,
  environment: ProductEnvironment,
  chains: readonly EagerChain[],
  batchId: string | null,
  { derivations, log }: Dependencies,
): Promise<UploadOutcome['eager']> {
  const made: { chain: EagerChain; outcome: EagerOutcome }[] = []
  for (const chain of chains) {
    if (batchId !== null) made.push({ chain, outcome: { kind: 'processing', batchId } })
    else made.push({ chain, outcome: await deriveOne(asset, environment, chain) })
  }
  return made

  async function deriveOne(of: Asset, within: ProductEnvironment, chain: EagerChain): Promise<EagerOutcome> {
    try {
      return { kind: 'done', derived: await derivations.derive(eagerRequest(of, within, chain)) }
    } catch (error) {
      if (!(error instanceof TintypeError)) log.error({ err: error }, 'An eager transformation failed')
      return { kind: 'failed', reason: error instanceof TintypeError ? error.message : 'General Error' }
    }
  }
}

export function eagerRequest(
  asset: Asset,
  environment: ProductEnvironment,
  { transformation, format }: Pick<EagerChain, 'transformation' | 'format'>,
) {
  // The call that asked for it was let in.
  return { environment, asset, transformation, extension: format ?? asset.format, hints: NO_HINTS, isAdmitted: true }
}
