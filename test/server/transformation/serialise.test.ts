import { describe, expect, it } from 'vitest'
import type { Expression } from '../../../server/transformation/ast.ts'
import { printExpression } from '../../../server/transformation/grammar/print-expression.ts'
import { parseTransformation } from '../../../server/transformation/parse.ts'
import { canonicalise, serialise } from '../../../server/transformation/serialise.ts'
import { fc } from '../../support/properties.ts'
import { chains } from './chains.ts'

describe('serialise', () => {
  it.each([
    ['c_fill,w_100/e_sepia:40'],
    ['$small_15,$big_2_mul_$small/c_fill,h_$small_add_20,w_$big'],
    ['$list_!a:b:c!,$t_!1%2C2!,$r_ref:!a:b!,$c_current,$f_!5!_to_f'],
    ['l_text:Arial_20:a%2Cb/fl_layer_apply,g_south'],
    ['if_w_gt_100_and_!a!_in_tags/c_scale,w_50/if_else/e_sepia/if_end'],
    ['if_ctx:!a!_eq_!b c!,w_50'],
  ])('gives %s back', (text) => {
    expect(serialise(parseTransformation(text))).toBe(text.replace('!5!', '5'))
  })

  it('writes pairs of short conditions as a block', () => {
    expect(serialise(parseTransformation('if_w_gt_1,c_fill/if_else,c_fit/e_sepia'))).toBe(
      'if_w_gt_1/c_fill/if_else/c_fit/if_end/e_sepia',
    )
  })

  it('gives a text that parses to the same tree', () => {
    fc.assert(
      fc.property(chains, (text) => {
        const tree = parseTransformation(text)

        const again = parseTransformation(serialise(tree))

        expect(bare(again.nodes)).toEqual(bare(tree.nodes))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('canonicalise', () => {
  it('gives one text for chains that mean the same', () => {
    const one = canonicalise(parseTransformation('w_100,c_fill,fl_lossy,h_5,fl_awebp.lossy,w_200'))
    const other = canonicalise(parseTransformation('c_fill,fl_awebp.lossy,h_5,w_200'))

    expect(one).toBe('c_fill,fl_awebp.lossy,h_5,w_200')
    expect(other).toBe(one)
  })

  it('does not change what is canonical', () => {
    fc.assert(
      fc.property(chains, (text) => {
        const canonical = canonicalise(parseTransformation(text))

        expect(canonicalise(parseTransformation(canonical))).toBe(canonical)
      }),
    )
  })
})

describe('printExpression', () => {
  it('refuses a tree that would need parentheses', () => {
    const sum: Expression = {
      kind: 'arithmetic',
      operator: 'add',
      left: { kind: 'number', value: 1 },
      right: { kind: 'number', value: 2 },
    }

    expect(() => printExpression({ kind: 'arithmetic', operator: 'mul', left: sum, right: sum })).toThrow('parentheses')
  })
})

/** Without what a change of spelling changes. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare)
  if (typeof value !== 'object' || value === null) return value
  const isComponent = 'kind' in value && value.kind === 'component'
  const kept = Object.entries(value).filter(([key]) => key !== 'offset' && !(isComponent && key === 'text'))
  return Object.fromEntries(kept.map(([key, child]) => [key, bare(child)]))
}
