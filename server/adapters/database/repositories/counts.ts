/** One row for each key: what it counted in its latest window. */
import type { Kysely } from 'kysely'
import type { CountRepository } from '../../../ports/repositories/counts.ts'
import type { Schema } from '../schema.ts'

export function countRepository(db: Kysely<Schema>): CountRepository {
  return {
    async add(key, windowStartsAt) {
      const { calls } = await db
        .insertInto('call_count')
        .values({ key, window_starts_at: windowStartsAt, calls: 1 })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet((eb) => ({
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
