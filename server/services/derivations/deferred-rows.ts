/**
 * A database whose rows of derived files are written a moment later, many in one commit: a commit waits for the disk,
 * and a render should not. Whoever asks finds such a row at once: by its name or file in memory, in every other way
 * because what waits is written first. A crash loses the last rows, and with them nothing but the work of making the
 * files again.
 *
 * A row is written only if its asset still has the version that the file was made from; the file goes otherwise.
 */
import type { Derived } from '../../domain/derived.ts'
import { usageDay } from '../../domain/usage.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import type { Log } from '../../ports/log.ts'
import type { ChainRepository } from '../../ports/repositories/chains.ts'
import type { DerivedRepository } from '../../ports/repositories/derived.ts'
import type { UsageRepository } from '../../ports/repositories/usage.ts'

export interface DeferredRowsOptions {
  readonly clock: Clock
  readonly log: Log
}

const DELAY_MS = 250
/** So many are written at once without waiting any longer. */
const BATCH = 64
/** While the database refuses to write: what is beyond is not kept. */
const MOST = 2000

/** Of the database itself, closing included. Rows that a transaction inserts are its own and wait for nothing. */
export function deferDerivedRows(database: Database, { clock, log }: DeferredRowsOptions): Database {
  const waiting = new Map<string, Derived>()
  const byFile = new Map<string, Derived>()
  let line = Promise.resolve()
  let timer: NodeJS.Timeout | null = null

  /** Resolves when every row that waits now is written. */
  function flush(): Promise<void> {
    if (waiting.size > 0) line = line.then(writeWaiting)
    return line
  }

  async function writeWaiting(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const rows = [...waiting.values()]
    if (rows.length === 0) return
    try {
      await database.transaction((tables) => writeRows(tables, rows, clock.now()))
      for (const row of rows) remove(row)
    } catch (error) {
      if (error instanceof InvalidParameterError) return writeSingly(rows)
      log.warn({ error, rows: rows.length }, 'rows of derived files could not be written')
      for (const row of rows.slice(0, Math.max(0, rows.length - MOST))) remove(row)
      schedule()
    }
  }

  /** One of them is refused by the database, for good: it goes, and the others are written. */
  async function writeSingly(rows: readonly Derived[]): Promise<void> {
    for (const row of rows) {
      try {
        await database.transaction((tables) => writeRows(tables, [row], clock.now()))
      } catch (error) {
        if (!(error instanceof InvalidParameterError)) return schedule()
        log.warn({ error, derived: row.id }, 'a row of a derived file cannot be kept')
        await database.garbage.add([row.storageKey], clock.now()).catch(() => {})
      }
      remove(row)
    }
  }

  function schedule(): void {
    timer ??= setTimeout(() => void flush(), DELAY_MS).unref()
  }

  function add(row: Derived): boolean {
    if (waiting.has(nameOf(row))) return false
    waiting.set(nameOf(row), row)
    byFile.set(fileOf(row.environmentId, row.fileKey), row)
    if (waiting.size % BATCH === 0) void flush()
    else schedule()
    return true
  }

  function remove(row: Derived): void {
    waiting.delete(nameOf(row))
    const file = fileOf(row.environmentId, row.fileKey)
    if (byFile.get(file) === row) byFile.delete(file)
  }

  const { derived, chains, usage } = database
  const deferring: DerivedRepository = {
    find: async (key) => waiting.get(nameOf(key)) ?? (await derived.find(key)),
    findByFileKey: async (environmentId, fileKey) =>
      byFile.get(fileOf(environmentId, fileKey)) ?? (await derived.findByFileKey(environmentId, fileKey)),
    insert: async (row) => add(row),
    findByStorageKey: (key) => flush().then(() => derived.findByStorageKey(key)),
    listByAsset: (assetId) => flush().then(() => derived.listByAsset(assetId)),
    pageByAsset: (assetId, page) => flush().then(() => derived.pageByAsset(assetId, page)),
    findMany: (environmentId, ids) => flush().then(() => derived.findMany(environmentId, ids)),
    touch: (ids, usedAt) => flush().then(() => derived.touch(ids, usedAt)),
    deleteByAsset: (assetId, options) => flush().then(() => derived.deleteByAsset(assetId, options)),
    deleteByNamedTransformation: (environmentId, name) =>
      flush().then(() => derived.deleteByNamedTransformation(environmentId, name)),
    deleteByIds: (ids) => flush().then(() => derived.deleteByIds(ids)),
    deleteByChain: (environmentId, chain) => flush().then(() => derived.deleteByChain(environmentId, chain)),
    listBy: (environmentId, by, page) => flush().then(() => derived.listBy(environmentId, by, page)),
    findStale: (options) => flush().then(() => derived.findStale(options)),
    totalBytes: () => flush().then(() => derived.totalBytes()),
    leastRecentlyUsed: (limit) => flush().then(() => derived.leastRecentlyUsed(limit)),
  }
  /** Chains are listed from the rows of what was made with them. */
  const flushedChains: ChainRepository = {
    ...chains,
    isUsed: (environmentId, chain) => flush().then(() => chains.isUsed(environmentId, chain)),
    list: (environmentId, options) => flush().then(() => chains.list(environmentId, options)),
  }
  const flushedUsage: UsageRepository = {
    ...usage,
    sum: (environmentId, from, to) => flush().then(() => usage.sum(environmentId, from, to)),
    months: (from, to) => flush().then(() => usage.months(from, to)),
    totals: (environmentId) => flush().then(() => usage.totals(environmentId)),
  }
  return {
    ...database,
    derived: deferring,
    usage: flushedUsage,
    chains: flushedChains,
    transaction: (work) => flush().then(() => database.transaction(work)),
    close: () => flush().then(() => database.close()),
  }
}

async function writeRows(tables: Repositories, rows: readonly Derived[], now: number) {
  const { assets, derived, garbage, usage } = tables
  const versions = new Map<string, string | null>()
  const made = new Map<string, number>()
  for (const row of rows) {
    const { environmentId, assetId } = row
    if (!versions.has(assetId)) {
      versions.set(assetId, (await assets.findById(environmentId, assetId))?.versionId ?? null)
    }
    if (versions.get(assetId) === row.versionId) {
      if (await derived.insert(row)) made.set(environmentId, (made.get(environmentId) ?? 0) + row.units)
    } else if ((await derived.findByFileKey(environmentId, row.fileKey)) === null) {
      await garbage.add([row.storageKey], now)
    }
  }
  // What is made counts once: in the transaction that makes it known.
  for (const [environmentId, units] of made) {
    await usage.add(environmentId, usageDay(now), { 'transformations.derived': units })
  }
}

type Name = Pick<Derived, 'assetId' | 'versionId' | 'fileKey' | 'transformation' | 'extension'>

function nameOf({ assetId, versionId, fileKey, extension, transformation }: Name): string {
  return `${assetId} ${versionId} ${fileKey} ${extension} ${transformation}`
}

function fileOf(environmentId: string, fileKey: string): string {
  return `${environmentId} ${fileKey}`
}
