/**
 * Derived files on a full disk: drawn in a piece of the reserve and not kept, but read into memory until their answers
 * are sent.
 */
import { readFile, rm } from 'node:fs/promises'
import { StorageFullError } from '../../errors/request-errors.ts'
import { asStorageFull, isWantOfSpace } from '../../errors/want-of-space.ts'
import type { Room } from '../../ports/room.ts'
import type { Storage } from '../../ports/storage.ts'

/** What is held in memory of one file. */
const MOST_UNKEPT_BYTES = 32_000_000

/** Draws that file; again after room was made, and then with one piece of the reserve after the other. */
export async function drawnWithRoom<T>(draft: string, room: Room, draw: () => Promise<T>): Promise<T> {
  for (let hasMadeRoom = false; ; hasMadeRoom = true) {
    try {
      return await draw()
    } catch (error) {
      await rm(draft, { force: true })
      if (!isWantOfSpace(error)) throw error
      const isWorthATry = (!hasMadeRoom && (await room.make())) || room.draw()
      if (!isWorthATry) throw asStorageFull(error)
    }
  }
}

/** False when the disk is full; the draft is where it was then. */
export async function adoptIfRoom(
  storageKey: string,
  draft: string,
  { storage, room }: { readonly storage: Storage; readonly room: Room },
): Promise<boolean> {
  if (room.isFull()) return false
  try {
    // Flushing can be left out: what a loss of power takes from it is noticed before it is served (`shelf.ts`).
    await storage.adopt(storageKey, draft, { durable: false })
    return true
  } catch (error) {
    if (!(error instanceof StorageFullError)) throw error
    return false
  }
}

/** @throws StorageFullError when it is too large for that */
export async function readDraft(draft: string, bytes: number): Promise<Buffer> {
  if (bytes > MOST_UNKEPT_BYTES) throw new StorageFullError()
  return readFile(draft)
}
