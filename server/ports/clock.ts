/** The only source of time. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Resolves after `milliseconds`, rejects when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}
