/**
 * How many assets a condition holds for, exactly where that is cheap: what the full-text engine or one index can count by
 * itself, and what leaves few documents to be looked at. Else one in so many documents is looked at.
 */
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { isNumberColumn } from '../search/compile-condition.ts'
import { type Asked, type DocumentOptions, documents, indexedDocs, matches } from './documents.ts'

export interface Count {
  readonly assets: number
  readonly isEstimate: boolean
}

/** Reading this many documents takes about 20 ms. */
export const FEW = 20_000
/** More documents than this are not looked at for a number. */
const MOST_READ = 100_000
/** How many are looked at instead. */
const SAMPLE = 25_000
/** Conditions of an expression that are tried for being selective. */
const MOST_PROBES = 6

export interface Size {
  /** What the full-text engine alone finds, or all documents of the environment. */
  readonly candidates: number
  /** Numbers of documents that an index narrows the search to, when they are few. */
  readonly few: NonNullable<DocumentOptions['few']> | null
  readonly sample: number
}

export async function measure(db: Kysely<Schema>, question: Asked): Promise<Size> {
  const { match, rest, scope } = question
  const candidates = match === null ? await countDocuments(db, question) : await countMatches(db, question)
  if (rest.length === 0 || candidates <= FEW) return { candidates, few: null, sample: 1 }
  for (const condition of rest.slice(0, MOST_PROBES)) {
    const docs = indexedDocs(db, scope, condition)
    if (docs === null) continue
    const { found } = await db
      .selectFrom(docs.limit(FEW + 1).as('f'))
      .select((eb) => eb.fn.countAll<number>().as('found'))
      .executeTakeFirstOrThrow()
    if (found <= FEW) return { candidates, few: sql`(${docs})`, sample: 1 }
  }
  const sample = candidates > MOST_READ ? Math.ceil(candidates / SAMPLE) : 1
  return { candidates, few: null, sample }
}

export async function count(db: Kysely<Schema>, question: Asked, size: Size): Promise<Count> {
  if (question.rest.length === 0) return { assets: size.candidates, isEstimate: false }
  const exact = await countByIndex(db, question)
  if (exact !== null) return { assets: exact, isEstimate: false }
  const { few, sample } = size
  const { found } = (await documents(db, question, { few, sample })
    .select((eb) => eb.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()) as { found: number }
  return { assets: found * sample, isEstimate: sample > 1 }
}

/** One condition that an index answers whole; null when it is not so simple. */
async function countByIndex(db: Kysely<Schema>, { scope, match, range, rest }: Asked): Promise<number | null> {
  const [only] = rest
  if (match !== null || rest.length !== 1 || only === undefined || range.first !== null || range.last !== null)
    return null
  const docs = indexedDocs(db, scope, only)
  if (docs === null) return null
  const isSingle = only.kind === 'number' && isNumberColumn(only.field)
  const { found } = await db
    .selectFrom(docs.as('f'))
    .select(({ fn }) => (isSingle ? fn.countAll<number>() : fn.count<number>('f.doc').distinct()).as('found'))
    .executeTakeFirstOrThrow()
  return found
}

async function countMatches(db: Kysely<Schema>, { match, range }: Asked): Promise<number> {
  const { found } = await matches(db, match ?? '', range)
    .select((eb) => eb.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()
  return found
}

async function countDocuments(db: Kysely<Schema>, { scope, range }: Asked): Promise<number> {
  if (range.first === null && range.last === null) {
    const { assets } = await db
      .selectFrom('search_count')
      .select((eb) => eb.fn.sum<number | null>('assets').as('assets'))
      .where('scope', '=', scope)
      .executeTakeFirstOrThrow()
    return assets ?? 0
  }
  const { found } = (await documents(db, { scope, match: null, range, rest: [] })
    .select((eb) => eb.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()) as { found: number }
  return found
}
