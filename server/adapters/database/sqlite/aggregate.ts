/** How many of the assets that were found have which format, or lie in which range. */
import { type Kysely, sql } from 'kysely'
import type { AggregatedRange, Aggregation } from '../../../ports/search.ts'
import { allOf, type Condition } from '../../../search-language/condition.ts'
import { wholeOf } from '../../../search-language/words.ts'
import type { Schema } from '../schema.ts'
import { compileCondition } from '../search/compile-condition.ts'
import { count, measure, type Size } from './count.ts'
import { type Asked, asked, documents, type KindColumn } from './documents.ts'
import { ask, countedKinds, countsOf, ofKinds } from './kinds.ts'
import { EVERYTHING, sampleOf } from './sample.ts'

export interface Searched {
  readonly condition: Condition
  readonly question: Asked
  readonly size: Size
}

type Counts = Readonly<Record<string, number>>

export interface AggregatedCounts {
  readonly counts: Counts
  readonly isEstimate: boolean
}

const exact = (counts: Counts): AggregatedCounts => ({ counts, isEstimate: false })
type Ranges = Extract<Aggregation, { readonly kind: 'ranges' }>['ranges']

/** Values of more kinds than this are counted document by document. */
const MOST_KINDS = 60

export function aggregate(db: Kysely<Schema>, aggregation: Aggregation, searched: Searched): Promise<AggregatedCounts> {
  if (aggregation.kind === 'terms') return countKinds(db, aggregation.field, searched)
  return aggregation.kind === 'ranges'
    ? countRanges(db, aggregation.ranges, searched)
    : countConditions(db, aggregation.conditions, searched)
}

type Conditions = Extract<Aggregation, { readonly kind: 'conditions' }>['conditions']

async function countConditions(
  db: Kysely<Schema>,
  conditions: Conditions,
  { condition, question }: Searched,
): Promise<AggregatedCounts> {
  const counted: [string, number][] = []
  let isEstimate = false
  for (const { key, condition: further } of conditions) {
    const both = allOf([condition, further])
    const narrower = both.kind === 'none' ? null : await ask(db, question.scope, both, question.limits)
    const found = narrower === null ? null : await count(db, narrower, await measure(db, narrower))
    counted.push([key, found?.assets ?? 0])
    isEstimate ||= found?.isEstimate === true
  }
  return { counts: Object.fromEntries(counted), isEstimate }
}

async function countKinds(
  db: Kysely<Schema>,
  field: KindColumn,
  { condition, question, size }: Searched,
): Promise<AggregatedCounts> {
  const { match, range, rest, limits } = question
  const known = await countedKinds(db, question.scope)
  if (match === null && rest.length === 0 && range.first === null && range.last === null) {
    return exact(countsOf(ofKinds(known, question), field))
  }
  const all = countsOf(known, field)
  const names = Object.keys(all)
  if (rest.length === 0 && size.candidates > limits.little && names.length <= MOST_KINDS) {
    const isNegated = condition.kind === 'not'
    const counted: [string, number][] = []
    for (const kind of names) {
      const found = await countWith(db, question, isNegated ? condition.operand : condition, kindIs(field, kind))
      counted.push([kind, isNegated ? (all[kind] ?? 0) - found : found])
    }
    return exact(positive(counted))
  }
  const rows = await documents(db, question, size)
    .select(`d.${field} as kind`)
    .select((eb) => eb.fn.countAll<number>().as('assets'))
    .groupBy(`d.${field}`)
    .execute()
  const counted = rows.map((row) => [row.kind as string, (row.assets as number) * size.sample.weight] as const)
  return { counts: positive(counted.filter(([kind]) => kind !== '')), isEstimate: size.sample !== EVERYTHING }
}

function kindIs(field: string, kind: string): Condition {
  return { kind: 'whole', field, value: wholeOf(kind), isPrefix: false }
}

async function countWith(
  db: Kysely<Schema>,
  { scope, limits }: Asked,
  condition: Condition,
  further: Condition,
): Promise<number> {
  const question = asked(scope, allOf([condition, further]), limits)
  const { assets } = await count(db, question, await measure(db, question))
  return assets
}

async function countRanges(db: Kysely<Schema>, ranges: Ranges, searched: Searched): Promise<AggregatedCounts> {
  const { condition, question, size } = searched
  const { few, candidates } = size
  const { mostRead, sample: sampled } = question.limits
  if (condition.kind === 'all') {
    const counted: [string, number][] = []
    let isEstimate = false
    for (const { key, condition: range } of ranges) {
      const alone = await ask(db, question.scope, conditionOf(range), question.limits)
      const found = await count(db, alone, await measure(db, alone))
      counted.push([key, found.assets])
      isEstimate ||= found.isEstimate
    }
    return { counts: Object.fromEntries(counted), isEstimate }
  }
  // All in one go over what was found.
  const context = { scope: question.scope, withoutIndex: true, textual: () => sql`(select null)` }
  const sample = few === null && candidates > mostRead ? sampleOf(candidates, sampled) : EVERYTHING
  const row = await documents(db, question, { few, sample })
    .select((eb) =>
      ranges.map(({ condition: range }, index) => {
        const { resourceType, ...number } = range
        const isInside = compileCondition(eb as never, { kind: 'number', ...number }, context)
        const isKind = resourceType === undefined ? sql`true` : eb('d.resource_type', '=', resourceType)
        return sql<number>`coalesce(sum(${isInside} and ${isKind}), 0)`.as(`r${index}`)
      }),
    )
    .executeTakeFirstOrThrow()
  const counted = ranges.map(
    ({ key }, index) => [key, Math.round((row[`r${index}`] as number) * sample.weight)] as const,
  )
  return { counts: Object.fromEntries(counted), isEstimate: sample !== EVERYTHING }
}

function conditionOf({ field, from, to, resourceType }: AggregatedRange): Condition {
  const kind: Condition[] = resourceType === undefined ? [] : [kindIs('resource_type', resourceType)]
  return allOf([{ kind: 'number', field, from, to }, ...kind])
}

function positive(counts: readonly (readonly [string, number])[]): Counts {
  return Object.fromEntries(counts.flatMap(([name, assets]) => (assets > 0 ? [[name, Math.round(assets)]] : [])))
}
