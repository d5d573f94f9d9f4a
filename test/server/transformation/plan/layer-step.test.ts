import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import type { Composite } from '../../../../server/transformation/plan/operations.ts'
import type { ImagePlan } from '../../../../server/transformation/plan/plan-types.ts'
import { ATTRIBUTES, imagePlanOf, LIMITS, planFacts, planWith, sourceFacts } from './plan-fixtures.ts'

const clear = { red: 0, green: 0, blue: 0, alpha: 0 }
/** On 200x100. `lime_50x50` and `red_200x100` are layers. */
const planned = (chain: string, overrides: Parameters<typeof imagePlanOf>[2] = {}) =>
  imagePlanOf(chain, sourceFacts(), overrides)

function composites({ operations }: ImagePlan): readonly Composite[] {
  return operations.filter((operation) => operation.op === 'composite')
}

describe('where a layer lies', () => {
  it.each([
    ['l_lime_50x50/fl_layer_apply', 75, 25],
    ['l_lime_50x50/fl_layer_apply,g_north_west', 0, 0],
    ['l_lime_50x50/fl_layer_apply,g_south_east,x_10,y_5', 140, 45],
    ['l_lime_50x50/fl_layer_apply,g_west,x_10', 10, 25],
    ['l_lime_50x50/fl_layer_apply,g_north,x_-10,y_3', 65, 3],
    ['l_lime_50x50/fl_layer_apply,x_0.1,y_-0.1', 95, 15],
    ['l_lime_50x50/fl_layer_apply,g_xy_center,x_50,y_40', 25, 15],
    ['l_lime_50x50/fl_layer_apply,g_xy_center,x_0.5,y_0.5', 75, 25],
    // placement written at the opening end, and in the legacy form
    ['l_lime_50x50,g_north_east/fl_layer_apply', 150, 0],
    ['l_lime_50x50,g_north_east,x_5/fl_layer_apply,g_south', 80, 50],
    ['l_lime_50x50,g_north_east,x_5', 145, 0],
    ['l_lime_50x50,c_fill,w_20,h_20,g_east', 180, 40],
    // the offsets of a layer are in pixels of the device
    ['l_lime_50x50/fl_layer_apply,g_north_west,x_10,y_10/dpr_2.0', 20, 20],
  ])('%s', (chain, left, top) => {
    const [composite] = composites(planned(chain))

    expect([composite?.left, composite?.top]).toEqual([left, top])
  })

  it('gives the gravity of an opening crop to the crop', () => {
    const [composite] = composites(planned('l_red_200x100,c_crop,g_east,w_50,h_50/fl_layer_apply'))

    expect(composite?.layer.operations).toEqual([{ op: 'extract', left: 150, top: 25, width: 50, height: 50 }])
    expect([composite?.left, composite?.top]).toEqual([75, 25])
  })

  it('puts a layer on a region, sized by it, once for every face', () => {
    const faces = [
      { left: 20, top: 10, width: 40, height: 40 },
      { left: 120, top: 30, width: 20, height: 20 },
    ]
    const plan = planned('l_lime_50x50/c_scale,fl_region_relative,w_1.0/fl_layer_apply,g_faces', {
      attributes: { ...ATTRIBUTES, faces },
    })

    expect(composites(plan).map(({ left, top, layer }) => [left, top, layer.width])).toEqual([
      [20, 10, 40],
      [120, 30, 20],
    ])
  })

  it('leaves a layer out when no face is known', () => {
    expect(planned('l_lime_50x50/fl_layer_apply,g_face').operations).toEqual([])
  })
})

describe('how a layer is sized', () => {
  it.each([
    ['l_lime_50x50/c_scale,w_0.5/fl_layer_apply', 25, 25],
    ['l_lime_50x50/c_scale,fl_relative,w_0.5/fl_layer_apply', 100, 100],
    ['l_lime_50x50,c_scale,fl_relative,w_0.25', 50, 50],
    ['l_lime_50x50,w_20/a_90/fl_layer_apply', 20, 20],
    ['l_lime_50x50/c_scale,w_20/fl_layer_apply/dpr_2.0', 40, 40],
    ['l_lime_50x50/c_scale,w_iw_div_2/fl_layer_apply', 100, 100],
    ['l_lime_50x50/c_scale,w_w_div_2/fl_layer_apply', 25, 25],
    ['l_exif6_300x200/fl_layer_apply,fl_no_overflow', 200, 300],
    ['l_exif6_300x200/a_ignore/fl_layer_apply,fl_no_overflow', 300, 200],
    ['l_vector_120x80/fl_layer_apply', 120, 80],
  ])('%s', (chain, width, height) => {
    const [composite] = composites(planned(chain))

    expect([composite?.layer.width, composite?.layer.height]).toEqual([width, height])
  })
})

describe('the canvas', () => {
  it('grows where a layer does not fit', () => {
    const plan = planned('c_crop,w_50,h_50/l_red_200x100/fl_layer_apply,g_north_west,x_-10')

    expect(plan.operations.slice(1)).toMatchObject([
      { op: 'extend', left: 10, top: 0, right: 140, bottom: 50, background: clear },
      { op: 'composite', left: 0, top: 0 },
    ])
    expect([plan.width, plan.height]).toEqual([200, 100])
  })

  it('grows in the colour of the closing component', () => {
    const plan = planned('l_photo_640x427/fl_layer_apply,b_red')

    expect(plan.operations[0]).toMatchObject({ op: 'extend', background: { red: 255, alpha: 1 } })
  })

  it.each(['fl_no_overflow', 'fl_tiled', 'fl_cutter', 'e_cut_out'])('stays as it is with %s', (qualifier) => {
    const plan = planned(`c_crop,w_50,h_50/l_red_200x100/fl_layer_apply,${qualifier}`)

    expect([plan.width, plan.height]).toEqual([50, 50])
    expect(composites(plan)).toHaveLength(1)
  })

  it('does without a layer that is outside of it', () => {
    expect(planned('l_lime_50x50/fl_layer_apply,fl_no_overflow,g_west,x_200').operations).toEqual([])
  })
})

describe('how a layer is laid', () => {
  it.each([
    ['l_lime_50x50/fl_layer_apply', { mode: 'over', blend: 'over', tiled: false }],
    ['u_lime_50x50/fl_layer_apply', { mode: 'under', blend: 'over' }],
    ['l_lime_50x50/e_multiply,fl_layer_apply', { mode: 'over', blend: 'multiply' }],
    ['l_lime_50x50,e_screen/fl_layer_apply', { mode: 'over', blend: 'screen' }],
    ['l_lime_50x50,e_overlay', { mode: 'over', blend: 'overlay' }],
    ['e_cut_out,l_lime_50x50/fl_layer_apply', { mode: 'cut_out' }],
    ['l_lime_50x50/fl_cutter,fl_layer_apply', { mode: 'cutter' }],
    ['l_lime_50x50/fl_layer_apply,fl_tiled,g_east', { tiled: true, left: 0, top: 0 }],
  ])('%s', (chain, expected) => {
    expect(composites(planned(chain))).toMatchObject([expected])
  })

  it('does what stands between the ends to the layer, and not to the base', () => {
    const plan = planned('l_lime_50x50/e_negate/o_50/fl_layer_apply/e_sepia')

    expect(composites(plan)[0]?.layer.operations.map(({ op }) => op)).toEqual(['linear', 'opacity'])
    expect(plan.operations.map(({ op }) => op)).toEqual(['composite', 'recombine'])
  })

  it('does what else the closing component says to the layer, last', () => {
    const [composite] = composites(planned('l_lime_50x50/e_negate/fl_layer_apply,g_west,o_30,w_20'))

    expect(composite?.layer.operations.map(({ op }) => op)).toEqual(['linear', 'resize', 'opacity'])
  })

  it('nests, each layer on the one it stands in', () => {
    const plan = planned('l_blue_100x100/l_lime_50x50/fl_layer_apply/fl_layer_apply,g_west')
    const [outer] = composites(plan)

    expect(plan.inputs).toHaveLength(2)
    expect(outer).toMatchObject({ left: 0, layer: { width: 100, height: 100 } })
    expect(outer?.layer.operations).toMatchObject([{ op: 'composite', left: 25, top: 25 }])
    expect(new Set(plan.inputs.map((input) => JSON.stringify(input))).size).toBe(2)
    expect(outer?.layer.operations).not.toMatchObject([{ layer: { input: outer?.layer.input } }])
  })

  it('takes the same file once', () => {
    const plan = planned('l_lime_50x50/fl_layer_apply,g_west/l_lime_50x50/c_scale,w_10/fl_layer_apply,g_east')

    expect(plan.inputs).toHaveLength(1)
    expect(composites(plan)).toHaveLength(2)
  })

  it('asks for a signature when a layer is not public', () => {
    const outcome = () => planWith('l_private:secret/fl_layer_apply', planFacts(sourceFacts()))

    expect(outcome).toThrow('Unknown or invalid referenced image secret of type private')
  })
})

describe('layers that cannot be laid', () => {
  it.each([
    ['l_nosuch/fl_layer_apply', 404, 'Unknown or invalid referenced image nosuch of type upload'],
    ['l_fetch:aHR0cDovL2V4YW1wbGUuY29tL2EucG5n/fl_layer_apply', 404, 'Error in loading http://example.com/a.png'],
    ['l_video:clip/fl_layer_apply', 400, 'Invalid overlay in transformation: only images and texts'],
    ['l_lime_50x50/pg_2/fl_layer_apply', 400, 'Parameter pg in a layer is not supported yet'],
    ['l_lime_50x50/fl_layer_apply,g_auto', 400, 'Invalid gravity in transformation: a layer is placed by'],
    ['l_lime_50x50/c_scale,w_60000/fl_layer_apply', 400, 'Invalid size in transformation: 60000x60000'],
    ['l_lut:a.cube/fl_layer_apply', 400, 'Layer of kind lut is not supported yet'],
    ['$p_current/e_sepia/l_$p/fl_layer_apply', 400, 'Layer of kind variable is not supported yet'],
  ])('%s', (chain, status, message) => {
    const error = refusal(() => planned(chain))

    expect(error.status).toBe(status)
    expect(error.message).toContain(message)
  })

  it('are refused beyond the limit', () => {
    const chain = Array.from({ length: 4 }, () => 'l_lime_50x50/fl_layer_apply').join('/')

    expect(() => planned(chain, { limits: { ...LIMITS, layers: 3 } })).toThrow('more than 3 layers')
  })
})

function refusal(act: () => unknown): TransformationError {
  try {
    act()
  } catch (error) {
    if (error instanceof TransformationError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
