/** The paid libraries that were brought along, behind limits of time and checks of what they answer. */

import { type KnownStockItem, type KnownStockPlan, readStockPage, stockPlans } from '../../contract/stock-answers.ts'
import { RemoteSourceFailedError, RemoteSourceOffError } from '../../errors/remote-errors.ts'
import type { Log } from '../../ports/log.ts'
import {
  STOCK_LIBRARIES,
  STOCK_MEDIA_TYPES,
  type StockLibraries,
  type StockLibrary,
  type StockLibraryName,
  type StockMediaType,
  type StockQuery,
} from '../../ports/stock-library.ts'

const TIMEOUT_MS = 20_000

export interface Stock {
  readonly names: readonly StockLibraryName[]
  /** @throws RemoteSourceOffError */
  library(name: string): StockLibrary
  mediaTypes(name: string): readonly StockMediaType[]
  /** @throws RemoteSourceFailedError */
  search(
    name: string,
    query: StockQuery,
  ): Promise<{ readonly items: readonly KnownStockItem[]; readonly nextPage: number | null }>
  plans(name: string, id: string, signal: AbortSignal): Promise<readonly KnownStockPlan[]>
}

export function createStock(libraries: StockLibraries, { log }: { readonly log: Log }): Stock {
  function library(name: string): StockLibrary {
    const known = STOCK_LIBRARIES.find((one) => one === name)
    const found = known === undefined ? undefined : libraries[known]
    if (found === undefined) throw new RemoteSourceOffError(stockReason(name.slice(0, 50)))
    return found
  }

  async function ask<Answer>(name: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Answer>) {
    try {
      return await inTime(TIMEOUT_MS, signal, work)
    } catch (error) {
      signal.throwIfAborted()
      log.warn({ error, library: name }, 'a stock library failed')
      throw new RemoteSourceFailedError(`${name} did not answer as expected`, { cause: error })
    }
  }

  return {
    names: STOCK_LIBRARIES.filter((name) => libraries[name] !== undefined),
    library,
    mediaTypes: (name) => {
      const { mediaTypes = STOCK_MEDIA_TYPES } = library(name)
      return STOCK_MEDIA_TYPES.filter((type) => mediaTypes.includes(type))
    },
    search(name, { signal, ...query }) {
      const found = library(name)
      return ask(name, signal, async (stop) => readStockPage(await found.search({ ...query, signal: stop })))
    },
    plans(name, id, signal) {
      const found = library(name)
      return ask(name, signal, async (stop) => stockPlans.parse(await found.plans({ id, signal: stop })))
    },
  }
}

/** Why a library is off. */
export function stockReason(name: string): string {
  return `No way to buy licences was brought along: createTintype(settings, { stockLibraries: { ${name} } })`
}

/** Also over a library that does not look at its signal. */
export async function inTime<Answer>(
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(ms)])
  stop.throwIfAborted()
  let onStop: (() => void) | undefined
  const stopped = new Promise<never>((_, reject) => {
    onStop = () => reject(stop.reason)
    stop.addEventListener('abort', onStop, { once: true })
  })
  try {
    return await Promise.race([work(stop), stopped])
  } finally {
    if (onStop !== undefined) stop.removeEventListener('abort', onStop)
  }
}
