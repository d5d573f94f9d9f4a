/** A bounded map: the entries that were not used for longest go first. */
export interface RecentlyUsedOptions<V> {
  /** The sum of the sizes of all entries stays below. */
  readonly maxSize: number
  /** Default: every entry counts 1. */
  readonly sizeOf?: (value: V) => number
}

export class RecentlyUsed<V> {
  readonly #entries = new Map<string, V>()
  readonly #maxSize: number
  readonly #sizeOf: (value: V) => number
  #size = 0

  constructor({ maxSize, sizeOf = () => 1 }: RecentlyUsedOptions<V>) {
    this.#maxSize = maxSize
    this.#sizeOf = sizeOf
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key)
    if (value === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  set(key: string, value: V): void {
    this.delete(key)
    this.#entries.set(key, value)
    this.#size += this.#sizeOf(value)
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.#maxSize) return
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    const value = this.#entries.get(key)
    if (value === undefined) return
    this.#entries.delete(key)
    this.#size -= this.#sizeOf(value)
  }
}
