/** How long the benchmark looks. */
export interface BenchOptions {
  /** Rounds of which the median is taken. */
  readonly rounds: number
  /** Of one round of one side, cold renders. */
  readonly coldMs: number
  readonly concurrencies: readonly number[]
  /** Of one round of one server, cached hits. */
  readonly hitSeconds: number
  readonly smallUploads: number
  readonly largeUploadBytes: number
  readonly largeUploadRounds: number
  /** Small renders over which the memory is watched. */
  readonly memoryRenders: number
  readonly starts: number
}

export const FULL: BenchOptions = {
  rounds: 3,
  coldMs: 1_000,
  concurrencies: [1, 8, 32],
  hitSeconds: 2,
  smallUploads: 400,
  largeUploadBytes: 1_000_000_000,
  largeUploadRounds: 2,
  memoryRenders: 5_000,
  starts: 7,
}

/** A few seconds for each part: shows that it works, and orders of magnitude. */
export const QUICK: BenchOptions = {
  rounds: 1,
  coldMs: 300,
  concurrencies: [1, 8],
  hitSeconds: 1,
  smallUploads: 100,
  largeUploadBytes: 100_000_000,
  largeUploadRounds: 1,
  memoryRenders: 1_000,
  starts: 3,
}
