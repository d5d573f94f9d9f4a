/**
 * The job table. A running job holds a lease; one whose lease ran out is taken again, so work survives a crash and may
 * run twice, never not at all.
 */
import type { Kysely } from 'kysely'
import type { JobRepository } from '../../../ports/repositories/jobs.ts'
import type { Schema } from '../schema.ts'
import { fromJson, toJson } from './columns.ts'

export function jobRepository(db: Kysely<Schema>): JobRepository {
  return {
    async enqueue(job) {
      await db
        .insertInto('job')
        .values({
          id: job.id,
          name: job.name,
          payload_json: toJson(job.payload),
          dedupe_key: job.key,
          state: 'waiting',
          attempt: 0,
          due_at: job.runAt,
          created_at: job.createdAt,
          last_error: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    async claim(name, { limit, now, leaseUntil }) {
      const due = db
        .selectFrom('job')
        .select('id')
        .where('name', '=', name)
        .where('state', 'in', ['waiting', 'running'])
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('id')
        .limit(limit)
      const rows = await db
        .updateTable('job')
        .set((expression) => ({
          state: 'running' as const,
          due_at: leaseUntil,
          attempt: expression('attempt', '+', 1),
        }))
        .where('id', 'in', due)
        .returning(['id', 'name', 'payload_json', 'attempt', 'created_at'])
        .execute()
      return rows
        .sort((left, right) => left.created_at - right.created_at)
        .map((row) => ({ id: row.id, name: row.name, payload: fromJson(row.payload_json), attempt: row.attempt }))
    },
    async renew(ids, leaseUntil) {
      if (ids.length === 0) return
      await db
        .updateTable('job')
        .set({ due_at: leaseUntil })
        .where('id', 'in', [...ids])
        .where('state', '=', 'running')
        .execute()
    },
    async complete(id) {
      await db.deleteFrom('job').where('id', '=', id).execute()
    },
    async retry(id, { runAt, error }) {
      // Without its key: another job with that key may be waiting by now.
      await db
        .updateTable('job')
        .set({ state: 'waiting', due_at: runAt, last_error: error, dedupe_key: null })
        .where('id', '=', id)
        .execute()
    },
    async fail(id, { now, error }) {
      await db
        .updateTable('job')
        .set({ state: 'failed', due_at: now, last_error: error })
        .where('id', '=', id)
        .execute()
    },
    async releaseAll(now) {
      await db
        .updateTable('job')
        .set({ state: 'waiting', due_at: now, dedupe_key: null })
        .where('state', '=', 'running')
        .execute()
    },
    async deleteFailed(before) {
      await db.deleteFrom('job').where('state', '=', 'failed').where('due_at', '<', before).execute()
    },
    async counts() {
      const rows = await db
        .selectFrom('job')
        .select((expression) => ['name', 'state', expression.fn.countAll<number>().as('count')])
        .groupBy(['name', 'state'])
        .execute()
      return rows.map((row) => ({ name: row.name, state: row.state, count: Number(row.count) }))
    },
  }
}
