/** Restores one asset after the other; what cannot be restored is told in its place and stops nothing else. */
import type { Asset } from '../../domain/asset.ts'
import { TintypeError } from '../../errors/base.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'

export type RestoreOutcome =
  | { readonly kind: 'restored'; readonly asset: Asset }
  | { readonly kind: 'no_backup' }
  | { readonly kind: 'failed'; readonly reason: string }

export const MOST_RESTORED = 100

export interface RestoreRequest {
  /** Public ids or asset ids. */
  readonly ids: readonly string[]
  /** Which versions, one for each id; null: what was there last. */
  readonly versionIds: readonly string[] | null
  /** The parameter that the ids came in. */
  readonly parameter: string
  readonly signal: AbortSignal
}

/** @throws InvalidParameterError when the lists do not fit together */
export async function restoreMany(
  { ids, versionIds, parameter, signal }: RestoreRequest,
  restore: (id: string, versionId: string | null) => Promise<Asset | null>,
): Promise<ReadonlyMap<string, RestoreOutcome>> {
  if (ids.length === 0) throw new InvalidParameterError(`Missing required parameter - ${parameter}`)
  if (ids.length > MOST_RESTORED) {
    throw new InvalidParameterError(`Too many ${parameter}: got ${ids.length}, at most ${MOST_RESTORED}`)
  }
  if (versionIds !== null && versionIds.length !== ids.length) {
    throw new InvalidParameterError(
      `Invalid value for parameter versions: expected one for each of ${parameter} (${ids.length}), got ${versionIds.length}`,
    )
  }
  const outcomes = new Map<string, RestoreOutcome>()
  for (const [index, id] of ids.entries()) {
    signal.throwIfAborted()
    outcomes.set(id, await attempt(() => restore(id, versionIds?.[index] ?? null)))
  }
  return outcomes
}

async function attempt(restore: () => Promise<Asset | null>): Promise<RestoreOutcome> {
  try {
    const asset = await restore()
    return asset === null ? { kind: 'no_backup' } : { kind: 'restored', asset }
  } catch (error) {
    if (!(error instanceof TintypeError)) throw error
    return { kind: 'failed', reason: error.message }
  }
}
