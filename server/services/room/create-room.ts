/**
 * What happens on a full disk, and how it ends.
 *
 *   a file cannot be written   derived files go, least recently used first; then one more try. When that made no room
 *                              the disk is full: uploads are refused, derived files are made but not kept
 *   the database cannot write  the disk is full; a piece of the reserve is given free, and it tries again
 *   there is space again       enough for the reserve and as much besides: the reserve is made whole, uploads go on
 */
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { Room } from '../../ports/room.ts'

export interface RoomOptions {
  /** A file that is given free when nothing else helps. */
  readonly reserve: {
    readonly bytes: number
    missing(): number
    release(): boolean
    refill(): Promise<boolean>
  }
  /** Bytes that may still be written to the disk. */
  freeBytes(): Promise<number>
  readonly clock: Clock
  readonly log: Log
}

export interface ManagedRoom extends Room {
  /** What removes derived files until there is room, as far as there are any. */
  evictBy(evict: () => Promise<void>): void
  /** Stops watching; resolves when nothing is under way. */
  close(): Promise<void>
}

const LOOK_EVERY_MS = 1_000
/** A try that would fail at once is none. */
const ENOUGH_BYTES = 1_000_000

export function createRoom({ reserve, freeBytes, clock, log }: RoomOptions): ManagedRoom {
  const stop = new AbortController()
  let full = false
  let evict: () => Promise<void> = async () => {}
  let evicting: Promise<void> | null = null
  let recovering: Promise<void> | null = null

  function makeRoom(): Promise<void> {
    evicting ??= evict()
      .catch((error: unknown) => log.error({ error }, 'derived files could not be removed from the full disk'))
      .finally(() => {
        evicting = null
      })
    return evicting
  }

  function becomeFull(): void {
    if (!full) log.error({}, 'the disk is full: uploads are refused until there is space again')
    full = true
    recovering ??= recover().finally(() => {
      recovering = null
    })
  }

  /** Keeps twice the reserve apart: a disk that is full to the last byte must not be full and not full in turns. */
  async function hasRecovered(): Promise<boolean> {
    if ((await freeBytes()) < reserve.missing() + Math.max(reserve.bytes, ENOUGH_BYTES)) return false
    return reserve.missing() === 0 || reserve.refill()
  }

  async function recover(): Promise<void> {
    void makeRoom()
    while (!stop.signal.aborted) {
      await clock.sleep(LOOK_EVERY_MS, stop.signal).catch(() => undefined)
      if (stop.signal.aborted || !(await isRecovered())) continue
      full = false
      log.warn({}, 'there is space on the disk again: uploads are taken')
      return
    }
  }

  async function isRecovered(): Promise<boolean> {
    try {
      return await hasRecovered()
    } catch (error) {
      log.error({ error }, 'the reserve of the data folder could not be made whole')
      return false
    }
  }

  /** After a start: the reserve is new, or the disk is full since before. */
  async function begin(): Promise<void> {
    if (reserve.missing() === 0 || (await isRecovered())) return
    if (!stop.signal.aborted) becomeFull()
  }
  const beginning = begin()

  return {
    isFull: () => full,
    async make() {
      await makeRoom()
      if ((await freeBytes()) >= ENOUGH_BYTES) return true
      becomeFull()
      return false
    },
    draw() {
      const isReleased = reserve.release()
      becomeFull()
      return isReleased
    },
    evictBy(how) {
      evict = how
    },
    async close() {
      stop.abort()
      await beginning
      await recovering
      await evicting
    },
  }
}
