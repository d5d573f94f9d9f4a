/** Two servers that buy on one database, each with a memory of its own: what is claimed there binds both. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ManualClock, manualClock } from '../../../../server/adapters/clock/manual.ts'
import { openSqlite } from '../../../../server/adapters/database/sqlite/index.ts'
import type { Database } from '../../../../server/ports/database.ts'
import type { StockLibrary, StockLicence } from '../../../../server/ports/stock-library.ts'
import { createLicences, type Licences, type LicenceWish } from '../../../../server/services/stock/licences.ts'
import { createStock } from '../../../../server/services/stock/stock-libraries.ts'
import { environmentRow } from '../../../support/prepared-folder.ts'

const LICENCE: StockLicence = { licenceId: 'L-1', url: 'https://shop.example/file' }
const WISH: LicenceWish = {
  ...{ library: 'getty', id: '1', plan: 'pack', format: 'large', order: 'one-order-of-two' },
  ...{ environment: environmentRow('demo'), orderedBy: 'somebody' },
}
const log = { debug() {}, info() {}, warn() {}, error() {} }
const unchecked = async () => {}

let clock: ManualClock
let database: Database
let sold: number
let ordered: StockLicence | null
let answer: PromiseWithResolvers<StockLicence>
let asked: PromiseWithResolvers<void>
let first: Licences
let second: Licences

beforeEach(async () => {
  clock = manualClock()
  database = await openSqlite({ path: ':memory:', secretKey: new Uint8Array(32) })
  sold = 0
  ordered = null
  answer = Promise.withResolvers()
  asked = Promise.withResolvers()
  const getty: StockLibrary = {
    search: async () => ({ items: [], nextPage: null }),
    plans: async () => [],
    async license() {
      sold += 1
      asked.resolve()
      return answer.promise
    },
    ordered: async () => ordered,
  }
  const stock = createStock({ getty }, { log })
  first = createLicences({ database, clock, log, stock })
  second = createLicences({ database, clock, log, stock })
})
afterEach(() => database.close())

describe('two servers that buy the same order', () => {
  it('at once, buy it once: one waits, and finds the licence of the other', async () => {
    const both = Promise.allSettled([first.buy(WISH, unchecked), second.buy(WISH, unchecked)])
    await asked.promise
    answer.resolve(LICENCE)
    const outcomes = await both

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { reason } = outcomes.find((outcome) => outcome.status === 'rejected') ?? {}
    expect(reason).toMatchObject({ code: 'LICENCE_PENDING', status: 409 })
    const found = await Promise.all([first.buy(WISH, unchecked), second.buy(WISH, unchecked)])
    expect(found.map(({ licenceId }) => licenceId)).toEqual(['L-1', 'L-1'])
    expect(sold).toBe(1)
  })

  it('while the first has died in the middle, wait until nobody can be selling it any more', async () => {
    // Nobody hears the answer: the process is gone.
    void first.buy(WISH, unchecked).catch(() => {})
    await asked.promise

    await expect(second.buy(WISH, unchecked)).rejects.toMatchObject({ code: 'LICENCE_PENDING', retryAfterSeconds: 120 })
    clock.advance(119_000)
    await expect(second.buy(WISH, unchecked)).rejects.toMatchObject({ retryAfterSeconds: 1 })
    expect(sold).toBe(1)
    clock.advance(1_000)
    answer = Promise.withResolvers()
    answer.resolve(LICENCE)
    expect(await second.buy(WISH, unchecked)).toMatchObject({ licenceId: 'L-1' })
    expect(sold).toBe(2)
  })

  it('while the first has died after the sale, find the licence at once', async () => {
    void first.buy(WISH, unchecked).catch(() => {})
    await asked.promise
    ordered = LICENCE

    expect(await second.buy(WISH, unchecked)).toMatchObject({ licenceId: 'L-1', orderId: WISH.order })
    expect(sold).toBe(1)
  })

  it('ask for nothing that is refused before', async () => {
    const refused = new Error('not allowed')
    await expect(first.buy(WISH, () => Promise.reject(refused))).rejects.toBe(refused)

    expect(sold).toBe(0)
    expect(await database.stockOrders.find(WISH.environment.id, WISH.order)).toBeNull()
  })

  it('buy at once what was written down and never asked for', async () => {
    answer.resolve(LICENCE)
    const { order: id, library, id: itemId, plan: planId, format, orderedBy, environment } = WISH
    await database.stockOrders.insertNew({
      ...{ id, library, itemId, planId, format, orderedBy, environmentId: environment.id, createdAt: 1 },
      ...{ askedUntil: null, licence: null, assetId: null, problem: null },
    })

    expect(await second.buy(WISH, unchecked)).toMatchObject({ licenceId: 'L-1' })
    expect(sold).toBe(1)
  })
})
