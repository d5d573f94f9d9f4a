import { type Kysely, sql } from 'kysely'
import type { StoredTotals, UsageCounter } from '../../../domain/usage.ts'
import { USAGE_COUNTERS } from '../../../domain/usage.ts'
import type { UsageMonth, UsageRepository } from '../../../ports/repositories/usage.ts'
import type { Schema } from '../schema.ts'

/** Under which counters the totals of a day are remembered, beside what is counted. */
const TOTALS = { assets: 'stored.assets', derived: 'stored.derived', bytes: 'stored.bytes' } as const

export function usageRepository(db: Kysely<Schema>): UsageRepository {
  return {
    async add(environmentId, day, counts) {
      const rows = Object.entries(counts)
        .filter(([, amount]) => amount > 0)
        .map(([counter, amount]) => ({ environment_id: environmentId, day, counter, amount }))
      if (rows.length === 0) return
      await db
        .insertInto('usage_day')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(['environment_id', 'day', 'counter'])
            .doUpdateSet({ amount: sql`usage_day.amount + excluded.amount` }),
        )
        .execute()
    },
    async sum(environmentId, from, to) {
      const rows = await db
        .selectFrom('usage_day')
        .select(({ fn }) => ['counter', fn.sum<number | string>('amount').as('amount')])
        .where('environment_id', '=', environmentId)
        .where('day', '>=', from)
        .where('day', '<=', to)
        .groupBy('counter')
        .execute()
      const sums = new Map(rows.map(({ counter, amount }) => [counter, Number(amount)]))
      return Object.fromEntries(USAGE_COUNTERS.map((counter) => [counter, sums.get(counter) ?? 0])) as Record<
        UsageCounter,
        number
      >
    },
    async months(from, to) {
      const month = sql<string>`substr(day, 1, 7)`
      const sums = await db
        .selectFrom('usage_day')
        .select(({ fn }) => [
          'environment_id',
          month.as('month'),
          'counter',
          fn.sum<number | string>('amount').as('amount'),
        ])
        .where('day', '>=', from)
        .where('day', '<=', to)
        .where('counter', 'in', [...USAGE_COUNTERS])
        .groupBy(['environment_id', month, 'counter'])
        .execute()
      const lastDays = db
        .selectFrom('usage_day')
        .select(({ fn }) => ['environment_id', fn.max('day').as('day')])
        .where('day', '>=', from)
        .where('day', '<=', to)
        .where('counter', '=', TOTALS.bytes)
        .groupBy(['environment_id', month])
        .as('last')
      const stored = await db
        .selectFrom('usage_day')
        .innerJoin(lastDays, (join) =>
          join.onRef('last.environment_id', '=', 'usage_day.environment_id').onRef('last.day', '=', 'usage_day.day'),
        )
        .select(['usage_day.environment_id', 'usage_day.day', 'usage_day.amount'])
        .where('usage_day.counter', '=', TOTALS.bytes)
        .execute()
      const months = new Map<string, UsageMonth>()
      const add = (environmentId: string, name: string, more: (known: UsageMonth) => Partial<UsageMonth>) => {
        const key = `${name} ${environmentId}`
        const known = months.get(key) ?? { environmentId, month: name, counts: {}, storedBytes: null }
        months.set(key, { ...known, ...more(known) })
      }
      for (const { environment_id: id, month: name, counter, amount } of sums) {
        add(id, name, ({ counts }) => ({ counts: { ...counts, [counter]: Number(amount) } }))
      }
      for (const { environment_id: id, day, amount } of stored) {
        add(id, day.slice(0, 7), () => ({ storedBytes: Number(amount) }))
      }
      return [...months.values()]
    },
    async totals(environmentId) {
      const assets = await db
        .selectFrom('asset')
        .select(({ fn }) => [
          fn.countAll<number | string>().as('count'),
          fn.sum<number | string | null>('bytes').as('bytes'),
          fn.sum<number | string | null>('backup_bytes').as('backup_bytes'),
        ])
        .where('environment_id', '=', environmentId)
        .executeTakeFirstOrThrow()
      const derived = await db
        .selectFrom('derived')
        .select(({ fn }) => [
          fn.countAll<number | string>().as('count'),
          fn.sum<number | string | null>('bytes').as('bytes'),
        ])
        .where('environment_id', '=', environmentId)
        .executeTakeFirstOrThrow()
      return {
        assets: Number(assets.count),
        derived: Number(derived.count),
        bytes: Number(assets.bytes ?? 0) + Number(assets.backup_bytes ?? 0) + Number(derived.bytes ?? 0),
      }
    },
    async putTotals(environmentId, day, totals) {
      const rows = (Object.keys(TOTALS) as (keyof StoredTotals)[]).map((name) => ({
        environment_id: environmentId,
        day,
        counter: TOTALS[name],
        amount: totals[name],
      }))
      await db
        .insertInto('usage_day')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['environment_id', 'day', 'counter']).doUpdateSet({ amount: sql`excluded.amount` }),
        )
        .execute()
    },
    async totalsOn(environmentId, day) {
      const rows = await db
        .selectFrom('usage_day')
        .select(['counter', 'amount', 'day'])
        .where('environment_id', '=', environmentId)
        .where('day', '<=', day)
        .where('counter', 'in', Object.values(TOTALS))
        .orderBy('day', 'desc')
        .limit(Object.keys(TOTALS).length)
        .execute()
      const amount = (counter: string) => Number(rows.find((row) => row.counter === counter)?.amount ?? 0)
      if (rows.length === 0) return null
      return { assets: amount(TOTALS.assets), derived: amount(TOTALS.derived), bytes: amount(TOTALS.bytes) }
    },
    async beginBatch(writer, batch, day) {
      const known = await db.selectFrom('usage_writer').select('batch').where('writer', '=', writer).executeTakeFirst()
      if (known !== undefined && Number(known.batch) >= batch) return false
      await db
        .insertInto('usage_writer')
        .values({ writer, batch, day })
        .onConflict((conflict) => conflict.column('writer').doUpdateSet({ batch, day }))
        .execute()
      return true
    },
    async deleteBefore(day) {
      await db.deleteFrom('usage_day').where('day', '<', day).execute()
      await db.deleteFrom('usage_writer').where('day', '<', day).execute()
    },
  }
}
