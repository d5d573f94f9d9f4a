import { describe, expect, it } from 'vitest'
import type { Component } from '../../../server/transformation/ast.ts'
import { assignAll, evaluateCondition, evaluateNumber } from '../../../server/transformation/evaluate.ts'
import { MAX_TOKENS, parseArithmetic, parseCondition } from '../../../server/transformation/grammar/expression.ts'
import { parseTransformation } from '../../../server/transformation/parse.ts'
import type { Scope, VariableBinding } from '../../../server/transformation/scope.ts'
import { fc } from '../../support/properties.ts'
import { faultOf, refusal } from './fault-of.ts'
import { scopeWith } from './scopes.ts'

function numberOf(text: string, scope = scopeWith()): number {
  const expression = parseArithmetic(text)
  if (expression === null) throw new Error(`no expression: ${text}`)
  return evaluateNumber(expression, scope)
}

function holds(text: string, scope = scopeWith()): boolean {
  return evaluateCondition(parseCondition(text, 0), scope)
}

function assigned(text: string, scope = scopeWith()): Scope {
  return assignAll(parseTransformation(text).nodes[0] as Component, scope)
}

describe('arithmetic', () => {
  it.each([
    ['10_add_20_mul_2', 50],
    ['2_mul_3_pow_2', 18],
    ['2_pow_3_pow_2', 64],
    ['100_div_10_div_2', 5],
    ['10_sub_2_sub_3', 5],
    ['107_mod_60', 47],
    ['-5_add_2', -3],
    ['iw_div_3', 400 / 3],
    ['ow_sub_oh', 100],
    ['w_mul_h', 20_000],
    ['ar_mul_2', 4],
    ['iar_mul_3', 4],
    ['pc_add_cp', 4],
    ['ccc_add_rc', 2],
    ['idn', 72],
    ['3:4_mul_100', 75],
    ['md:!stock!_add_1', 13],
    ['ctx:!number!_add_1', 6],
  ])('%s is %d', (text, value) => {
    expect(numberOf(text)).toBeCloseTo(value, 10)
  })

  it.each([
    ['10_div_0', 'division by zero'],
    ['10_mod_0', 'division by zero'],
    ['999_pow_999', 'no finite number'],
    ['$nope_add_1', 'Undefined variable in transformation: $nope'],
    ['$word_add_1', 'Invalid value of $word'],
    ['$image_add_1', 'it holds a picture'],
    ['fc_add_1', 'fc is not known'],
    ['du_add_1', 'du is not known'],
  ])('%s is refused: %s', (text, message) => {
    const scope = scopeWith({ word: { kind: 'text', text: 'wide' }, image: { kind: 'snapshot', at: 1 } })

    expect(refusal(() => numberOf(text, scope)).message).toContain(message)
  })

  it('agrees with an evaluator that knows nothing but the rules', () => {
    const operator = fc.constantFrom('add', 'sub', 'mul', 'div', 'mod', 'pow')
    const operand = fc.oneof(fc.integer({ min: 1, max: 9 }).map(String), fc.constantFrom('w', 'ih', '$a', '0.5'))
    const scope = scopeWith({ a: { kind: 'number', value: 7 } })

    fc.assert(
      fc.property(operand, fc.array(fc.tuple(operator, operand), { maxLength: 8 }), (first, rest) => {
        const text = [first, ...rest.flat()].join('_')
        const wanted = naive(text, { w: 200, ih: 300, $a: 7 })

        if (Number.isFinite(wanted)) expect(numberOf(text, scope)).toBe(wanted)
        else expect(faultOf(() => numberOf(text, scope))).toBe('invalid_value')
      }),
      { numRuns: 1000 },
    )
  })
})

/** Replaces the tightest, leftmost operation by its value until one number is left. */
function naive(text: string, names: Readonly<Record<string, number>>): number {
  const tokens: (string | number)[] = text
    .split('_')
    .map((word) => names[word] ?? (Number.isNaN(Number(word)) ? word : Number(word)))
  for (const level of [['pow'], ['mul', 'div', 'mod'], ['add', 'sub']]) {
    for (let at = tokens.findIndex(isOf(level)); at !== -1; at = tokens.findIndex(isOf(level))) {
      const [left, operation, right] = tokens.slice(at - 1, at + 2) as [number, string, number]
      if ((operation === 'div' || operation === 'mod') && right === 0) return Number.NaN
      const results = {
        add: left + right,
        sub: left - right,
        mul: left * right,
        div: left / right,
        mod: left % right,
        pow: left ** right,
      }
      const value = results[operation as keyof typeof results]
      if (!Number.isFinite(value)) return Number.NaN
      tokens.splice(at - 1, 3, value)
    }
  }
  return tokens[0] as number
}

function isOf(level: readonly string[]): (token: string | number) => boolean {
  return (token) => typeof token === 'string' && level.includes(token)
}

describe('conditions', () => {
  it.each<[string, boolean]>([
    ['w_gt_100', true],
    ['w_lt_200', false],
    ['w_lte_200_and_h_gte_100', true],
    ['w_eq_1_or_h_eq_1', false],
    ['w_eq_1_and_h_eq_1_or_w_eq_200', true],
    ['w_eq_200_or_w_eq_1_and_h_eq_1', true],
    ['w_mul_2_eq_iw', true],
    ['ar_gt_3:4', true],
    ['!sale!_in_tags', true],
    ['!sale:summer!_in_tags', true],
    ['!sale:winter!_in_tags', false],
    ['!sale:winter!_nin_tags', true],
    ['ctx:!caption!_eq_!Hello!', true],
    ['ctx:!caption!_ne_!Hello!', false],
    ['ctx:!missing!_eq_!!', true],
    ['ctx:!constructor!_eq_!!', true],
    ['md:!__proto__!_eq_!!', true],
    ['!b!_in_ctx:!codes!', true],
    ['!c!_nin_ctx:!codes!', true],
    ['!caption!_in_ctx', true],
    ['ctx:!number!_eq_5', false],
    ['md:!stock!_gt_11', true],
    ['md:!stock!_eq_12.0', true],
    ['!red:blue!_in_md:!colours!', true],
    ['!stock!_in_md', true],
    ['!hat!_in_rn', true],
    ['isdef_$a', true],
    ['isndef_$a', false],
    ['isdef_$b_or_isdef_$a', true],
    ['$a_eq_!big!', true],
    ['$empty_eq_!!', true],
    ['$list_eq_!x:y!', true],
  ])('%s is %s', (text, value) => {
    const scope = scopeWith({
      a: { kind: 'text', text: 'big' },
      empty: { kind: 'text', text: '' },
      list: { kind: 'set', items: ['x', 'y'] },
    })

    expect(holds(text, scope)).toBe(value)
  })

  it('compare a part of the duration with 20p', () => {
    const scope = scopeWith({}, { duration: 3, initialDuration: 20 })

    expect(holds('du_lte_20p', scope)).toBe(true)
    expect(holds('du_lte_10p', scope)).toBe(false)
  })

  it('do not order contextual values, which are always text', () => {
    expect(faultOf(() => holds('ctx:!number!_gt_4'))).toBe('invalid_value')
  })

  it('do not look at their second half when the first decides', () => {
    expect(holds('w_gt_1_or_$nope_eq_1')).toBe(true)
    expect(holds('w_lt_1_and_$nope_eq_1')).toBe(false)
  })

  it.each([
    '',
    'w',
    'w_gt',
    'w_gt_',
    'gt_w',
    'w_gt_1_and',
    'w_gt_1_and_5',
    'w_gt_1_gt_2',
    'w_eq_foo',
    'isdef_a',
    '!open_in_tags',
    'w gt 1',
  ])('refuses "%s"', (text) => {
    expect(faultOf(() => parseCondition(text, 0))).toBe('invalid_value')
  })

  it('refuses expressions with too many parts', () => {
    const text = `w${'_add_1'.repeat(MAX_TOKENS / 2)}_gt_1`

    expect(faultOf(() => parseCondition(text, 0))).toBe('limit')
  })
})

describe('assignments', () => {
  it.each<[string, VariableBinding]>([
    ['$a_5', { kind: 'text', text: '5' }],
    ['$a_0.5', { kind: 'text', text: '0.5' }],
    ['$a_16:9', { kind: 'text', text: '16:9' }],
    ['$a_5_add_1', { kind: 'number', value: 6 }],
    ['$a_w', { kind: 'number', value: 200 }],
    ['$a_10_div_4_to_i', { kind: 'number', value: 2 }],
    ['$a_!2.5!_to_f', { kind: 'number', value: 2.5 }],
    ['$a_!Hello all!', { kind: 'text', text: 'Hello all' }],
    ['$a_!a_b!', { kind: 'text', text: 'a_b' }],
    ['$a_!1%2C2!', { kind: 'text', text: '1,2' }],
    ['$a_!a:b:c!', { kind: 'set', items: ['a', 'b', 'c'] }],
    ['$a_!!', { kind: 'text', text: '' }],
    ['$a_ctx:!caption!', { kind: 'text', text: 'Hello' }],
    ['$a_md:!stock!', { kind: 'number', value: 12 }],
    ['$a_ref:!docs:logo!', { kind: 'reference', publicId: 'docs/logo' }],
    ['$a_current', { kind: 'snapshot', at: 4 }],
    ['$a_current:public_id', { kind: 'text', text: 'folder/pic' }],
    ['$a_$b_mul_2,$b_4', { kind: 'number', value: 8 }],
    ['$a_tags', { kind: 'set', items: ['sale', 'summer'] }],
  ])('%s', (text, binding) => {
    expect(assigned(text).variables.get('a')).toEqual(binding)
  })

  it('may build on what the variable was before', () => {
    const scope = assigned('$a_$a_add_1', scopeWith({ a: { kind: 'number', value: 2 } }))

    expect(scope.variables.get('a')).toEqual({ kind: 'number', value: 3 })
  })

  it('leave the scope that they start from as it is', () => {
    const before = scopeWith()

    assigned('$a_1', before)

    expect(before.variables.has('a')).toBe(false)
  })

  it('that wait for each other name the variable that is missing', () => {
    expect(refusal(() => assigned('$a_$b_add_1,$b_$a_add_1')).message).toMatch(/Undefined variable.*\$[ab]/)
  })

  it('refuse a conversion of what is no number', () => {
    expect(faultOf(() => assigned('$a_!bbb!_to_i'))).toBe('invalid_value')
  })

  it.each(['$a', '$a_', '$a_foo', '$a_!open', '$a_1_add', '$a_!x%00!'])('refuse %s', (text) => {
    expect(faultOf(() => parseTransformation(text))).toBe('invalid_value')
  })
})
