import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Locks } from '../../ports/locks.ts'
import type { Log } from '../../ports/log.ts'
import type { Storage } from '../../ports/storage.ts'

/** Folders of files under way; see `upload/spool.ts`. */
export interface SpoolFolders {
  readonly folder: string
  /** One file for each chunked upload, named by its session. */
  readonly chunkFolder: string
  /** See `upload/intents.ts`. */
  readonly intentFolder: string
}

export interface SweepDependencies {
  readonly database: Database
  readonly storage: Storage
  readonly spool: SpoolFolders
  readonly locks: Locks
  readonly clock: Clock
  readonly log: Log
}

/** What one call of a sweep may do. */
export interface Round {
  readonly limit: number
  readonly signal?: AbortSignal
}
