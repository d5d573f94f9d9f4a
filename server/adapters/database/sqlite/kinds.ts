/**
 * Kinds of assets (`resource_type`, `type`, `format`), of which there are few and whose numbers are kept. Most assets are
 * of the same: asked for such a kind the full-text engine would give nearly all there are, so it is looked for in the
 * documents on the way.
 */
import type { Kysely } from 'kysely'
import { allOf, type Condition } from '../../../search-language/condition.ts'
import { wholeOf } from '../../../search-language/words.ts'
import type { Schema } from '../schema.ts'
import { type Asked, asked, type KindColumn } from './documents.ts'
import { SEARCH_LIMITS, type SearchLimits } from './limits.ts'
import { matchText } from './match-text.ts'

/** Assets of one combination of kinds. */
interface CountedKind extends Readonly<Record<KindColumn, string>> {
  readonly assets: number
}

const COLUMNS: readonly string[] = ['resource_type', 'type', 'format'] satisfies KindColumn[]
/** Of what is not at least that share of all, the full-text engine gives less than there is to look at otherwise. */
const LEAST_SHARE = 0.25

export async function ask(
  db: Kysely<Schema>,
  scope: number,
  condition: Condition,
  limits: SearchLimits = SEARCH_LIMITS,
): Promise<Asked> {
  const plain = asked(scope, condition, limits)
  const { rest, range } = plain
  const { wanted, others } = split(plain.text)
  const isOpen = range.first === null && range.last === null
  // What the full-text engine can answer alone it counts best; a time alone is a range for it too.
  if (wanted.length === 0 || (rest.length === 0 && (others.length > 0 || !isOpen))) return plain
  const known = await countedKinds(db, scope)
  const kinds = wanted.map(({ field, value }) => {
    const column = field as KindColumn
    return { column, values: [...new Set(known.map((row) => row[column]))].filter((kind) => wholeOf(kind) === value) }
  })
  const text = others.length === 0 ? null : allOf(others)
  const question = { ...plain, text, match: text === null ? null : matchText(scope, text), kinds }
  return assetsOf(known, question) < assetsOf(known, { kinds: [] }) * LEAST_SHARE ? plain : question
}

type WholeCondition = Extract<Condition, { readonly kind: 'whole' }>

/** Of what kinds assets must be, and what else their text must say. */
function split(text: Condition | null): { readonly wanted: readonly WholeCondition[]; readonly others: Condition[] } {
  const operands = text === null ? [] : text.kind === 'and' ? text.operands : [text]
  const isKind = (operand: Condition): operand is WholeCondition =>
    operand.kind === 'whole' && !operand.isPrefix && COLUMNS.includes(operand.field)
  return { wanted: operands.filter(isKind), others: operands.filter((operand) => !isKind(operand)) }
}

export function countedKinds(db: Kysely<Schema>, scope: number): Promise<readonly CountedKind[]> {
  return db
    .selectFrom('search_count')
    .select(['resource_type', 'type', 'format', 'assets'])
    .where('scope', '=', scope)
    .where('assets', '>', 0)
    .execute()
}

export function assetsOf(known: readonly CountedKind[], question: Pick<Asked, 'kinds'>): number {
  return ofKinds(known, question).reduce((sum, { assets }) => sum + assets, 0)
}

export function ofKinds(known: readonly CountedKind[], { kinds }: Pick<Asked, 'kinds'>): readonly CountedKind[] {
  return known.filter((row) => kinds.every(({ column, values }) => values.includes(row[column])))
}

/** By the name of a kind; what has no format is not counted by it. */
export function countsOf(counted: readonly CountedKind[], column: KindColumn): Readonly<Record<string, number>> {
  const counts: Record<string, number> = Object.create(null)
  for (const { [column]: kind, assets } of counted) if (kind !== '') counts[kind] = (counts[kind] ?? 0) + assets
  return { ...counts }
}
