/** One argument of an effect: how it is read, and what it is when it is left out. */
import { decimal, type Reader } from '../../readers.ts'

export interface Argument<T> {
  readonly reader: Reader<T>
  readonly absent: T
}
export type Arguments = Readonly<Record<string, Argument<unknown>>>
export type ArgumentValues<A extends Arguments> = {
  readonly [K in keyof A]: A[K] extends Argument<infer T> ? T : never
}

/** An argument with the value that stands for its absence. */
export function argument<T>(reader: Reader<T>, absent: NoInfer<T>): Argument<T> {
  return { reader, absent }
}

/** An argument that is `null` when it is left out. */
export function optional<T>(reader: Reader<T>): Argument<T | null> {
  return { reader, absent: null }
}

/** A strength between two bounds: what lies outside is clamped, decimals are welcome because expressions give them. */
export function level(min: number, max: number, absent: number): Argument<number> {
  return argument(decimal({ min, max }), absent)
}
