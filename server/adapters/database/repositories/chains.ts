/** Literal chains, as derived rows were made with them or as they were allowed for strict environments. */
import type { Kysely } from 'kysely'
import type { Chain, ChainRepository } from '../../../ports/repositories/chains.ts'
import type { Schema } from '../schema.ts'

export function chainRepository(db: Kysely<Schema>): ChainRepository {
  return {
    async isAllowed(environmentId, { transformation, extension }) {
      const row = await db
        .selectFrom('allowed_chain')
        .select('transformation')
        .where('environment_id', '=', environmentId)
        .where('transformation', '=', transformation)
        .where('extension', '=', extension)
        .executeTakeFirst()
      return row !== undefined
    },
    async allow(environmentId, { transformation, extension }) {
      await db
        .insertInto('allowed_chain')
        .values({ environment_id: environmentId, transformation, extension })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    async disallow(environmentId, { transformation, extension }) {
      await db
        .deleteFrom('allowed_chain')
        .where('environment_id', '=', environmentId)
        .where('transformation', '=', transformation)
        .where('extension', '=', extension)
        .execute()
    },
    async isUsed(environmentId, { transformation, extension }) {
      let query = db
        .selectFrom('derived')
        .select('id')
        .where('environment_id', '=', environmentId)
        .where('transformation', '=', transformation)
        .limit(1)
      if (extension !== null) query = query.where('extension', '=', extension)
      return (await query.executeTakeFirst()) !== undefined
    },
    async list(environmentId, { after, limit }) {
      const page = (table: 'derived' | 'allowed_chain') => {
        let query = db
          .selectFrom(table)
          .select(['transformation', 'extension'])
          .distinct()
          .where('environment_id', '=', environmentId)
          // A mere conversion has no chain.
          .where('transformation', '<>', '')
          .orderBy('transformation')
          .orderBy('extension')
          .limit(limit)
        if (after !== null) {
          query = query.where(({ and, eb, or }) =>
            or([
              eb('transformation', '>', after.transformation),
              and([eb('transformation', '=', after.transformation), eb('extension', '>', after.extension)]),
            ]),
          )
        }
        return query.execute()
      }
      return merged(await page('derived'), await page('allowed_chain')).slice(0, limit)
    },
  }
}

function merged(left: readonly Chain[], right: readonly Chain[]): readonly Chain[] {
  const byName = new Map([...left, ...right].map((chain) => [`${chain.transformation}\0${chain.extension}`, chain]))
  return [...byName.keys()].sort(byBytes).flatMap((key) => byName.get(key) ?? [])
}

/** As the database sorts. */
function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}
