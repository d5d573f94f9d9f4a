/**
 * The rows and files of what was derived: kept while there is room, least recently used first to go. A file goes when
 * the last row that names it goes.
 */
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { Asset } from '../../domain/asset.ts'
import type { Derived } from '../../domain/derived.ts'
import { ObjectNotFoundError } from '../../errors/port-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Log } from '../../ports/log.ts'
import type { Storage } from '../../ports/storage.ts'
import { RecentlyUsed } from './recently-used.ts'

export interface ShelfDependencies {
  readonly database: Database
  readonly storage: Storage
  readonly clock: Clock
  readonly log: Log
  /** Null: no limit but the disk's. */
  readonly maxBytes: number | null
  /** Free share of the volume, 0..1. */
  freeShare(): Promise<number>
}

/** The asset was replaced, renamed or deleted while something was made from it. */
export class AssetChangedError extends Error {}

function changedError(): AssetChangedError {
  return new AssetChangedError('The asset changed while a file was made from it')
}

const LEAST_FREE_SHARE = 0.05
/** Making room goes a little below the limit, so that it is not needed for every file. */
const ROOM_SHARE = 0.95
const BATCH = 100
const TOUCH_EVERY_MS = 60_000
const CHECK_EVERY_MS = 5_000

export class Shelf {
  readonly #dependencies: ShelfDependencies
  readonly #used = new Set<string>()
  /** Stored files that were written or read through by this process. */
  readonly #whole = new RecentlyUsed<true>({ maxSize: 100_000 })
  #touchedAt: number
  #checkedAt = 0
  #total: number | null = null
  #making: Promise<void> | null = null

  constructor(dependencies: ShelfDependencies) {
    this.#dependencies = dependencies
    this.#touchedAt = dependencies.clock.now()
  }

  /** The row of exactly that chain; or else a file of the same content under another chain's row. */
  async find(
    key: Pick<Derived, 'assetId' | 'versionId' | 'fileKey' | 'transformation' | 'extension' | 'environmentId'>,
  ) {
    const { database } = this.#dependencies
    const any = await database.derived.findByFileKey(key.environmentId, key.fileKey)
    if (any === null) return null
    const isNamedSo = any.transformation === key.transformation && any.extension === key.extension
    const own = isNamedSo ? any : await database.derived.find(key)
    const found = own ?? any
    if (await this.#isWhole(found)) return { row: found, isOwn: own !== null }
    // Somebody removed the file, or a crash took a part of it: forget the rows, make it again.
    await this.#remove([found])
    return null
  }

  /**
   * Files are not flushed to the disk before their rows are: after a loss of power one can be shorter than it was, or
   * hold something else. So what this process did not write itself is read through once before it is served.
   */
  async #isWhole({ storageKey, bytes, etag }: Derived): Promise<boolean> {
    const { storage } = this.#dependencies
    const head = await storage.head(storageKey)
    if (head?.size !== bytes) return false
    if (this.#whole.get(storageKey) === true) return true
    const hash = createHash('md5')
    try {
      await pipeline((await storage.get(storageKey)).body, hash)
    } catch (error) {
      if (error instanceof ObjectNotFoundError) return false
      throw error
    }
    if (hash.digest('hex') !== etag) return false
    this.#whole.set(storageKey, true)
    return true
  }

  /** @throws AssetChangedError when the asset is not the one any more that a file was made from */
  async assertCurrent(asset: Asset): Promise<void> {
    if (!(await this.#isCurrent(asset))) throw changedError()
  }

  async #isCurrent({ environmentId, id, versionId }: Asset): Promise<boolean> {
    const current = await this.#dependencies.database.assets.findById(environmentId, id)
    return current?.versionId === versionId
  }

  /**
   * Writes the row, if the asset is still the one that the file was made from. Who knows that it is need not have it
   * read: the row is not written anyway if it turns out wrong (`deferred-rows.ts`).
   * @throws AssetChangedError
   */
  async keep(derived: Derived, asset: Asset, isKnownCurrent = false): Promise<void> {
    const { database, clock } = this.#dependencies
    this.#whole.set(derived.storageKey, true)
    if (!isKnownCurrent && !(await this.#isCurrent(asset))) {
      await database.transaction(async (rows) => {
        if ((await rows.derived.findByFileKey(derived.environmentId, derived.fileKey)) !== null) return
        await rows.garbage.add([derived.storageKey], clock.now())
      })
      throw changedError()
    }
    await database.derived.insert(derived)
    if (this.#total !== null) this.#total += derived.bytes
    void this.#makeRoomNowAndThen()
  }

  /** Notes a use; written in batches. */
  async used(derived: Derived): Promise<void> {
    this.#used.add(derived.id)
    const now = this.#dependencies.clock.now()
    if (now - this.#touchedAt < TOUCH_EVERY_MS) return
    this.#touchedAt = now
    await this.flush()
  }

  /** Writes what is noted. */
  async flush(): Promise<void> {
    const ids = [...this.#used]
    this.#used.clear()
    await this.#dependencies.database.derived.touch(ids, this.#dependencies.clock.now())
  }

  /** Removes files until the limits are kept. */
  async makeRoom(): Promise<void> {
    const { database, maxBytes } = this.#dependencies
    await this.flush()
    this.#total = await database.derived.totalBytes()
    const goal = maxBytes === null ? Number.POSITIVE_INFINITY : maxBytes
    let bytesLeft = this.#total > goal ? goal * ROOM_SHARE : goal
    while (this.#total > bytesLeft || (await this.#dependencies.freeShare()) < LEAST_FREE_SHARE) {
      const oldest = await database.derived.leastRecentlyUsed(BATCH)
      if (oldest.length === 0) return
      await this.#remove(this.#enough(oldest, bytesLeft))
      this.#total = await database.derived.totalBytes()
      bytesLeft = Math.min(bytesLeft, goal)
    }
  }

  /** As many of the oldest as have to go; all of the batch when it is the disk that is full. */
  #enough(oldest: readonly Derived[], bytesLeft: number): readonly Derived[] {
    let excess = (this.#total ?? 0) - bytesLeft
    if (excess <= 0) return oldest
    return oldest.filter((row) => {
      const goes = excess > 0
      excess -= row.bytes
      return goes
    })
  }

  async #remove(rows: readonly Derived[]): Promise<void> {
    const { database, storage, clock } = this.#dependencies
    const orphans = await database.transaction(async (repositories) => {
      const removed = await repositories.derived.deleteByIds(rows.map(({ id }) => id))
      const keys = new Set<string>()
      for (const { environmentId, fileKey, storageKey } of removed) {
        if ((await repositories.derived.findByFileKey(environmentId, fileKey)) === null) keys.add(storageKey)
      }
      await repositories.garbage.add([...keys], clock.now())
      return [...keys]
    })
    for (const key of orphans) await storage.delete(key)
    await database.garbage.remove(orphans)
  }

  async #makeRoomNowAndThen(): Promise<void> {
    const { clock, log, maxBytes } = this.#dependencies
    const isOver = maxBytes !== null && this.#total !== null && this.#total > maxBytes
    if (!isOver && clock.now() - this.#checkedAt < CHECK_EVERY_MS) return
    if (this.#making !== null) return
    this.#checkedAt = clock.now()
    // A failure leaves the files where they are; the next file tries again.
    this.#making = this.makeRoom()
      .catch((error: unknown) => log.warn({ error }, 'derived files could not be removed to make room'))
      .finally(() => {
        this.#making = null
      })
    await this.#making
  }
}
