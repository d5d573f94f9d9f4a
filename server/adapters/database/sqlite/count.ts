/**
 * How many assets a condition holds for, exactly where that is cheap: what the full-text engine or one index can count by
 * itself, and what leaves few documents to be looked at. Else a sample of the documents is looked at.
 */
import { type Kysely, sql } from 'kysely'
import type { NumberCondition } from '../../../search-language/condition.ts'
import type { Schema } from '../schema.ts'
import { isNumberColumn } from '../search/compile-condition.ts'
import { type Asked, type DocumentOptions, documents, type IndexedDocs, indexedDocs, matches } from './documents.ts'
import { assetsOf, countedKinds } from './kinds.ts'
import { matchText } from './match-text.ts'
import { EVERYTHING, type Sample, sampleOf } from './sample.ts'

export interface Count {
  readonly assets: number
  readonly isEstimate: boolean
}

const LEAST = { value: -1, isIncluded: true }
/** Conditions of an expression that are tried for being selective. */
const MOST_PROBES = 6

export interface Size {
  /** What the full-text engine alone finds, or all documents of the kinds and the time. */
  readonly candidates: number
  /** Numbers of documents that an index narrows the search to, when they are few. */
  readonly few: NonNullable<DocumentOptions['few']> | null
  readonly sample: Sample
}

export async function measure(db: Kysely<Schema>, question: Asked): Promise<Size> {
  const { match, rest, scope, limits } = question
  const candidates = match === null ? await countDocuments(db, question) : await countMatches(db, question)
  const most = Math.min(match === null ? limits.few : limits.mostListed, Math.floor(candidates / 3))
  for (const condition of candidates > limits.little ? rest.slice(0, MOST_PROBES) : []) {
    const docs = indexedDocs(db, scope, condition)
    if (docs !== null && (await countUpTo(db, docs, most)) !== null) {
      return { candidates, few: sql`(${docs})`, sample: EVERYTHING }
    }
  }
  return {
    candidates,
    few: null,
    sample: rest.length > 0 && candidates > limits.mostRead ? sampleOf(candidates, limits.sample) : EVERYTHING,
  }
}

export async function count(db: Kysely<Schema>, question: Asked, size: Size): Promise<Count> {
  if (question.rest.length === 0) return { assets: size.candidates, isEstimate: false }
  const exact = await countByIndex(db, question)
  if (exact !== null) return { assets: exact, isEstimate: false }
  const { few, sample } = size
  const { found } = (await documents(db, question, { few, sample })
    .select((eb) => eb.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()) as { found: number }
  return { assets: Math.round(found * sample.weight), isEstimate: sample !== EVERYTHING }
}

/** One condition that an index answers whole; null when it is not so simple. */
async function countByIndex(db: Kysely<Schema>, question: Asked): Promise<number | null> {
  const { scope, match, range, kinds, rest, limits } = question
  const [only] = rest
  const isAlone = match === null && kinds.length === 0 && range.first === null && range.last === null
  if (!isAlone || rest.length !== 1 || only === undefined) return null
  const docs = indexedDocs(db, scope, only)
  if (docs === null) return null
  if (only.kind === 'number' && isNumberColumn(only.field)) return countColumn(db, question, only)
  // An asset may have several numbers there: they have to be told apart.
  return countUpTo(db, docs.distinct(), limits.mostRead)
}

/** What lies in a range of a column, or else outside of it: one of them is no more than half of all. */
async function countColumn(
  db: Kysely<Schema>,
  { scope, limits }: Asked,
  condition: NumberCondition,
): Promise<number | null> {
  const docsWhere = (part: Pick<NumberCondition, 'from' | 'to'>) => {
    const docs = indexedDocs(db, scope, { ...condition, ...part })
    if (docs === null) throw new Error(`${condition.field} has no index`)
    return docs
  }
  const inside = await countUpTo(db, docsWhere(condition), limits.mostInside)
  if (inside !== null) return inside
  const { from, to } = condition
  // Without a value it is -1.
  const below = from === null ? { value: 0, isIncluded: false } : { ...from, isIncluded: !from.isIncluded }
  const parts = [docsWhere({ from: LEAST, to: below })]
  if (to !== null) parts.push(docsWhere({ from: { ...to, isIncluded: !to.isIncluded }, to: null }))
  const outside = await Promise.all(parts.map((docs) => countUpTo(db, docs, Number.MAX_SAFE_INTEGER - 1)))
  const all = assetsOf(await countedKinds(db, scope), { kinds: [] })
  return all - outside.reduce<number>((sum, found) => sum + (found ?? 0), 0)
}

/** Null when there are more. */
async function countUpTo(db: Kysely<Schema>, docs: IndexedDocs, most: number): Promise<number | null> {
  const { found } = await db
    .selectFrom(docs.limit(most + 1).as('f'))
    .select((eb) => eb.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()
  return found > most ? null : found
}

async function countMatches(db: Kysely<Schema>, { scope, text, match, range }: Asked): Promise<number> {
  const isOpen = range.first === null && range.last === null
  if (isOpen && text?.kind === 'not') {
    // What is left out is less than what remains, more often than not.
    const left = await countFound(db, matchText(scope, text.operand), range)
    return assetsOf(await countedKinds(db, scope), { kinds: [] }) - left
  }
  return countFound(db, match ?? '', range)
}

async function countFound(db: Kysely<Schema>, match: string, range: Asked['range']): Promise<number> {
  const { found } = await matches(db, match, range)
    .select((eb) => eb.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()
  return found
}

async function countDocuments(db: Kysely<Schema>, question: Asked): Promise<number> {
  const { scope, range } = question
  if (range.first === null && range.last === null) return assetsOf(await countedKinds(db, scope), question)
  const all = { ...question, text: null, match: null, kinds: [], rest: [] }
  const { found } = (await documents(db, all)
    .select((eb) => eb.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()) as { found: number }
  return found
}
