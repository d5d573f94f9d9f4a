/**
 * First come, first served, except that a job too big for the memory that is free right now may be overtaken a few
 * times, so that one large picture neither blocks small ones nor waits for ever.
 */

/** After this many overtakings nobody passes the job any more. */
const MOST_OVERTAKINGS = 8

interface Entry<T> {
  readonly job: T
  readonly costBytes: number
  overtaken: number
}

export class WaitingLine<T> {
  readonly #entries: Entry<T>[] = []

  get length(): number {
    return this.#entries.length
  }

  add(job: T, costBytes: number): void {
    this.#entries.push({ job, costBytes, overtaken: 0 })
  }

  /** Takes out the job; false when it is not waiting (any more). */
  remove(job: T): boolean {
    const index = this.#entries.findIndex((entry) => entry.job === job)
    if (index < 0) return false
    this.#entries.splice(index, 1)
    return true
  }

  /** The next job that fits into `freeBytes`, taken out of the line. */
  takeFitting(freeBytes: number): T | undefined {
    for (let index = 0; index < this.#entries.length; index++) {
      const entry = this.#entries[index] as Entry<T>
      if (entry.costBytes <= freeBytes) {
        for (const earlier of this.#entries.slice(0, index)) earlier.overtaken += 1
        this.#entries.splice(index, 1)
        return entry.job
      }
      if (entry.overtaken >= MOST_OVERTAKINGS) return undefined
    }
    return undefined
  }

  /** Everything, in order; the line is empty afterwards. */
  takeAll(): T[] {
    return this.#entries.splice(0).map((entry) => entry.job)
  }
}
