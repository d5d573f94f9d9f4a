/**
 * Conditions to SQL, over rows of `search_document` named `d`. Text that the full-text engine can answer alone is asked
 * there, in one question; what asks for numbers is asked of columns.
 */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { allOf, type Condition, type NumberBound, type NumberCondition } from '../../../search-language/condition.ts'
import { NUMBER_COLUMNS, type NumberColumn } from '../../../search-language/document.ts'
import type { Schema } from '../schema.ts'
import { docRange } from './doc.ts'

export type Documents = ExpressionBuilder<Schema & { d: Schema['search_document'] }, 'd'>

export function isNumberColumn(field: string): field is NumberColumn {
  return (NUMBER_COLUMNS as readonly string[]).includes(field)
}

/** Answered by the full-text engine alone. */
export function isTextual(condition: Condition): boolean {
  switch (condition.kind) {
    case 'number':
      return false
    case 'and':
    case 'or':
      return condition.operands.every(isTextual)
    case 'not':
      return isTextual(condition.operand)
    default:
      return true
  }
}

export interface SplitCondition {
  /** Answered by the full-text engine alone; null: nothing is asked of it. */
  readonly text: Condition | null
  /** What else must hold. */
  readonly rest: readonly Condition[]
}

export function splitCondition(condition: Condition): SplitCondition {
  const operands = condition.kind === 'and' ? condition.operands : [condition]
  const text = allOf(operands.filter(isTextual))
  return { text: text.kind === 'all' ? null : text, rest: operands.filter((operand) => !isTextual(operand)) }
}

export interface CompileContext {
  readonly scope: number
  /** Documents for which a textual condition holds: a query of one column. */
  textual(condition: Condition): Expression<unknown>
  /** Not by an index of that column: it would be walked in the wrong order. */
  readonly withoutIndex?: boolean
}

export function compileCondition(eb: Documents, condition: Condition, context: CompileContext): Expression<SqlBool> {
  if (isTextual(condition)) return eb('d.doc', 'in', context.textual(condition) as never)
  switch (condition.kind) {
    case 'and':
      return eb.and(condition.operands.map((operand) => compileCondition(eb, operand, context)))
    case 'or':
      return eb.or(condition.operands.map((operand) => compileCondition(eb, operand, context)))
    case 'not':
      return eb.not(compileCondition(eb, condition.operand, context))
    case 'number':
      return compileNumber(eb, condition, context)
    default:
      throw new Error(`A textual condition was not seen as one: ${condition.kind}`)
  }
}

function compileNumber(eb: Documents, condition: NumberCondition, context: CompileContext): Expression<SqlBool> {
  const { field } = condition
  if (field === 'created_at') return compileDocs(eb, condition)
  if (isNumberColumn(field)) {
    const column = context.withoutIndex === true ? sql<number>`+${eb.ref(`d.${field}`)}` : eb.ref(`d.${field}`)
    // An asset without a value has -1 there.
    return within(eb, column, { ...condition, from: condition.from ?? { value: 0, isIncluded: true } })
  }
  return eb.exists(
    eb
      .selectFrom('search_number as n')
      .select('n.doc')
      .whereRef('n.doc', '=', 'd.doc')
      .where('n.field', '=', field)
      .where((inner) => within(inner as never, inner.ref('n.value'), condition)),
  )
}

function compileDocs(eb: Documents, condition: NumberCondition): Expression<SqlBool> {
  const { first, last } = docRange(condition)
  return eb.and([
    ...(first === null ? [] : [eb('d.doc', '>=', first)]),
    ...(last === null ? [] : [eb('d.doc', '<=', last)]),
  ])
}

export function within(
  eb: Documents,
  value: Expression<number>,
  { from, to }: { readonly from: NumberBound | null; readonly to: NumberBound | null },
): Expression<SqlBool> {
  return eb.and([
    ...(from === null ? [] : [eb(value, from.isIncluded ? '>=' : '>', from.value)]),
    ...(to === null ? [] : [eb(value, to.isIncluded ? '<=' : '<', to.value)]),
  ])
}
