import { describe, expect, it } from 'vitest'
import type { ClosedValues, Component, LayerBracket } from '../../../server/transformation/ast.ts'
import { closeComponent } from '../../../server/transformation/close.ts'
import { assignAll } from '../../../server/transformation/evaluate.ts'
import { parseTransformation } from '../../../server/transformation/parse.ts'
import type { Scope } from '../../../server/transformation/scope.ts'
import { refusal } from './fault-of.ts'
import { scopeWith } from './scopes.ts'

/** The values of a chain's only component, or of the component that opens its layer. */
function closed(text: string, scope: Scope = scopeWith()): ClosedValues {
  const node = parseTransformation(text).nodes[0] as Component | LayerBracket
  const component = node.kind === 'layer' ? node.open : node
  return closeComponent(component, assignAll(component, scope)).values
}

describe('closing numbers', () => {
  it.each<[string, ClosedValues]>([
    ['$w_80,w_$w', { w: { kind: 'pixels', value: 80 } }],
    ['$s_0.5,w_$s', { w: { kind: 'relative', factor: 0.5 } }],
    ['w_iw_div_3', { w: { kind: 'pixels', value: 133 } }],
    ['h_ih', { h: { kind: 'pixels', value: 300 } }],
    ['h_h_mul_0.5', { h: { kind: 'pixels', value: 50 } }],
    ['w_w_div_1000', { w: { kind: 'pixels', value: 1 } }],
    ['x_w_mul_-0.5', { x: { kind: 'pixels', value: -100 } }],
    ['ar_iw_div_ih', { ar: 4 / 3 }],
    ['$q_3,q_$q_mul_20.2', { q: { kind: 'fixed', value: 61, chroma: null, maxQuantiser: null } }],
    ['$d_1.5,dpr_$d', { dpr: 1.5 }],
    ['$v_3,r_10:20:$v', { r: { kind: 'corners', pixels: [10, 20, 3, 20] } }],
    ['$a_30,a_$a.vflip', { a: { turns: [30, 'vflip'], ignoreOrientation: false, automatic: null } }],
    ['$z_2,z_$z_div_4', { z: 0.5 }],
    ['$r_16:9,ar_$r', { ar: 16 / 9 }],
    ['$s_20p,so_$s', { so: { kind: 'percent', percent: 20 } }],
    ['$o_7,o_$o_mul_10', { o: 70 }],
    ['$p_2,pg_$p', { pg: { kind: 'numbers', ranges: [{ from: 2, to: 2 }] } }],
  ])('%s', (text, values) => {
    expect(closed(text)).toEqual(values)
  })

  it.each([
    ['w_iw_sub_500', 'Invalid width in transformation: -100'],
    ['$c_5,c_$c', 'Invalid crop in transformation: 5'],
    ['w_$nope', 'Undefined variable in transformation: $nope'],
    ['$x_ref:!a!,w_$x', '$x in transformation: it holds a picture'],
  ])('%s is refused: %s', (text, message) => {
    expect(refusal(() => closed(text)).message).toContain(message)
  })
})

describe('closing text', () => {
  const red = { red: 255, green: 0, blue: 0, alpha: 1 }

  it.each<[string, ClosedValues]>([
    ['$c_!red!,co_$c', { co: red }],
    ['$c_!rgb:ff0000!,b_$c', { b: { kind: 'colour', colour: red } }],
    ['$n_5,$c_!red!,bo_$n_solid_$c', { bo: { width: 5, colour: red } }],
    ['$m_!fill!,c_$m', { c: 'fill' }],
  ])('%s', (text, values) => {
    expect(closed(text)).toEqual(values)
  })

  it('fills the name and the arguments of an effect', () => {
    expect(closed('$e_!sepia!,$n_4,e_$e:$n_mul_10').e).toMatchObject({ name: 'sepia', text: '40' })
    expect(closed('e_blur:w_div_2').e).toMatchObject({ name: 'blur', text: '100' })
  })

  it('takes a public ID from a variable', () => {
    const id = { kind: 'asset', resourceType: 'image', type: 'upload', publicId: 'docs/logo' }

    expect(closed('$i_!docs:logo!,l_$i').l).toEqual(id)
    expect(closed('$i_!logo!,l_docs:$i').l).toEqual(id)
    expect(closed('$i_ref:!docs:logo!,l_$i').l).toEqual(id)
  })

  it('leaves a picture that was kept to whoever has it', () => {
    expect(closed('$i_current,l_$i').l).toEqual({ kind: 'variable', name: 'i' })
  })

  it('fills the style and the text of a text layer', () => {
    const spec = closed('$s_!Arial_12_bold!,$t_!you%2C all!,$n_2,l_text:$s:Hi $(t)! x$(n) costs $t').l

    expect(spec).toMatchObject({
      kind: 'text',
      style: { font: 'Arial', size: 12, weight: 'bold' },
      text: 'Hi you, all! x2 costs $t',
    })
  })

  it('does not read what a variable brings into a text again', () => {
    expect(closed('$t_!$(t)!,l_text:Arial_10:$(t)').l).toMatchObject({ text: '$(t)' })
  })

  it('refuses a text with a variable that is not set', () => {
    expect(refusal(() => closed('l_text:Arial_10:$(nope)')).message).toContain('$nope')
  })

  it('does not let a long variable that is named often grow without bounds', () => {
    const long = 'x'.repeat(3000)

    expect(refusal(() => closed(`$t_!${long}!,l_text:Arial_10:${'$(t)'.repeat(1000)}`)).fault).toBe('limit')
    expect(refusal(() => closed(`$t_!${long}!,e_${'$t:'.repeat(1000)}`)).fault).toBe('limit')
  })

  it('does not calculate inside names', () => {
    expect(closed('l_logo_2_add_3').l).toMatchObject({ publicId: 'logo_2_add_3' })
    expect(closed('fl_attachment:price_2_add_$x').fl).toEqual([{ name: 'attachment', argument: 'price_2_add_$x' }])
  })
})
