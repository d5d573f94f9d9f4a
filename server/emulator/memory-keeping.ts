/** What an emulator keeps: a database and files in memory, and a temporary folder for what engines read. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '../adapters/database/sqlite/index.ts'
import { memoryStorage } from '../adapters/storage/memory.ts'
import type { Keeping } from '../compose-storage.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import { deferDerivedRows } from '../services/derivations/deferred-rows.ts'
import { createRoom } from '../services/room/create-room.ts'

export interface MemoryFolder {
  readonly path: string
  remove(): Promise<void>
}

export async function temporaryFolder(): Promise<MemoryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'tintype-emulator-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Memory is never a full disk. */
const NO_RESERVE = { bytes: 0, missing: () => 0, release: () => false, refill: async () => true }

/** An empty one. The folder is its owner's to remove; the spool inside begins empty. */
export async function memoryKeeping(
  folder: string,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<Keeping> {
  const spoolFolder = await mkdtemp(join(folder, 'spool-'))
  const database = deferDerivedRows(await openSqlite({ path: ':memory:', secretKey: new Uint8Array(32) }), {
    clock,
    log,
  })
  const room = createRoom({ reserve: NO_RESERVE, freeBytes: async () => Number.POSITIVE_INFINITY, clock, log })
  return {
    database,
    storage: memoryStorage(),
    spoolFolder,
    room,
    freeShare: async () => 1,
    async close() {
      await room.close()
      await database.close()
      await rm(spoolFolder, { recursive: true, force: true })
    },
  }
}
