import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../server/errors/transformation-error.ts'
import type { ChainNode, Component, Transformation } from '../../../server/transformation/ast.ts'
import { PARAMETER_KEYS } from '../../../server/transformation/grammar/component-parts.ts'
import { parseTransformation } from '../../../server/transformation/parse.ts'
import { fc } from '../../support/properties.ts'
import { hostileChains } from './chains.ts'
import { faultOf, refusal } from './fault-of.ts'

/** The tree in one line: `if(…){…}else{…}`, `layer[open inner close]`, plain components as written. */
function shape(text: string): string {
  return parseTransformation(text).nodes.map(shapeOf).join(' ')
}

function shapeOf(node: ChainNode): string {
  if (node.kind === 'component') return node.condition === null ? node.text : `(${node.text})`
  if (node.kind === 'layer') {
    return `layer[${[node.open.text, ...node.inner.map(shapeOf), ...(node.close === null ? [] : ['|', node.close.text])].join(' ')}]`
  }
  const otherwise = node.whenFalse.length === 0 ? '' : `else{${node.whenFalse.map(shapeOf).join(' ')}}`
  return `if{${node.whenTrue.map(shapeOf).join(' ')}}${otherwise}`
}

describe('the tree of a chain', () => {
  it.each([
    ['', ''],
    ['w_1/h_2', 'w_1 h_2'],
    ['w_1//h_2/', 'w_1 h_2'],
    ['l_a/fl_layer_apply', 'layer[l_a | fl_layer_apply]'],
    ['l_a/w_1/e_sepia/fl_layer_apply,g_west/w_2', 'layer[l_a w_1 e_sepia | fl_layer_apply,g_west] w_2'],
    ['l_a/l_b/fl_layer_apply/fl_layer_apply', 'layer[l_a layer[l_b | fl_layer_apply] | fl_layer_apply]'],
    ['l_a,w_1/w_2', 'layer[l_a,w_1] w_2'],
    ['l_a/l_b/fl_layer_apply', 'layer[l_a] layer[l_b | fl_layer_apply]'],
    ['u_a/l_b,fl_layer_apply/fl_layer_apply', 'layer[u_a layer[l_b,fl_layer_apply] | fl_layer_apply]'],
    ['l_a/fl_relative.layer_apply', 'layer[l_a | fl_relative.layer_apply]'],
    ['if_w_gt_1,h_1/h_2', '(if_w_gt_1,h_1) h_2'],
    ['if_w_gt_1/h_1/if_end/h_2', 'if{h_1} h_2'],
    ['if_w_gt_1/h_1/if_else/h_2/if_end/h_3', 'if{h_1}else{h_2} h_3'],
    ['if_w_gt_1/h_1', 'if{h_1}'],
    ['if_w_gt_1/if_else/h_1/if_end', 'if{}else{h_1}'],
    ['if_w_gt_1/if_h_gt_1/w_1/if_end/w_2/if_end', 'if{if{w_1} w_2}'],
    ['if_w_gt_1/h_1/if_else,h_2/w_2/if_end/w_3', 'if{h_1}else{if_else,h_2 w_2} w_3'],
    ['if_w_gt_1,h_1/if_else,h_2/e_sepia', 'if{if_w_gt_1,h_1}else{if_else,h_2} e_sepia'],
    ['if_w_gt_1,h_1/if_else/h_2/if_end/h_3', 'if{if_w_gt_1,h_1}else{h_2} h_3'],
    ['if_w_gt_1,l_a/w_1/fl_layer_apply/w_2', 'if{layer[if_w_gt_1,l_a w_1 | fl_layer_apply]} w_2'],
    ['if_w_gt_1/l_a/fl_layer_apply/if_end', 'if{layer[l_a | fl_layer_apply]}'],
    ['if_w_gt_1/l_a/if_end/w_1', 'if{layer[l_a]} w_1'],
    ['l_a/if_w_gt_1/w_1/if_end/fl_layer_apply', 'layer[l_a if{w_1} | fl_layer_apply]'],
    ['if_isndef_$s/$s_30/if_end', 'if{$s_30}'],
    ['if_w_gt_1/l_a/fl_layer_apply.tiled.no_overflow', 'if{layer[l_a | fl_layer_apply.tiled.no_overflow]}'],
  ])('of "%s" is %s', (text, tree) => {
    expect(shape(text)).toBe(tree)
  })

  it.each([
    ['fl_layer_apply', 'fl_layer_apply without a layer'],
    ['l_a/fl_layer_apply/fl_layer_apply', 'fl_layer_apply without a layer'],
    ['l_a/if_w_gt_1/fl_layer_apply/if_end', 'fl_layer_apply without a layer'],
    ['l_a/if_w_gt_1,fl_layer_apply', 'cannot be closed under a condition'],
    ['if_end', 'if_end without an if_'],
    ['w_1/if_else/w_2', 'if_else without an if_'],
    ['if_w_gt_1/if_else/if_else/if_end', 'if_else without an if_'],
    ['if_w_gt_1/w_1/if_end,h_1', 'if_end stands alone'],
    ['if_w_gt_1,f_png', 'f_png cannot depend on a condition'],
    ['if_w_gt_1/d_a.png/if_end', 'd_a.png cannot depend on a condition'],
    ['if_w_gt_1/a_ignore/if_end', 'a_ignore cannot depend on a condition'],
    ['if_w_gt_1/fl_keep_iptc/if_end', 'fl_keep_iptc cannot depend on a condition'],
    ['if_w_gt_1/l_a/dl_5/fl_layer_apply/if_end', 'dl_5 cannot depend on a condition'],
  ])('of %s is refused: %s', (text, reason) => {
    const error = refusal(() => parseTransformation(text))

    expect(error.fault).toBe('invalid_component')
    expect(error.message).toContain(reason)
  })

  it('is at most ten layers and twenty conditions deep', () => {
    const layers = (depth: number) => `${'l_a/'.repeat(depth)}${'fl_layer_apply/'.repeat(depth)}w_1`
    const conditions = (depth: number) => `${'if_w_gt_1/'.repeat(depth)}w_1${'/if_end'.repeat(depth)}`

    expect(parseTransformation(layers(10)).nodes).toHaveLength(2)
    expect(faultOf(() => parseTransformation(layers(11)))).toBe('limit')
    expect(parseTransformation(conditions(20)).nodes).toHaveLength(1)
    expect(faultOf(() => parseTransformation(conditions(21)))).toBe('limit')
  })
})

describe('a component', () => {
  function only(text: string): Component {
    return parseTransformation(text).nodes[0] as Component
  }

  it('keeps the last of a key, where it was written', () => {
    const { parameters } = only('e_sepia,w_1,e_negate,w_2,h_3')

    expect(parameters.map(({ key, text }) => `${key}_${text}`)).toEqual(['e_negate', 'w_2', 'h_3'])
  })

  it('refuses a bad value even where a later one wins', () => {
    expect(faultOf(() => only('w_abc,w_100'))).toBe('invalid_value')
  })

  it('unites flags, joined or not', () => {
    const { parameters } = only('fl_awebp.lossy,w_1,fl_progressive:steep')

    expect(parameters[0]).toMatchObject({
      key: 'fl',
      text: 'awebp.lossy.progressive:steep',
      value: [
        { name: 'awebp', argument: null },
        { name: 'lossy', argument: null },
        { name: 'progressive', argument: 'steep' },
      ],
    })
  })

  it('keeps where each value stands in the text', () => {
    const text = 'e_sepia/if_w_gt_1,$abc_5,c_fill,w_100'
    const component = parseTransformation(text).nodes[1] as Component

    expect(text.slice(component.offset)).toBe(component.text)
    expect(text.slice(component.assignments[0]?.offset).startsWith('5')).toBe(true)
    for (const { offset, text: value } of component.parameters) expect(text.startsWith(value, offset)).toBe(true)
  })

  it('says where a mistake stands and what was expected', () => {
    const error = refusal(() => parseTransformation('e_sepia/c_fill,w_abc'))

    expect(error.message).toMatch(/^Invalid width in transformation: abc/)
    expect(error).toMatchObject({ offset: 17, received: 'abc', status: 400 })
    expect(error.expected).toContain('pixels')
  })

  it.each(['foo', 'w_1,foo', 'foo/w_1', 'w_1,', ',w_1', '$1a_5', 'W_100'])('refuses %s', (text) => {
    expect(faultOf(() => parseTransformation(text))).toBe('invalid_component')
  })
})

describe('parseTransformation', () => {
  it('freezes everything that it gives', () => {
    const tree = parseTransformation(
      'if_w_gt_1_and_!a!_in_tags/$x_w_add_1,w_$x,bo_1px_solid_red,q_80:420/l_text:Arial_10:a/fl_layer_apply/if_end',
    )

    expect(unfrozen(tree)).toEqual([])
  })

  it('answers any text with a tree or a TransformationError', () => {
    fc.assert(
      fc.property(hostileChains, (text) => {
        try {
          expect(parseTransformation(text).text).toBe(text)
        } catch (error) {
          expect(error).toBeInstanceOf(TransformationError)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it.each(PARAMETER_KEYS)('answers any value of %s with a tree or a TransformationError', (key) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        try {
          parseTransformation(`${key}_${value}`)
        } catch (error) {
          expect(error).toBeInstanceOf(TransformationError)
        }
      }),
    )
  })

  it.each([
    ...[
      'l_a/',
      'if_w_gt_1/',
      'w_1,',
      '$a_1,',
      'fl_lossy.',
      'w_w_add_',
      'w_$a',
      'e_',
      '!',
      '(',
      'l_text:Arial_1:%',
      'pg_1;',
    ],
    ...['r_1:', 'a_1.', 'g_auto:a:', 'b_auto:', 'if_w_gt_1_and_', 'c_fill,', 'bo_1px_solid_', 'sp_auto;', 'vc_h264:'],
    ...['e_tint:', 'e_dropshadow:azimuth_1;', 'w_auto:breakpoints_1', 'fps_1-', 'br_av:video_(', 'if_!'],
  ])('is done at once with 8 KiB of %s', (piece) => {
    const text = piece.repeat(8192 / piece.length)

    // So often that a reader of quadratic time meets the time limit of the test.
    for (let time = 0; time < 300; time++) {
      try {
        parseTransformation(text)
      } catch (error) {
        expect(error).toBeInstanceOf(TransformationError)
      }
    }
  })

  it('refuses texts over 8 KiB', () => {
    expect(faultOf(() => parseTransformation('w_1/'.repeat(2100)))).toBe('limit')
  })
})

/** Paths of what is not frozen. */
function unfrozen(value: unknown, path = 'tree'): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.entries(value as Transformation).flatMap(([key, child]) => unfrozen(child, `${path}.${key}`))
  return Object.isFrozen(value) ? inner : [path, ...inner]
}
