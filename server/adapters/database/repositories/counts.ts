/** One row for each name: what was counted in its latest window. */
import type { Kysely } from 'kysely'
import type { CountRepository } from '../../../ports/repositories/counts.ts'
import type { Schema } from '../schema.ts'

export function countRepository(db: Kysely<Schema>): CountRepository {
  return {
    async add(environmentId, name, windowStartsAt) {
      const { calls } = await db
        .insertInto('call_count')
        .values({ environment_id: environmentId, name, window_starts_at: windowStartsAt, calls: 1 })
        .onConflict((conflict) =>
          conflict.columns(['environment_id', 'name']).doUpdateSet((eb) => ({
            window_starts_at: eb.ref('excluded.window_starts_at'),
            calls: eb
              .case()
              .when('call_count.window_starts_at', '=', eb.ref('excluded.window_starts_at'))
              .then(eb('call_count.calls', '+', 1))
              .else(1)
              .end(),
          })),
        )
        .returning('calls')
        .executeTakeFirstOrThrow()
      return calls
    },
  }
}
