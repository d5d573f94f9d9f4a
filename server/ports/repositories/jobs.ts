export interface StoredJob {
  readonly id: string
  readonly name: string
  readonly payload: unknown
  /** Tries begun, this one included. */
  readonly attempt: number
}

/**
 * Work to be done after a commit (the outbox): a job written in a transaction exists exactly when its cause does.
 * Services only `enqueue`; the rest is for the queue that works on this table.
 */
export interface JobRepository {
  /** With `key`: does nothing while a job of that name and key is waiting. */
  enqueue(job: {
    readonly id: string
    readonly name: string
    readonly payload: unknown
    readonly key: string | null
    readonly runAt: number
    readonly createdAt: number
  }): Promise<void>
  /** Takes due jobs, and those whose lease ran out, in order of their time. */
  claim(
    name: string,
    options: { readonly limit: number; readonly now: number; readonly leaseUntil: number },
  ): Promise<readonly StoredJob[]>
  renew(ids: readonly string[], leaseUntil: number): Promise<void>
  complete(id: string): Promise<void>
  retry(id: string, options: { readonly runAt: number; readonly error: string }): Promise<void>
  /** Kept for inspection until `deleteFailed`. */
  fail(id: string, options: { readonly now: number; readonly error: string }): Promise<void>
  /** Makes every running job due again: for a start after which nobody else can be running any. */
  releaseAll(now: number): Promise<void>
  deleteFailed(before: number): Promise<void>
  counts(): Promise<
    readonly { readonly name: string; readonly state: 'waiting' | 'running' | 'failed'; readonly count: number }[]
  >
}
