/** Storing once more after room was made. */
import { isWantOfSpace } from '../../errors/want-of-space.ts'
import type { Room } from '../../ports/room.ts'
import type { Storage } from '../../ports/storage.ts'

/** `write` must be able to begin anew. */
export async function withRoom<T>(room: Pick<Room, 'make'>, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isWantOfSpace(error) || !(await room.make())) throw error
    return write()
  }
}

/** A storage that makes room for finished files. A stream cannot be read twice, so what is `put` fails as before. */
export function storageWithRoom(storage: Storage, room: Pick<Room, 'make'>): Storage {
  return { ...storage, adopt: (...parameters) => withRoom(room, () => storage.adopt(...parameters)) }
}
