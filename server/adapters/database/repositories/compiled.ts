/**
 * Queries of the hot path: built and compiled once for each dialect, run with other parameters. Building one with Kysely
 * takes several times as long as SQLite needs to answer it.
 */
import type { CompiledQuery, Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

type Run<R> = (db: Kysely<Schema>, parameters: readonly unknown[]) => Promise<readonly R[]>

/** @param build puts any values where parameters go, one for each and nothing else, in the order of the parameters. */
export function compiledOnce<R>(build: (db: Kysely<Schema>) => { compile(): CompiledQuery<R> }): Run<R> {
  // A transaction has the adapter of its database.
  const compiled = new WeakMap<object, CompiledQuery<R>>()
  return async (db, parameters) => {
    const { adapter } = db.getExecutor()
    const query = compiled.get(adapter) ?? build(db).compile()
    compiled.set(adapter, query)
    return (await db.executeQuery<R>({ ...query, parameters })).rows
  }
}
