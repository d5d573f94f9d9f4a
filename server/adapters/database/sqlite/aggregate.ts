/** How many of the assets that were found have which format, or lie in which range. */
import type { Kysely } from 'kysely'
import type { Aggregation } from '../../../ports/search.ts'
import { allOf, type Condition } from '../../../search-language/condition.ts'
import { wholeOf } from '../../../search-language/words.ts'
import type { Schema } from '../schema.ts'
import { count, FEW, measure, type Size } from './count.ts'
import { asked, documents } from './documents.ts'

interface Searched {
  readonly scope: number
  readonly condition: Condition
  readonly size: Size
}

/** Values of more kinds than this are counted document by document. */
const MOST_KINDS = 60

export async function aggregate(
  db: Kysely<Schema>,
  aggregation: Aggregation,
  searched: Searched,
): Promise<Readonly<Record<string, number>>> {
  return aggregation.kind === 'terms'
    ? countKinds(db, aggregation.field, searched)
    : countRanges(db, aggregation, searched)
}

async function countKinds(
  db: Kysely<Schema>,
  field: 'format' | 'resource_type' | 'type',
  { scope, condition, size }: Searched,
): Promise<Readonly<Record<string, number>>> {
  const all = await db
    .selectFrom('search_count')
    .select(field)
    .select((eb) => eb.fn.sum<number>('assets').as('assets'))
    .where('scope', '=', scope)
    .groupBy(field)
    .having((eb) => eb(eb.fn.sum<number>('assets'), '>', 0))
    .execute()
  if (condition.kind === 'all') return byName(all.map((row) => [row[field], row.assets]))
  const question = asked(scope, condition)
  if (question.rest.length === 0 && size.candidates > FEW && all.length <= MOST_KINDS) {
    const counted: [string, number][] = []
    for (const { [field]: kind } of all.filter((row) => row[field] !== ''))
      counted.push([kind, await countWith(db, searchedKind(field, kind), { scope, condition })])
    return byName(counted)
  }
  const rows = await documents(db, question, size)
    .select(`d.${field} as kind`)
    .select((eb) => eb.fn.countAll<number>().as('assets'))
    .groupBy(`d.${field}`)
    .execute()
  return byName(rows.map((row) => [row.kind as string, (row.assets as number) * size.sample]))
}

function searchedKind(field: string, kind: string): Condition {
  return { kind: 'whole', field, value: wholeOf(kind), isPrefix: false }
}

async function countRanges(
  db: Kysely<Schema>,
  { ranges }: Extract<Aggregation, { readonly kind: 'ranges' }>,
  { scope, condition }: Omit<Searched, 'size'>,
): Promise<Readonly<Record<string, number>>> {
  const counted: [string, number][] = []
  for (const { key, condition: range } of ranges) {
    const { field, from, to, resourceType } = range
    const kind: Condition[] = resourceType === undefined ? [] : [searchedKind('resource_type', resourceType)]
    const inRange: Condition = { kind: 'number', field, from, to }
    counted.push([key, await countWith(db, allOf([inRange, ...kind]), { scope, condition })])
  }
  return Object.fromEntries(counted)
}

async function countWith(
  db: Kysely<Schema>,
  further: Condition,
  { scope, condition }: Omit<Searched, 'size'>,
): Promise<number> {
  const question = asked(scope, allOf([condition, further]))
  const { assets } = await count(db, question, await measure(db, question))
  return assets
}

/** What has no format is not counted by it. */
function byName(counts: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  return Object.fromEntries(counts.filter(([name, assets]) => name !== '' && assets > 0))
}
