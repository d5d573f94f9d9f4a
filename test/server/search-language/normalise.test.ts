import { describe, expect, it } from 'vitest'
import { SearchExpressionError } from '../../../server/errors/search-errors.ts'
import { normalise } from '../../../server/search-language/normalise.ts'
import { parseExpression } from '../../../server/search-language/parse.ts'

const now = Date.UTC(2026, 0, 31, 12, 0, 30, 500)
const second = (...parts: [number, number, number, number?, number?, number?]) => Date.UTC(...parts) / 1000

function read(text: string) {
  return normalise(parseExpression(text), { now })
}

function number(field: string, from: number | null, to: number | null, isIncluded = true) {
  const bound = (value: number | null) => (value === null ? null : { value, isIncluded })
  return { kind: 'number', field, from: bound(from), to: bound(to) }
}

function words(field: string | null, all: readonly string[], isPrefix = false) {
  return { kind: 'words', field, words: all, isPrefix }
}

function whole(field: string, value: string, isPrefix = false) {
  return { kind: 'whole', field, value, isPrefix }
}

describe('normalise', () => {
  it.each([
    ['', { kind: 'all' }],
    ['Full-Analysis', words(null, ['full', 'analysis'])],
    ['tags:Full-Ana*', words('tags', ['full', 'ana'], true)],
    ['tags=Full-Ana*', whole('tags', 'full-ana', true)],
    ['tags="Two Words"', whole('tags', 'two words')],
    ['public_id:Dog', whole('public_id', 'dog')],
    ['public_id:dog*', whole('public_id', 'dog', true)],
    ['folder:a/b/', whole('asset_folder', 'a/b')],
    ['folder:a/b/*', whole('asset_folder/', 'a/b')],
    ['folder:"/*"', { kind: 'all' }],
    ['metadata.id_1:x', words('metadata.id_1', ['x'])],
    ['metadata.n>5', number('metadata.n', 5, null, false)],
    ['metadata.d>=2026-01-02', number('metadata.d@', second(2026, 0, 2), null)],
    ['bytes>1m', number('bytes', 1_048_576, null, false)],
    ['bytes<=1.5kb', number('bytes', null, 1536)],
    ['width:100', number('width', 100, 100)],
    ['width:[100 TO 200]', number('width', 100, 200)],
    ['width:{100 TO 200}', number('width', 100, 200, false)],
    ['aspect_ratio:"16:9"', number('aspect_ratio', 1.77778, 1.77778)],
    ['created_at>1d', number('created_at', second(2026, 0, 30, 12, 0, 30), null, false)],
    ['uploaded_at:[4w TO 1w]', number('uploaded_at', second(2026, 0, 3, 12, 0, 30), second(2026, 0, 24, 12, 0, 30))],
    ['created_at:2026-01-02', number('created_at', second(2026, 0, 2), second(2026, 0, 3) - 1)],
    ['created_at>2026-01-02', number('created_at', second(2026, 0, 3) - 1, null, false)],
    ['created_at<"2026-01-02T10:30"', number('created_at', null, second(2026, 0, 2, 10, 30), false)],
    [
      'created_at:"2026-01-02T10:30:00+02:00"',
      number('created_at', second(2026, 0, 2, 8, 30), second(2026, 0, 2, 8, 30)),
    ],
    ['nonsense:x', { kind: 'none' }],
    ['nonsense:x OR width:1', number('width', 1, 1)],
    ['-nonsense:x', { kind: 'all' }],
    ['--width:1', number('width', 1, 1)],
    ['image_analysis.face_count:1', number('face_count', 1, 1)],
    ['colors.red>20', number('colors.red', 20, null, false)],
    ['__proto__:x OR constructor:x', { kind: 'none' }],
  ])('states what %s asks for', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('takes a list for any of its values', () => {
    expect(read('tags:(a OR b)')).toEqual({ kind: 'or', operands: [words('tags', ['a']), words('tags', ['b'])] })
  })

  it('makes nested groups flat', () => {
    expect(read('(a b) (c nonsense:x OR d)')).toEqual({
      kind: 'and',
      operands: ['a', 'b', 'd'].map((word) => words(null, [word])),
    })
  })

  it('tells long values apart that begin alike', () => {
    const [one, other] = ['x', 'y'].map((end) => read(`public_id:${'a'.repeat(300)}${end}`))

    expect(one).not.toEqual(other)
  })

  it.each([
    ['tags:"!!"', 6, 'at least one letter or digit'],
    ['tags>5', 6, 'text for tags'],
    ['public_id:[a TO b]', 12, 'text for public_id'],
    ['type:up*', 6, 'a value of type without *'],
    ['folder:a*', 8, 'folder without *, or with /* at its end'],
    ['bytes>10x', 7, 'a number, with k, m or g'],
    ['width:abc', 7, 'a number'],
    ['width:1*', 7, 'without *'],
    ['aspect_ratio:"16:0"', 14, 'ratio'],
    ['created_at:yesterday', 12, 'a date like'],
    ['created_at>2026-02-30', 12, 'a date like'],
    ['created_at>1y', 12, 'a time ago'],
    ['metadata.a>b', 12, 'a number, or a date'],
    ['metadata.a:[1 TO 2026-01-01]', 18, 'two numbers or two dates'],
    [`public_id:${'a'.repeat(200)}*`, 11, 'at most 180 characters before *'],
  ])('refuses %s at position %i', (text, position, expected) => {
    let error: unknown
    try {
      read(text)
    } catch (caught) {
      error = caught
    }

    expect(error).toBeInstanceOf(SearchExpressionError)
    expect((error as SearchExpressionError).position).toBe(position)
    expect((error as SearchExpressionError).message).toContain(expected)
  })
})
