import { describe, expect, it } from 'vitest'
import { imagePlanOf, sourceFacts } from './plan-fixtures.ts'

const clear = { red: 0, green: 0, blue: 0, alpha: 0 }
const blue = { red: 0, green: 0, blue: 255, alpha: 1 }
const planned = (chain: string, source: Parameters<typeof sourceFacts>[0] = {}) =>
  imagePlanOf(chain, sourceFacts(source)).operations

describe('one component', () => {
  it('works in a fixed order, whatever the order of its parameters', () => {
    const order = ['resize', 'extract', 'recombine', 'turn', 'extend', 'round', 'frame', 'opacity', 'flatten']

    expect(planned('b_blue,o_50,bo_2px_solid_red,r_5,a_90,e_sepia,c_fill,w_50,h_50').map(({ op }) => op)).toEqual(order)
    expect(planned('h_50,w_50,c_fill,e_sepia,a_90,r_5,bo_2px_solid_red,o_50,b_blue').map(({ op }) => op)).toEqual(order)
  })

  it('takes only what is written for an effect with its own rectangle', () => {
    expect(planned('e_blur_region:100,w_50,h_20').map(({ op }) => op)).toEqual(['blur'])
    expect(planned('c_scale,e_blur_region:100,w_50').map(({ op }) => op)).toEqual(['resize', 'blur'])
  })

  it('ignores qualifiers without their action', () => {
    expect(planned('x_10,y_5,g_face,co_red,z_2')).toEqual([])
  })
})

describe('named regions', () => {
  it.each(['nowhere', 'constructor', '__proto__'])('refuse the name %s when no region has it', (name) => {
    expect(() => planned(`c_crop,g_region_!${name}!,w_5`)).toThrow(`has no region ${name}`)
  })
})

describe('backgrounds', () => {
  it('go under what is transparent, and do nothing to an opaque picture', () => {
    expect(planned('b_blue', { hasAlpha: true })).toEqual([{ op: 'flatten', background: blue }])
    expect(planned('b_blue')).toEqual([])
    expect(planned('b_blue,r_10').at(-1)).toEqual({ op: 'flatten', background: blue })
  })

  it.each([
    ['b_auto', 'Parameter b with auto is not supported yet'],
    ['b_blurred,c_pad,w_10', 'Parameter b with blurred is not supported yet'],
    ['b_gen_fill,c_pad,w_10', 'b_gen_fill is not available: the add-on'],
  ])('%s is refused', (chain, message) => {
    expect(() => planned(chain)).toThrow(message)
  })
})

describe('angles', () => {
  it.each([
    ['a_90', [{ op: 'turn', quarters: 1 }]],
    ['a_-90', [{ op: 'turn', quarters: 3 }]],
    ['a_540', [{ op: 'turn', quarters: 2 }]],
    ['a_360', []],
    ['a_hflip', [{ op: 'flip', axis: 'horizontal' }]],
    [
      'a_vflip.90',
      [
        { op: 'flip', axis: 'vertical' },
        { op: 'turn', quarters: 1 },
      ],
    ],
    ['a_30', [{ op: 'rotate', degrees: 30, width: 224, height: 187, background: clear }]],
    ['a_-30,b_blue', [{ op: 'rotate', degrees: 330, width: 224, height: 187, background: blue }]],
    [
      'a_auto_right,c_fill,w_20,h_40',
      [
        { op: 'turn', quarters: 1 },
        { op: 'resize', width: 20, height: 40 },
      ],
    ],
    [
      'a_auto_left,ar_1:2,c_fill,w_20',
      [
        { op: 'turn', quarters: 3 },
        { op: 'resize', width: 20, height: 40 },
      ],
    ],
    ['a_auto_right,c_scale,w_40,h_40', [{ op: 'resize', width: 40, height: 40 }]],
    ['a_auto_right,c_scale,w_40', [{ op: 'resize', width: 40, height: 20 }]],
  ])('%s', (chain, expected) => {
    expect(planned(chain)).toEqual(expected)
  })

  it('scales a large picture down before an angle that is not a right one', () => {
    expect(planned('a_10', { width: 6000, height: 4000 })[0]).toEqual({ op: 'resize', width: 3000, height: 2000 })
    expect(planned('a_90', { width: 6000, height: 4000 })).toEqual([{ op: 'turn', quarters: 1 }])
  })
})

describe('corners and borders', () => {
  it.each([
    ['r_max', [{ op: 'round', shape: { kind: 'ellipse' } }]],
    ['r_20', [{ op: 'round', shape: { kind: 'corners', radii: [20, 20, 20, 20] } }]],
    ['r_500', [{ op: 'round', shape: { kind: 'corners', radii: [50, 50, 50, 50] } }]],
    ['r_30:0', [{ op: 'round', shape: { kind: 'corners', radii: [30, 0, 30, 0] } }]],
    ['r_0', []],
    ['r_10,dpr_2.0', [{ op: 'round', shape: { kind: 'corners', radii: [20, 20, 20, 20] } }]],
    ['bo_5px_solid_blue', [{ op: 'extend', left: 5, top: 5, right: 5, bottom: 5, background: blue }]],
    ['bo_5px_solid_blue,dpr_2.0', [{ op: 'extend', left: 10, top: 10, right: 10, bottom: 10, background: blue }]],
    ['bo_0px_solid_blue', []],
    [
      'bo_5px_solid_blue,r_20:0:0:0',
      [
        { op: 'extend', left: 5, top: 5, right: 5, bottom: 5, background: clear },
        { op: 'round', shape: { kind: 'corners', radii: [25, 0, 0, 0] } },
        { op: 'frame', width: 5, colour: blue, shape: { kind: 'corners', radii: [25, 0, 0, 0] } },
      ],
    ],
  ])('%s', (chain, expected) => {
    expect(planned(chain)).toEqual(expected)
  })
})

describe('operations that belong together', () => {
  it('are folded where the result is the same', () => {
    expect(planned('c_crop,w_100,h_50,x_10,y_10/c_crop,w_20,h_20,x_5,y_5')).toEqual([
      { op: 'extract', left: 15, top: 15, width: 20, height: 20 },
    ])
    expect(planned('c_scale,w_100/c_scale,w_40')).toEqual([{ op: 'resize', width: 40, height: 20 }])
  })

  it('are kept apart where something is lost in between', () => {
    expect(planned('c_scale,w_20/c_scale,w_200')).toHaveLength(2)
    expect(planned('c_scale,w_400/c_scale,w_100')).toHaveLength(2)
    expect(planned('c_scale,w_100/e_sepia/c_scale,w_40')).toHaveLength(3)
  })
})
