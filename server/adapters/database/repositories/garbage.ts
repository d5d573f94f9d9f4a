import type { Kysely } from 'kysely'
import type { GarbageRepository } from '../../../ports/repositories/garbage.ts'
import type { Schema } from '../schema.ts'

export function garbageRepository(db: Kysely<Schema>): GarbageRepository {
  return {
    async add(storageKeys, now) {
      if (storageKeys.length === 0) return
      const rows = [...new Set(storageKeys)].map((storageKey) => ({ storage_key: storageKey, added_at: now }))
      await db
        .insertInto('garbage')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    async has(storageKey) {
      const row = await db
        .selectFrom('garbage')
        .select('storage_key')
        .where('storage_key', '=', storageKey)
        .executeTakeFirst()
      return row !== undefined
    },
    async list(before, limit) {
      const rows = await db
        .selectFrom('garbage')
        .select('storage_key')
        .where('added_at', '<', before)
        .orderBy('added_at')
        .limit(limit)
        .execute()
      return rows.map((row) => row.storage_key)
    },
    async remove(storageKeys) {
      if (storageKeys.length === 0) return
      await db
        .deleteFrom('garbage')
        .where('storage_key', 'in', [...storageKeys])
        .execute()
    },
  }
}
