/**
 * Answers of delivery that are ready to be written: body and headers, by raw URL and class of request hints. Bounded
 * by bytes, least recently used first. What is found here is answered without a look at the database, so it must be
 * dropped when anything that it was made from changes: each entry names these things.
 */
import type { RequestHints } from '../../transformation/plan/plan-types.ts'
import { type HintName, hintClass } from './hints.ts'

export interface HotAnswer {
  readonly body: Buffer
  /** Name, value, name, value … of a 200; complete but for the request id and the date. */
  readonly headers: readonly string[]
  /** The same of a 304. */
  readonly unchangedHeaders: readonly string[]
  /** Quoted. */
  readonly etag: string
  readonly lastModified: string
  readonly lastModifiedMs: number
}

export interface HotEntry {
  readonly answer: HotAnswer
  readonly varied: readonly HintName[]
  /** Names of what it was made from; see `forget`. */
  readonly dependencies: readonly string[]
  /** Milliseconds since 1970. */
  readonly keepUntil: number
}

interface Slot {
  readonly varied: readonly HintName[]
  readonly variants: Map<string, Variant>
}
interface Variant {
  readonly url: string
  readonly hintClass: string
  readonly answer: HotAnswer
  readonly dependencies: readonly string[]
  readonly bytes: number
  readonly keepUntil: number
}

/** Entries of an answer beside its body: objects, strings, map slots. An estimate. */
const OVERHEAD_BYTES = 2048
/** A single file may take this share of the whole. */
const LARGEST_SHARE = 1 / 16

/** Marks the time between reading rows and keeping the answer made from them; see `HotTier.observe`. */
export interface Observation {
  /** Whether any of these was forgotten since. */
  isOutdated(dependencies: readonly string[]): boolean
  end(): void
}

export class HotTier {
  readonly #maxBytes: number
  readonly #now: () => number
  readonly #slots = new Map<string, Slot>()
  /** In order of use, least recent first. */
  readonly #order = new Set<Variant>()
  readonly #byDependency = new Map<string, Set<Variant>>()
  readonly #observations = new Set<Set<string>>()
  #bytes = 0

  constructor(maxBytes: number, now: () => number) {
    this.#maxBytes = maxBytes
    this.#now = now
  }

  /** Bytes of the largest body that is kept. */
  get largestBody(): number {
    return Math.floor(this.#maxBytes * LARGEST_SHARE)
  }

  get bytes(): number {
    return this.#bytes
  }

  /** @param hints read only when the answer depends on them. */
  find(url: string, hints: () => RequestHints): HotAnswer | undefined {
    const slot = this.#slots.get(url)
    if (slot === undefined) return undefined
    const variant = slot.variants.get(slot.varied.length === 0 ? '' : hintClass(slot.varied, hints()))
    if (variant === undefined) return undefined
    if (variant.keepUntil !== Number.POSITIVE_INFINITY && variant.keepUntil <= this.#now()) {
      this.#drop(variant)
      return undefined
    }
    this.#order.delete(variant)
    this.#order.add(variant)
    return variant.answer
  }

  /**
   * To be begun before the first row is read. An answer made from rows that were forgotten meanwhile is not kept:
   * otherwise the old file would come back after its `forget`.
   */
  observe(): Observation {
    const forgotten = new Set<string>()
    this.#observations.add(forgotten)
    return {
      isOutdated: (dependencies) => dependencies.some((name) => forgotten.has(name)),
      end: () => void this.#observations.delete(forgotten),
    }
  }

  keep(
    url: string,
    hints: RequestHints,
    { answer, varied, dependencies, keepUntil }: HotEntry,
    seen: Observation,
  ): void {
    const bytes = answer.body.length + OVERHEAD_BYTES
    if (answer.body.length > this.largestBody || seen.isOutdated(dependencies)) return
    const name = hintClass(varied, hints)
    const variant: Variant = { url, hintClass: name, answer, dependencies, bytes, keepUntil }
    const slot = this.#slotFor(url, varied)
    const previous = slot.variants.get(name)
    if (previous !== undefined) this.#drop(previous)
    this.#slotFor(url, varied).variants.set(name, variant)
    this.#order.add(variant)
    for (const dependency of dependencies) this.#dependents(dependency).add(variant)
    this.#bytes += bytes
    this.#shrink()
  }

  /** Drops every answer made from that. */
  forget(dependency: string): void {
    for (const forgotten of this.#observations) forgotten.add(dependency)
    for (const variant of [...(this.#byDependency.get(dependency) ?? [])]) this.#drop(variant)
  }

  #slotFor(url: string, varied: readonly HintName[]): Slot {
    const slot = this.#slots.get(url)
    if (slot !== undefined && sameHints(slot.varied, varied)) return slot
    for (const variant of [...(slot?.variants.values() ?? [])]) this.#drop(variant)
    const fresh: Slot = { varied, variants: new Map() }
    this.#slots.set(url, fresh)
    return fresh
  }

  #dependents(dependency: string): Set<Variant> {
    const dependents = this.#byDependency.get(dependency) ?? new Set()
    this.#byDependency.set(dependency, dependents)
    return dependents
  }

  #shrink(): void {
    for (const variant of this.#order) {
      if (this.#bytes <= this.#maxBytes) return
      this.#drop(variant)
    }
  }

  #drop(variant: Variant): void {
    if (!this.#order.delete(variant)) return
    this.#bytes -= variant.bytes
    const slot = this.#slots.get(variant.url)
    slot?.variants.delete(variant.hintClass)
    if (slot?.variants.size === 0) this.#slots.delete(variant.url)
    for (const dependency of variant.dependencies) {
      const dependents = this.#byDependency.get(dependency)
      dependents?.delete(variant)
      if (dependents?.size === 0) this.#byDependency.delete(dependency)
    }
  }
}

function sameHints(a: readonly HintName[], b: readonly HintName[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index])
}
