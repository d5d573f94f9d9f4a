/** Finds the breakpoints that an upload or `explicit` asked for, by rendering the asset at widths until they fit. */
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { TintypeError } from '../../errors/base.ts'
import type { Log } from '../../ports/log.ts'
import type { Breakpoint, BreakpointOutcome } from '../../present/breakpoints.ts'
import type { RequestHints } from '../../transformation/plan/plan-types.ts'
import type { Derivations, DeriveRequest } from '../derivations/derivations.ts'
import type { BreakpointSettings } from './breakpoint-settings.ts'
import { findWidths } from './find-widths.ts'

export interface BreakpointDependencies {
  readonly derivations: Pick<Derivations, 'derive' | 'measure'>
  readonly log: Log
}

/** Breakpoints are for everybody. */
const NO_HINTS: RequestHints = { accepts: [], dpr: null, width: null, saveData: false }

/** The asset is stored: what cannot be made of it is told in its place, and fails nothing else. */
export async function makeBreakpoints(
  asset: Asset,
  environment: ProductEnvironment,
  asked: readonly BreakpointSettings[],
  dependencies: BreakpointDependencies,
  signal: AbortSignal,
): Promise<readonly BreakpointOutcome[]> {
  const made: BreakpointOutcome[] = []
  for (const settings of asked) made.push(await makeOne(settings))
  return made

  async function makeOne(settings: BreakpointSettings): Promise<BreakpointOutcome> {
    const { text } = settings
    const extension = settings.format ?? asset.format
    try {
      return { kind: 'done', text, breakpoints: await search({ settings, extension }), extension }
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof TintypeError)) dependencies.log.error({ err: error }, 'Breakpoints could not be made')
      return { kind: 'failed', text, reason: error instanceof TintypeError ? error.message : 'General Error' }
    }
  }

  async function search({ settings, extension }: Search): Promise<readonly Breakpoint[]> {
    const { derivations } = dependencies
    const { transformation, isDerived } = settings
    const request = (chain: string): DeriveRequest => ({
      environment,
      asset,
      transformation: chain,
      extension,
      hints: NO_HINTS,
      // The call that asked for it was let in.
      isAdmitted: true,
    })
    const whole = await derivations.measure(request(transformation), signal)
    const maxWidth = Math.min(settings.maxWidth, whole.width)
    const range = { ...settings, maxWidth, minWidth: Math.min(settings.minWidth, maxWidth) }
    const found = await findWidths(range, async (width) => {
      const chain = scaled(transformation, width)
      const { height, bytes } = await derivations.measure(request(chain), signal)
      return { transformation: chain, width, height, bytes }
    })
    if (isDerived) for (const one of found) await derivations.derive(request(one.transformation), signal)
    return found
  }
}

interface Search {
  readonly settings: BreakpointSettings
  readonly extension: string | null
}

function scaled(transformation: string, width: number): string {
  const scaling = `c_scale,w_${width}`
  return transformation === '' ? scaling : `${transformation}/${scaling}`
}
