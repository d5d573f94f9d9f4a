export interface EnqueueOptions {
  /** Not before this time (milliseconds since 1970). */
  readonly runAt?: number
  /** Jobs of one name with the same key are enqueued once while the first is waiting. */
  readonly key?: string
}
export interface Job<P = unknown> {
  readonly id: string
  readonly name: string
  readonly payload: P
  /** 1 for the first try. */
  readonly attempt: number
}
export interface WorkOptions {
  readonly concurrency: number
  /** Tries in all; default 5, with exponential back-off between them. */
  readonly attempts?: number
}

/**
 * Work that must happen although the process may die: at least once, after restart too. Payloads are plain JSON.
 * Every driver passes `test/server/adapters/queue/contract.ts`.
 */
export interface Queue {
  enqueue(name: string, payload: unknown, options?: EnqueueOptions): Promise<void>
  /** Starts taking jobs of that name; a handler that throws is tried again later. */
  work<P>(name: string, handler: (job: Job<P>, signal: AbortSignal) => Promise<void>, options: WorkOptions): void
  stats(): Promise<
    Readonly<Record<string, { readonly waiting: number; readonly running: number; readonly failed: number }>>
  >
  /** Looks for due jobs at once: to be called after a transaction that wrote some. */
  wake(): void
  /** Stops taking jobs and waits for the running ones. */
  close(): Promise<void>
}
