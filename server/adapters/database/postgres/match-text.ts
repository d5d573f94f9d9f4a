/** Textual conditions as a `tsquery`: its text form, handed over as a parameter. */
import type { Condition } from '../../../search-language/condition.ts'
import { EVERY_ASSET, wholeTerm, wordTerm } from '../../../search-language/terms.ts'

export function matchVector(scope: number, condition: Condition): string {
  const lexeme = (term: string, isPrefix = false) => `'${scope}.${term}'${isPrefix ? ':*' : ''}`
  const joined = (parts: readonly string[], operator: '&' | '|') => `(${parts.join(` ${operator} `)})`
  switch (condition.kind) {
    case 'and':
      return joined(
        condition.operands.map((operand) => matchVector(scope, operand)),
        '&',
      )
    case 'or':
      return joined(
        condition.operands.map((operand) => matchVector(scope, operand)),
        '|',
      )
    case 'not':
      // What is only taken away is taken away from all, so that the index is asked and the environment is kept to.
      return `(${lexeme(EVERY_ASSET)} & !${matchVector(scope, condition.operand)})`
    case 'words': {
      const { field, words, isPrefix } = condition
      return joined(
        words.map((word, index) => lexeme(wordTerm(field, word), isPrefix && index === words.length - 1)),
        '&',
      )
    }
    case 'whole':
      return lexeme(wholeTerm(condition.field, condition.value), condition.isPrefix)
    case 'all':
      return lexeme(EVERY_ASSET)
    default:
      throw new Error(`Not a textual condition: ${condition.kind}`)
  }
}
