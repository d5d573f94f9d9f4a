import { describe, expect, it } from 'vitest'
import { boxes, flag, json, keyValues, list, wholeNumber } from '../../../server/contract/wire-values.ts'
import { fc } from '../../support/properties.ts'

const escaped = (text: string) => text.replace(/[=|\\]/g, '\\$&')
const key = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text !== '' && text !== '__proto__')

describe('keyValues', () => {
  it('reads back every pair that was escaped', () => {
    fc.assert(
      fc.property(fc.dictionary(key, fc.string()), (pairs) => {
        const text = Object.entries(pairs)
          .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
          .join('|')
        expect(keyValues().parse(text)).toEqual({ ...pairs })
      }),
    )
  })

  it.each([
    ['a=b|c=d', { a: 'b', c: 'd' }],
    ['alt=x=y', { alt: 'x=y' }],
    ['a=1|', { a: '1' }],
    ['a=', { a: '' }],
    ['k=["a","b"]', { k: '["a","b"]' }],
    [
      { alt: 'x', n: 5, list: ['a'] },
      { alt: 'x', n: '5', list: '["a"]' },
    ],
    [{ custom: { alt: 'x' } }, { alt: 'x' }],
  ])('reads %j', (value, expected) => {
    expect(keyValues().parse(value)).toEqual(expected)
  })

  it.each(['novalue', '=x', 'a=1|b', 5, null])('refuses %j', (value) => {
    expect(keyValues().safeParse(value).success).toBe(false)
  })

  it('never throws anything but its own error', () => {
    fc.assert(fc.property(fc.anything(), (value) => void keyValues().safeParse(value)))
  })
})

describe('list', () => {
  it.each([
    ['a,b , c', ['a', 'b', 'c']],
    [
      ['a', ' b'],
      ['a', 'b'],
    ],
    ['', []],
    [',,a', ['a']],
    [
      [1, 'x'],
      ['1', 'x'],
    ],
  ])('reads %j', (value, expected) => {
    expect(list().parse(value)).toEqual(expected)
  })

  it('gives trimmed entries without commas, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const entry of list().parse(text)) expect(entry).toBe(entry.trim())
        expect(list().parse(text).join()).toBe(list().parse(list().parse(text)).join())
      }),
    )
  })
})

describe('flag', () => {
  it.each([
    ['true', true],
    ['1', true],
    [true, true],
    [1, true],
    ['false', false],
    ['0', false],
    [0, false],
  ])('reads %j', (value, expected) => {
    expect(flag().parse(value)).toBe(expected)
  })

  it.each(['yes', 'TRUE', '2', 2, [], null])('refuses %j', (value) => {
    expect(flag().safeParse(value).success).toBe(false)
  })
})

describe('boxes', () => {
  it.each([
    ['1,2,3,4', [[1, 2, 3, 4]]],
    [
      '1,2,3,4|5,6,7,8',
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
    ],
    [[[1, 2, 3, 4]], [[1, 2, 3, 4]]],
  ])('reads %j', (value, expected) => {
    expect(boxes().parse(value)).toEqual(expected)
  })

  it.each(['1,2,3', '1,2,3,4,5', '1,2,3,x', '-1,2,3,4', '1.5,2,3,4', '1,,3,4|', 'a'])('refuses %j', (value) => {
    expect(boxes().safeParse(value).success).toBe(false)
  })
})

describe('json and wholeNumber', () => {
  it('read text and the value itself', () => {
    const schema = wholeNumber({ min: 1, max: 5 })

    expect(schema.parse('3')).toBe(3)
    expect(json(schema).parse('4')).toBe(4)
    expect(json(schema).safeParse('{').success).toBe(false)
    expect(schema.safeParse('6').success).toBe(false)
    expect(schema.safeParse('1e0').success).toBe(false)
  })
})
