export interface LockOptions {
  /** How long to wait for the lock; default 30 s. */
  readonly waitMs?: number
  readonly signal?: AbortSignal
}

/** Mutual exclusion by name, over all processes that share the database. */
export interface Locks {
  /** @throws LockTimeoutError */
  withLock<T>(key: string, work: () => Promise<T>, options?: LockOptions): Promise<T>
}
