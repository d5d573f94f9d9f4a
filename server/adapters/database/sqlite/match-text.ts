/** Textual conditions as questions of FTS5: quoted terms, joined by its operators. It goes to the engine as a parameter. */
import type { Condition } from '../../../search-language/condition.ts'
import { EVERY_ASSET, wholeTerm, wordTerm } from '../../../search-language/terms.ts'

export function matchText(scope: number, condition: Condition): string {
  switch (condition.kind) {
    case 'and':
      return conjunction(scope, condition.operands)
    case 'or':
      return condition.operands.map((operand) => `(${matchText(scope, operand)})`).join(' OR ')
    case 'not':
      return `${quoted(scope, EVERY_ASSET)} NOT (${matchText(scope, condition.operand)})`
    case 'words': {
      const { field, words, isPrefix } = condition
      return words
        .map((word, index) => quoted(scope, wordTerm(field, word), isPrefix && index === words.length - 1))
        .join(' AND ')
    }
    case 'whole':
      return quoted(scope, wholeTerm(condition.field, condition.value), condition.isPrefix)
    case 'all':
      return quoted(scope, EVERY_ASSET)
    default:
      throw new Error(`Not a textual condition: ${condition.kind}`)
  }
}

/** FTS5 takes away from what is there: what must not hold stands last, and never alone. */
function conjunction(scope: number, operands: readonly Condition[]): string {
  const wanted = operands.filter(({ kind }) => kind !== 'not')
  const unwanted = operands.flatMap((operand) => (operand.kind === 'not' ? [operand.operand] : []))
  const base =
    wanted.length === 0
      ? quoted(scope, EVERY_ASSET)
      : wanted.map((operand) => `(${matchText(scope, operand)})`).join(' AND ')
  if (unwanted.length === 0) return base
  return `(${base}) NOT (${unwanted.map((operand) => `(${matchText(scope, operand)})`).join(' OR ')})`
}

/** Terms hold no quotes. */
function quoted(scope: number, term: string, isPrefix = false): string {
  return `"${scope}.${term}"${isPrefix ? '*' : ''}`
}
