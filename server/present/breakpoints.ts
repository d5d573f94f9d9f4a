/** Breakpoints as the upload API shows them. */
import type { BreakpointsJson } from '../contract/asset-json.ts'
import type { Asset } from '../domain/asset.ts'
import { assetAddress, type PresentContext } from './asset.ts'

export interface Breakpoint {
  readonly transformation: string
  readonly width: number
  readonly height: number
  readonly bytes: number
}

export type BreakpointOutcome = {
  /** The transformation as sent; null when there was none. */
  readonly text: string | null
} & (
  | { readonly kind: 'done'; readonly breakpoints: readonly Breakpoint[]; readonly extension: string | null }
  | { readonly kind: 'failed'; readonly reason: string }
)

export function presentBreakpoints(asset: Asset, outcome: BreakpointOutcome, context: PresentContext): BreakpointsJson {
  const named = outcome.text === null ? {} : { transformation: outcome.text }
  if (outcome.kind === 'failed') return { breakpoints: [], ...named, status: 'failed', reason: outcome.reason }
  const { extension } = outcome
  return {
    breakpoints: outcome.breakpoints.map(({ transformation, width, height, bytes }) => {
      const { url, secureUrl } = assetAddress(asset, context, { transformation, extension })
      return { width, height, bytes, url, secure_url: secureUrl }
    }),
    ...named,
  }
}
