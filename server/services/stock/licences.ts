/**
 * Buying a licence, once for each order. The order is written down before the library is asked and its licence right
 * after, so that a second try (an impatient click, a lost connection, a crash in between) finds it instead of buying again.
 */

import { downloadAddress, stockLicence, stockRefusal } from '../../contract/stock-answers.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { StockOrderRecord } from '../../domain/stock-order.ts'
import { RemoteSourceFailedError } from '../../errors/remote-errors.ts'
import { ConflictError } from '../../errors/request-errors.ts'
import { LicenceRefusedError, LicenceUnknownError } from '../../errors/stock-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Locks } from '../../ports/locks.ts'
import type { Log } from '../../ports/log.ts'
import type { StockLibrary, StockOrder } from '../../ports/stock-library.ts'
import { inTime, type Stock } from './stock-libraries.ts'

export interface LicenceWish {
  readonly library: string
  readonly id: string
  readonly plan: string
  readonly format: string
  readonly order: string
  readonly environment: ProductEnvironment
  /** API key, or the name of whoever is signed in. */
  readonly orderedBy: string
}

export interface BoughtLicence {
  readonly orderId: string
  readonly licenceId: string
  readonly url: string
}

export interface Licences {
  /** @throws LicenceRefusedError | LicenceUnknownError | RemoteSourceFailedError | RemoteSourceOffError | ConflictError */
  buy(wish: LicenceWish): Promise<BoughtLicence>
}

export interface LicenceDependencies {
  readonly database: Database
  readonly locks: Locks
  readonly clock: Clock
  readonly log: Log
  readonly stock: Stock
  /** For tests. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 60_000

export function createLicences({
  database,
  locks,
  clock,
  log,
  stock,
  timeoutMs = TIMEOUT_MS,
}: LicenceDependencies): Licences {
  const { stockOrders } = database
  // A purchase goes on when its client has gone: what was bought has to be known.
  const never = new AbortController().signal

  async function buyUnderLock(wish: LicenceWish): Promise<BoughtLicence> {
    const { environment, library: name, order: orderId } = wish
    const library = stock.library(name)
    const known = await stockOrders.find(environment.id, orderId)
    if (known !== null) assertSame(known, wish)
    if (known?.licence) return bought(known.licence, library, orderId)
    if (known !== null) {
      const licence = await lost(known, wish, library)
      if (licence !== null) return licence
    } else {
      await stockOrders.insert(recordOf(wish, clock.now()))
    }
    return order(wish, library)
  }

  async function order(wish: LicenceWish, library: StockLibrary): Promise<BoughtLicence> {
    const { environment, library: name, order: orderId } = wish
    try {
      // An answer that comes too late for whoever waits is written down all the same.
      return await inTime(timeoutMs, never, async (signal) =>
        record(wish, await library.license(orderOf(wish, signal))),
      )
    } catch (error) {
      if (error instanceof LicenceRefusedError) throw error
      log.error(
        { error, library: name, orderId, environmentId: environment.id },
        'what became of an order is not known',
      )
      throw new RemoteSourceFailedError(`${name} did not answer as expected: it is not known whether it was bought`, {
        cause: error,
      })
    }
  }

  async function record(
    { environment, order: orderId, library }: LicenceWish,
    answer: unknown,
  ): Promise<BoughtLicence> {
    const refusal = stockRefusal.safeParse(answer)
    if (refusal.success) {
      await stockOrders.delete(environment.id, orderId)
      throw new LicenceRefusedError(refusal.data.refused || `${library} does not sell this`)
    }
    const { licenceId, url } = stockLicence.parse(answer)
    await stockOrders.setLicence(environment.id, orderId, { id: licenceId, url })
    return { orderId, licenceId, url }
  }

  /** An order whose answer got lost; null when nothing was bought. */
  async function lost(
    known: StockOrderRecord,
    wish: LicenceWish,
    library: StockLibrary,
  ): Promise<BoughtLicence | null> {
    const { library: name, order: orderId } = wish
    const { ordered } = library
    if (ordered === undefined) {
      throw new LicenceUnknownError(
        `It is not known what became of order ${known.id}: see in the account at ${name} whether it was bought`,
      )
    }
    const answer = await inTime(timeoutMs, never, async (signal) => ordered.call(library, orderOf(wish, signal))).catch(
      (error: unknown) => {
        log.warn({ error, library: name, orderId }, 'a stock library failed')
        throw new RemoteSourceFailedError(`${name} did not say what became of order ${orderId}`, { cause: error })
      },
    )
    return answer === null ? null : record(wish, answer)
  }

  async function bought(
    { id: licenceId, url }: NonNullable<StockOrderRecord['licence']>,
    library: StockLibrary,
    orderId: string,
  ): Promise<BoughtLicence> {
    const { download } = library
    if (download === undefined) return { orderId, licenceId, url }
    const fresh = await inTime(timeoutMs, never, async (signal) => download.call(library, { licenceId, signal })).catch(
      (error: unknown) => {
        log.warn({ error, orderId }, 'a stock library failed')
        throw new RemoteSourceFailedError('The library gave no new address of a file that was licensed', {
          cause: error,
        })
      },
    )
    return { orderId, licenceId, url: downloadAddress.safeParse(fresh).data ?? url }
  }

  return {
    buy: (wish) =>
      locks.withLock(`stock order:${wish.environment.id}:${wish.order}`, () => buyUnderLock(wish), {
        waitMs: 2 * timeoutMs,
      }),
  }
}

function assertSame({ library, itemId, planId, format, id }: StockOrderRecord, wish: LicenceWish): void {
  if (library === wish.library && itemId === wish.id && planId === wish.plan && format === wish.format) return
  throw new ConflictError(`Order ${id} is for another licence: make a new one`)
}

function recordOf(wish: LicenceWish, createdAt: number): StockOrderRecord {
  const { environment, order: id, library, id: itemId, plan: planId, format, orderedBy } = wish
  return {
    id,
    environmentId: environment.id,
    library,
    itemId,
    planId,
    format,
    orderedBy,
    createdAt,
    licence: null,
    assetId: null,
  }
}

function orderOf({ order, id, plan, format, environment }: LicenceWish, signal: AbortSignal): StockOrder {
  return { orderId: order, id, planId: plan, format, cloudName: environment.cloudName, signal }
}
