/**
 * A sample of the documents. They are spread over buckets by their number, evenly and without regard to when they were
 * made; as many buckets are looked at as give the sample its size. An index has the buckets (migration `search-indexes`).
 */
import { type RawBuilder, sql } from 'kysely'

/** No factor of the numbers of a second, so that neighbours lie apart. */
const SPREAD = 1_000_003
const BUCKETS = 4096

export interface Sample {
  readonly buckets: number
  /** How many documents each of the sample stands for. */
  readonly weight: number
}

export const EVERYTHING: Sample = { buckets: BUCKETS, weight: 1 }

export function sampleOf(documents: number, size: number): Sample {
  const buckets = Math.max(1, Math.min(BUCKETS, Math.round((BUCKETS * size) / documents)))
  return { buckets, weight: BUCKETS / buckets }
}

export function bucketOf(doc: RawBuilder<unknown>): RawBuilder<number> {
  return sql`${doc} % ${sql.lit(SPREAD)} % ${sql.lit(BUCKETS)}`
}
