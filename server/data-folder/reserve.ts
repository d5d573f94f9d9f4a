/**
 * A file in the data folder that only takes up room. On a full disk it is given free piece by piece, for the log of the
 * database mostly: even deleting an asset has to be written down before its files can go.
 *
 * Pieces, because another program may take what was given free before we do; then there is one more.
 */
import { randomFillSync } from 'node:crypto'
import { statSync, truncateSync } from 'node:fs'
import { open, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { isWantOfSpace } from '../errors/want-of-space.ts'

export interface Reserve {
  /** When it is whole. */
  readonly bytes: number
  /** Bytes that it lacks. */
  missing(): number
  /** Gives a piece free; false when there was none left. */
  release(): boolean
  /** Makes it whole again. False when the disk has no room for that; then it is as it was. */
  refill(): Promise<boolean>
}

const FILE = 'reserve'
const PIECES = 4
const BLOCK_BYTES = 1024 * 1024

export function openReserve(folder: string, bytes: number): Reserve {
  const path = join(folder, FILE)
  const size = () => statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return {
    bytes,
    missing: () => Math.max(0, bytes - size()),
    release: () => releaseReserve(folder, Math.ceil(bytes / PIECES)),
    async refill() {
      const had = size()
      const file = await open(path, 'a', 0o600)
      try {
        // Not zeros: some file systems store none of them.
        const block = randomFillSync(Buffer.allocUnsafe(BLOCK_BYTES))
        for (let at = had; at < bytes; at += BLOCK_BYTES) await file.appendFile(block.subarray(0, bytes - at))
        await file.datasync()
      } catch (error) {
        await truncate(path, had)
        if (!isWantOfSpace(error)) throw error
        return false
      } finally {
        await file.close()
      }
      if (had > bytes) await truncate(path, bytes)
      return true
    },
  }
}

/** Gives so many bytes of that folder's reserve free; false when nothing was left. */
export function releaseReserve(folder: string, bytes: number): boolean {
  const path = join(folder, FILE)
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return false
  truncateSync(path, Math.max(0, size - bytes))
  return true
}
