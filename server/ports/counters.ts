/** Counts of a window of time: windows begin at multiples of their length since 1970, in UTC. */
export interface Counters {
  /**
   * Adds 1 and gives what an environment has under that name in the present window, and when that ends (milliseconds
   * since 1970).
   */
  add(environmentId: string, name: string, windowMs: number): Promise<Count>
}

export interface Count {
  readonly count: number
  readonly endsAt: number
}
