/**
 * Work for after a transaction: what is told of at once must have happened. A transaction that is rejected, or run again,
 * leaves nothing of it behind.
 */
import type { Database, Repositories } from '../../ports/database.ts'

export interface AfterCommit {
  /** The same database, whose transactions are watched. */
  readonly database: Database
  /** @param tables of the transaction; of none: the work is done at once */
  add(tables: Repositories, work: () => void): void
}

export function afterCommit(database: Database): AfterCommit {
  const waiting = new WeakMap<Repositories, (() => void)[]>()
  return {
    database: {
      ...database,
      async transaction(work) {
        let added: (() => void)[] = []
        const result = await database.transaction((tables) => {
          added = []
          waiting.set(tables, added)
          return work(tables)
        })
        for (const each of added) each()
        return result
      },
    },
    add(tables, work) {
      const list = waiting.get(tables)
      if (list === undefined) work()
      else list.push(work)
    },
  }
}
