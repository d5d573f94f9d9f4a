/** A disk that is never full. */
import type { Room } from '../../server/ports/room.ts'

export const AMPLE_ROOM: Room = { isFull: () => false, make: async () => false, draw: () => false }
