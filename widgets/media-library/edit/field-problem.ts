/** Whether a value fits a field of structured metadata, before the server is asked. Pure; the server has the last word. */
import type { MessageValues } from '../../kit/i18n/messages.ts'
import type { LibraryMessageKey } from '../messages/texts.ts'
import type { MetadataField } from '../types.ts'

export interface FieldProblem {
  readonly key: LibraryMessageKey
  readonly values: MessageValues
}

/** As the API gives it; what is not known here is left to the server. */
interface Rule {
  readonly type?: string
  readonly value?: unknown
  readonly equals?: boolean
  readonly min?: number
  readonly max?: number
  readonly rules?: readonly Rule[]
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

export function fieldProblem(field: MetadataField, value: string | readonly string[]): FieldProblem | undefined {
  if (value.length === 0) return field.mandatory ? { key: 'edit.invalid_required', values: {} } : undefined
  if (typeof value !== 'string') return undefined
  if (field.type === 'integer' && !/^[+-]?\d{1,15}$/.test(value.trim()))
    return { key: 'edit.invalid_number', values: {} }
  if (field.type === 'date' && (!DAY.test(value) || Number.isNaN(Date.parse(value)))) {
    return { key: 'edit.invalid_date', values: {} }
  }
  return ruleProblem(field, value, field.validation as Rule | null | undefined)
}

function ruleProblem(field: MetadataField, value: string, rule: Rule | null | undefined): FieldProblem | undefined {
  switch (rule?.type) {
    case 'and':
      return rule.rules?.map((inner) => ruleProblem(field, value, inner)).find((found) => found !== undefined)
    case 'strlen':
      return lengthProblem(value, rule)
    case 'greater_than':
    case 'less_than':
      return comparisonProblem(field, value, rule)
    default:
      return undefined
  }
}

function lengthProblem(value: string, { min = 0, max = Number.POSITIVE_INFINITY }: Rule): FieldProblem | undefined {
  const { length } = [...value]
  if (length < min) return { key: 'edit.invalid_short', values: { value: min } }
  return length > max ? { key: 'edit.invalid_long', values: { value: max } } : undefined
}

function comparisonProblem(field: MetadataField, value: string, rule: Rule): FieldProblem | undefined {
  const limit = field.type === 'date' ? Date.parse(String(rule.value)) : Number(rule.value)
  const given = field.type === 'date' ? Date.parse(value) : Number(value)
  if (Number.isNaN(limit) || (rule.equals && given === limit)) return undefined
  const isOver = rule.type === 'greater_than'
  if (isOver ? given > limit : given < limit) return undefined
  const key: LibraryMessageKey = rule.equals
    ? isOver
      ? 'edit.invalid_least'
      : 'edit.invalid_most'
    : isOver
      ? 'edit.invalid_over'
      : 'edit.invalid_under'
  return { key, values: { value: String(rule.value) } }
}
