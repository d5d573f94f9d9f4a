/**
 * Numbers of documents. Their order is that of `created_at`, newest last, and within a second that of arrival: the
 * engines give what they find by number, so that the usual order costs nothing, and a time is a range of numbers.
 * With 2^21 numbers for each of the 2^32 seconds until 2106 they are exact in JavaScript.
 */
import type { NumberCondition } from '../../../search-language/condition.ts'

const NUMBERS_OF_A_SECOND = 2 ** 21
const LAST_SECOND = 2 ** 32 - 1

export function firstDocOf(second: number): number {
  return Math.min(Math.max(second, 0), LAST_SECOND) * NUMBERS_OF_A_SECOND
}

export function secondOf(doc: number): number {
  return Math.floor(doc / NUMBERS_OF_A_SECOND)
}

/** The documents of a time; both ends belong to it. Null: no bound. */
export interface DocRange {
  readonly first: number | null
  readonly last: number | null
}

export function docRange({ from, to }: Pick<NumberCondition, 'from' | 'to'>): DocRange {
  return {
    first: from === null ? null : firstDocOf(from.isIncluded ? from.value : from.value + 1),
    last: to === null ? null : afterLast(to.isIncluded ? to.value : to.value - 1),
  }
}

/** -1 is before all of them. */
function afterLast(second: number): number {
  if (second < 0) return -1
  return firstDocOf(second) + NUMBERS_OF_A_SECOND - 1
}
