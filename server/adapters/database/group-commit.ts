/**
 * Transactions that are asked for at the same moment are committed together: the flush of a commit costs more than all
 * that is written. Each runs behind a savepoint, so that one that fails is undone alone. A promise resolves only after
 * the commit that it is part of. What breaks the transaction itself fails all of them: none is written. On a full disk
 * they are tried again as long as `freeSpace` says that it gave some, so their work may run more than once.
 *
 * A group is gathered for one turn of the event loop; while it is committed, the next one gathers.
 */
import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import { StorageFullError } from '../../errors/request-errors.ts'

export interface GroupCommit<S> {
  run<T>(work: (transaction: Transaction<S>) => Promise<T>): Promise<T>
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>
}

interface Entry<S> {
  readonly work: (transaction: Transaction<S>) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Calls back whoever asked; after the commit. */
type Settle = () => void

/** Readers wait while a group runs. */
const MOST_TOGETHER = 32

export function groupCommit<S>(db: Kysely<S>, freeSpace: () => boolean = () => false): GroupCommit<S> {
  const waiting: Entry<S>[] = []
  let working: Promise<void> | null = null

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise((resolve) => setImmediate(resolve))
      await commitTogether(db, waiting.splice(0, MOST_TOGETHER), freeSpace)
    }
    working = null
  }

  return {
    run: <T>(asked: (transaction: Transaction<S>) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work: asked, resolve: resolve as (value: unknown) => void, reject })
        working ??= work()
      }),
    async idle() {
      while (working !== null) await working
    },
  }
}

async function commitTogether<S>(db: Kysely<S>, entries: readonly Entry<S>[], freeSpace: () => boolean): Promise<void> {
  try {
    const settled = await db.transaction().execute(async (transaction) => {
      const settles: Settle[] = []
      for (const entry of entries) settles.push(await attempt(entry, transaction, entries.length === 1))
      return settles
    })
    for (const settle of settled) settle()
  } catch (error) {
    if (error instanceof StorageFullError && freeSpace()) await commitTogether(db, entries, freeSpace)
    else for (const { reject } of entries) reject(error)
  }
}

/** @throws when the whole transaction is lost */
async function attempt<S>(entry: Entry<S>, transaction: Transaction<S>, isAlone: boolean): Promise<Settle> {
  const { work, resolve, reject } = entry
  if (isAlone) {
    const value = await work(transaction)
    return () => resolve(value)
  }
  await transaction.executeQuery(SAVEPOINT)
  try {
    const value = await work(transaction)
    await transaction.executeQuery(RELEASE)
    return () => resolve(value)
  } catch (error) {
    if (error instanceof StorageFullError) throw error
    try {
      await transaction.executeQuery(ROLLBACK)
      await transaction.executeQuery(RELEASE)
    } catch {
      // The whole transaction is lost (a full disk, a broken connection): the first error says why.
      throw error
    }
    return () => reject(error)
  }
}

const SAVEPOINT = CompiledQuery.raw('savepoint grouped')
const ROLLBACK = CompiledQuery.raw('rollback to grouped')
const RELEASE = CompiledQuery.raw('release grouped')
