/**
 * One run of a piece of work for all who want its result at the same time. A caller who leaves only stops waiting; the
 * work itself is stopped when the last one has left. Results and errors are shared by those who waited and not kept.
 */
interface Flight<T> {
  readonly result: Promise<T>
  readonly stop: AbortController
  waiting: number
}

export class SharedFlights<T> {
  readonly #flights = new Map<string, Flight<T>>()

  /** Joins the running work of that key, or starts it. Rejects with the signal's reason when the caller leaves. */
  run(key: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(signal.reason)
    const flight = this.#flights.get(key) ?? this.#start(key, work)
    flight.waiting += 1
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        reject(signal?.reason)
        this.#left(key, flight)
      }
      signal?.addEventListener('abort', leave, { once: true })
      flight.result.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave))
    })
  }

  has(key: string): boolean {
    return this.#flights.has(key)
  }

  /** Works under way. */
  get size(): number {
    return this.#flights.size
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const stop = new AbortController()
    const flight: Flight<T> = { result: work(stop.signal), stop, waiting: 0 }
    this.#flights.set(key, flight)
    const landed = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    }
    flight.result.then(landed, landed)
    return flight
  }

  #left(key: string, flight: Flight<T>): void {
    flight.waiting -= 1
    if (flight.waiting > 0) return
    // A newcomer must not join work that is being stopped.
    if (this.#flights.get(key) === flight) this.#flights.delete(key)
    flight.stop.abort(new Error('nobody waits any more'))
  }
}
