/**
 * Buying a licence, once for each order. The order is written down before the library is asked and its licence right
 * after, so that a second try (an impatient click, a lost connection, a crash in between) finds it instead of buying again.
 * Who asks the library claims the order for so long as it may take: nobody else asks meanwhile, on whichever server.
 */

import { downloadAddress, stockLicence, stockRefusal } from '../../contract/stock-answers.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { StockOrderRecord } from '../../domain/stock-order.ts'
import { RemoteSourceFailedError } from '../../errors/remote-errors.ts'
import { ConflictError } from '../../errors/request-errors.ts'
import { LicencePendingError, LicenceRefusedError, LicenceUnknownError } from '../../errors/stock-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Log } from '../../ports/log.ts'
import type { StockLibrary, StockLicence, StockOrder } from '../../ports/stock-library.ts'
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
  /**
   * @param beforePaying looks at what can be known of the upload; what it throws leaves nothing bought
   * @throws LicenceRefusedError | LicenceUnknownError | LicencePendingError | RemoteSourceFailedError |
   *   RemoteSourceOffError | ConflictError
   */
  buy(wish: LicenceWish, beforePaying: () => Promise<void>): Promise<BoughtLicence>
}

export interface LicenceDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly stock: Stock
}

export function createLicences({ database, clock, log, stock }: LicenceDependencies): Licences {
  const { stockOrders } = database
  // A purchase goes on when its client has gone: what was bought has to be known.
  const never = new AbortController().signal

  async function buy(wish: LicenceWish, beforePaying: () => Promise<void>): Promise<BoughtLicence> {
    const { environment, library: name, order: orderId } = wish
    const library = stock.library(name)
    const found = await stockOrders.find(environment.id, orderId)
    if (found !== null) assertSameOrder(found, wish)
    if (found?.licence) return bought(found.licence, library, orderId)
    // What was written down, and never asked for, cannot have been bought.
    const isAsked = found !== null && found.askedUntil !== null
    const licence = isAsked ? await lost(found, wish, library) : null
    if (licence !== null) return licence
    await beforePaying()
    await stockOrders.insertNew(recordOf(wish, clock.now()))
    const present = await stockOrders.find(environment.id, orderId)
    if (present !== null) assertSameOrder(present, wish)
    return order(wish, library, await claim(wish, library))
  }

  /** Until when it is ours. @throws LicencePendingError while somebody else may be buying it */
  async function claim(wish: LicenceWish, library: StockLibrary): Promise<number> {
    const { environment, order: orderId } = wish
    const now = clock.now()
    // A library that does not heed its signal may take longer than it is waited for.
    const until = now + 2 * purchaseMs(library)
    if (await stockOrders.claim(environment.id, orderId, { now, until })) return until
    const present = await stockOrders.find(environment.id, orderId)
    throw new LicencePendingError(orderId, (present?.askedUntil ?? now) - now)
  }

  async function order(wish: LicenceWish, library: StockLibrary, until: number): Promise<BoughtLicence> {
    const { environment, library: name, order: orderId } = wish
    try {
      return await inTime(purchaseMs(library), never, async (signal) => {
        try {
          // An answer that comes too late for whoever waits is written down all the same.
          return await record(wish, await library.license(orderOf(wish, signal)), until)
        } finally {
          await stockOrders.endClaim(environment.id, orderId, { now: clock.now(), until })
        }
      })
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

  async function record(wish: LicenceWish, answer: unknown, until: number): Promise<BoughtLicence> {
    const { environment, order: orderId, library } = wish
    const refusal = stockRefusal.safeParse(answer)
    if (!refusal.success) return keep(wish, stockLicence.parse(answer))
    await stockOrders.deleteUnsold(environment.id, orderId, until)
    throw new LicenceRefusedError(refusal.data.refused || `${library} does not sell this`)
  }

  async function keep({ environment, order: orderId }: LicenceWish, { licenceId, url }: StockLicence) {
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
    const answer = await inTime(purchaseMs(library), never, async (signal) =>
      stockLicence.nullable().parse(await ordered.call(library, orderOf(wish, signal))),
    ).catch((error: unknown) => {
      log.warn({ error, library: name, orderId }, 'a stock library failed')
      throw new RemoteSourceFailedError(`${name} did not say what became of order ${orderId}`, { cause: error })
    })
    return answer === null ? null : keep(wish, answer)
  }

  async function bought(
    { id: licenceId, url }: NonNullable<StockOrderRecord['licence']>,
    library: StockLibrary,
    orderId: string,
  ): Promise<BoughtLicence> {
    const { download } = library
    if (download === undefined) return { orderId, licenceId, url }
    const fresh = await inTime(purchaseMs(library), never, async (signal) =>
      download.call(library, { licenceId, signal }),
    ).catch((error: unknown) => {
      log.warn({ error, orderId }, 'a stock library failed')
      throw new RemoteSourceFailedError('The library gave no new address of a file that was licensed', {
        cause: error,
      })
    })
    return { orderId, licenceId, url: downloadAddress.safeParse(fresh).data ?? url }
  }

  return { buy }
}

/** @throws ConflictError when the order buys something else */
export function assertSameOrder(
  { library, itemId, planId, format, id }: StockOrderRecord,
  wish: Pick<LicenceWish, 'library' | 'id' | 'plan' | 'format'>,
): void {
  if (library === wish.library && itemId === wish.id && planId === wish.plan && format === wish.format) return
  throw new ConflictError(`Order ${id} is for another licence: make a new one`)
}

function purchaseMs({ purchaseSeconds = 60 }: StockLibrary): number {
  return Math.min(600, Math.max(1, purchaseSeconds)) * 1000
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
    askedUntil: null,
    licence: null,
    assetId: null,
    problem: null,
  }
}

function orderOf({ order, id, plan, format, environment }: LicenceWish, signal: AbortSignal): StockOrder {
  return { orderId: order, id, planId: plan, format, cloudName: environment.cloudName, signal }
}
