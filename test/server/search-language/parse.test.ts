import { describe, expect, it } from 'vitest'
import { SearchExpressionError } from '../../../server/errors/search-errors.ts'
import { parseExpression } from '../../../server/search-language/parse.ts'
import { printExpression } from '../../../server/search-language/print.ts'
import { fc } from '../../support/properties.ts'
import { expressions, withoutPositions } from '../../support/search-expressions.ts'

/** The tree as text, with every value quoted and every group closed. */
function shape(text: string): string | null {
  const tree = parseExpression(text)
  return tree === null ? null : printExpression(tree)
}

describe('parseExpression', () => {
  it.each([
    ['cat', '"cat"'],
    ['tags:cat', '"tags":"cat"'],
    ['tags = cat', '"tags"="cat"'],
    ['tags:"two words"', '"tags":"two words"'],
    ['public_id:dog*', '"public_id":"dog*"'],
    ['public_id:"my dog*"', '"public_id":"my dog*"'],
    ['public_id:"a \\* b"', '"public_id":"a \\* b"'],
    ['public_id:a\\:b\\*', '"public_id":"a:b\\*"'],
    ['folder:products/new-ones_2', '"folder":"products/new-ones_2"'],
    ['context.alt:x', '"context.alt":"x"'],
    ['bytes>1m', '"bytes">"1m"'],
    ['bytes>=1 width<=2 height<3', '"bytes">="1" AND "width"<="2" AND "height"<"3"'],
    ['width>-5', '"width">"-5"'],
    ['bytes:[1 TO 5]', '"bytes":["1" TO "5"]'],
    ['bytes:{1 TO "5"}', '"bytes":{"1" TO "5"}'],
    ['tags:(a OR "b c" OR [1 TO 2])', '"tags":("a" OR "b c" OR ["1" TO "2"])'],
    ['a b', '"a" AND "b"'],
    ['a AND b OR c d', '("a" AND "b") OR ("c" AND "d")'],
    ['a AND (b OR c)', '"a" AND ("b" OR "c")'],
    ['a NOT b', '"a" AND -"b"'],
    ['a AND NOT b', '"a" AND -"b"'],
    ['a OR NOT b', '"a" OR -"b"'],
    ['-a', '-"a"'],
    ['-tags:a +b', '-"tags":"a" AND "b"'],
    ['-(a OR b)', '-("a" OR "b")'],
    ['a-b+c', '"a-b+c"'],
    ['and or not to', '"and" AND "or" AND "not" AND "to"'],
    ['"AND" ANDROID', '"AND" AND "ANDROID"'],
    ['  ', null],
    ['', null],
  ])('reads %s', (text, expected) => {
    expect(shape(text)).toBe(expected)
  })

  it.each([
    ['NOT a', 1, 'NOT stands between two clauses'],
    ['(NOT a)', 2, 'NOT stands between two clauses'],
    ['a AND', 6, 'a field, text or ('],
    ['a OR OR b', 6, 'quote OR'],
    ['AND a', 1, 'quote AND'],
    ['a OR', 5, 'a field'],
    ['tags:', 6, 'a value'],
    ['tags: AND b', 7, 'a value (quote AND'],
    ['tags:*', 6, '* only at the end'],
    ['*', 1, '* only at the end'],
    ['*cat', 1, '* only at the end'],
    ['c*t', 2, '* only at the end'],
    ['ca?t', 3, '? in quotes'],
    ['a && b', 3, '& in quotes'],
    ['a ^2', 3, '^ in quotes'],
    ['tags:a!b', 7, '! in quotes'],
    ['"open', 6, '" that closes'],
    ['ab"c"', 3, '" at the beginning'],
    ['""', 1, 'text between'],
    ['"*"', 1, 'text before *'],
    ['a\\', 2, 'a character after \\'],
    ['(a', 3, 'AND, OR or )'],
    ['a)', 2, 'AND, OR or the end'],
    ['()', 2, 'a field'],
    ['bytes:[1 5]', 10, 'TO'],
    ['bytes:[1 TO 5}', 14, ']'],
    ['bytes:[1 TO]', 12, 'a number or a date'],
    ['bytes:[1* TO 5]', 8, 'without *'],
    ['bytes>5*', 7, 'without *'],
    ['bytes>(1 OR 2)', 7, 'a number or a date after >'],
    ['tags:(a b)', 9, 'OR or )'],
    ['tags:(a OR (b))', 12, 'a value'],
    ['created_at:2024-01-01T10:00', 25, ': in quotes or behind \\'],
    ['ta*:x', 1, 'a field without *'],
    ['a - b', 4, 'right after -'],
    ['-', 2, 'right after -'],
    ['a:b:c', 4, ': in quotes or behind \\'],
  ])('refuses %s at position %i', (text, position, expected) => {
    const error = caught(text)

    expect(error.position).toBe(position)
    expect(error.message).toContain(`Invalid expression at position ${position}: expected `)
    expect(error.message).toContain(expected)
  })

  it('bounds length, nesting and clauses', () => {
    expect(caught('a'.repeat(10_001)).message).toContain('at most 10000 characters')
    expect(caught(`${'('.repeat(40)}a${')'.repeat(40)}`).message).toContain('at most 30 levels')
    expect(caught(`${'-'.repeat(40)}a`).message).toContain('at most 30 levels')
    expect(caught('a '.repeat(301)).message).toContain('at most 300 clauses')
    expect(caught('a* '.repeat(21)).message).toContain('at most 20 times *')
    expect(caught(`tags:(${Array(301).fill('a').join(' OR ')})`).message).toContain('at most 300 values')
  })

  it('throws nothing but its own error, whatever the text', () => {
    const character = fc.constantFrom(
      ...'ab1 :=<>()[]{}"\\*?!+-&|^~/.',
      ' AND ',
      ' OR ',
      ' NOT ',
      ' TO ',
      '\u0000',
      '😀',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(character, { maxLength: 30 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (written) => {
        try {
          parseExpression(written)
        } catch (error) {
          expect(error).toBeInstanceOf(SearchExpressionError)
          expect((error as SearchExpressionError).position).toBeLessThanOrEqual(written.length + 1)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('gives a tree again that was printed', () => {
    fc.assert(
      fc.property(expressions(), (tree) => {
        const again = parseExpression(printExpression(tree))

        expect(withoutPositions(again)).toEqual(withoutPositions(tree))
      }),
      { numRuns: 1000 },
    )
  })
})

function caught(text: string): SearchExpressionError {
  try {
    parseExpression(text)
  } catch (error) {
    if (error instanceof SearchExpressionError) return error
    throw error
  }
  throw new Error(`${text} was accepted`)
}
