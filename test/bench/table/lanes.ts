export interface LaneTotals {
  readonly done: number
  readonly seconds: number
}

export interface LaneLimits {
  readonly lanes: number
  /** No job begins after this time. */
  readonly milliseconds?: number
  readonly count?: number
}

/** Runs numbered jobs, so many side by side, until the time or the number is reached; each lane does one at least. */
export async function inLanes(limits: LaneLimits, job: (index: number) => Promise<unknown>): Promise<LaneTotals> {
  const { lanes, milliseconds = Number.POSITIVE_INFINITY, count = Number.POSITIVE_INFINITY } = limits
  const startedAt = performance.now()
  let next = 0
  const lane = async () => {
    do await job(next++)
    while (next < count && performance.now() - startedAt < milliseconds)
  }
  await Promise.all(Array.from({ length: Math.min(lanes, count) }, lane))
  return { done: next, seconds: (performance.now() - startedAt) / 1000 }
}
