import { describe, expect, it } from 'vitest'
import type { Operation } from '../../../../server/transformation/plan/operations.ts'
import { ATTRIBUTES, imagePlanOf, LIMITS, sourceFacts } from '../plan/plan-fixtures.ts'

const attributes = {
  ...ATTRIBUTES,
  faces: [
    { left: 20, top: 40, width: 40, height: 40 },
    { left: 300, top: 200, width: 60, height: 60 },
  ],
  customCoordinates: [{ left: 100, top: 100, width: 50, height: 50 }],
  regions: { hat: { left: 0, top: 0, width: 80, height: 40 } },
}
/** 400x300, with faces, custom coordinates and a region. */
const planned = (chain: string, overrides: Parameters<typeof sourceFacts>[0] = {}) =>
  imagePlanOf(chain, sourceFacts({ width: 400, height: 300, ...overrides }), { attributes })
const clear = { red: 0, green: 0, blue: 0, alpha: 0 }
const resize = (width: number, height: number): Operation => ({ op: 'resize', width, height })
const extract = (left: number, top: number, width: number, height: number): Operation => ({
  op: 'extract',
  left,
  top,
  width,
  height,
})
const extend = (left: number, top: number, right: number, bottom: number): Operation => ({
  op: 'extend',
  left,
  top,
  right,
  bottom,
  background: clear,
})

describe('crop modes', () => {
  it.each<[string, readonly Operation[]]>([
    // scale
    ['w_200', [resize(200, 150)]],
    ['c_scale,w_200,h_10', [resize(200, 10)]],
    ['c_scale,h_0.5', [resize(200, 150)]],
    ['c_scale,w_1.0', []],
    ['c_scale', []],
    ['c_scale,ar_1.0', [resize(400, 400)]],
    ['c_scale,ar_2:1', [resize(400, 200)]],
    ['c_scale,ar_1:2,h_100', [resize(50, 100)]],
    ['c_scale,ar_1:2,w_100,h_100', [resize(100, 100)]],
    ['c_scale,w_100,fl_ignore_aspect_ratio', [resize(100, 300)]],
    ['w_556.5', [resize(557, 418)]],
    // fit, limit, mfit
    ['c_fit,w_100,h_100', [resize(100, 75)]],
    ['c_fit,w_800,h_900', [resize(800, 600)]],
    ['c_limit,w_800,h_900', []],
    ['c_limit,w_100,h_900', [resize(100, 75)]],
    ['c_mfit,w_100,h_100', []],
    ['c_mfit,w_800,h_800', [resize(800, 600)]],
    ['c_fit', []],
    // fill, lfill
    ['c_fill,w_100,h_100', [resize(133, 100), extract(16, 0, 100, 100)]],
    ['c_fill,w_100,h_100,g_east', [resize(133, 100), extract(33, 0, 100, 100)]],
    ['c_fill,w_100,h_100,x_10', [resize(133, 100), extract(26, 0, 100, 100)]],
    ['c_fill,w_100,h_100,x_1000', [resize(133, 100), extract(33, 0, 100, 100)]],
    ['c_fill,w_100,h_100,g_xy_center,x_0,y_0', [resize(133, 100), extract(0, 0, 100, 100)]],
    ['c_fill,w_100,h_100,g_xy_center,x_0.5,y_0.5', [resize(133, 100), extract(17, 0, 100, 100)]],
    ['c_fill,w_100,h_100,g_face', [resize(133, 100), extract(33, 0, 100, 100)]],
    ['c_fill,w_100,h_100,g_custom', [resize(133, 100), extract(0, 0, 100, 100)]],
    ['c_fill,w_100,h_100,g_region_!hat!', [resize(133, 100), extract(0, 0, 100, 100)]],
    ['c_fill,ar_1.0', [extract(50, 0, 300, 300)]],
    ['c_fill,ar_2:1', [extract(0, 50, 400, 200)]],
    ['c_fill,ar_1:2', [extract(125, 0, 150, 300)]],
    ['c_fill,w_800,h_800', [resize(1067, 800), extract(133, 0, 800, 800)]],
    ['c_lfill,w_800,h_800', []],
    ['c_lfill,w_100,h_100', [resize(133, 100), extract(16, 0, 100, 100)]],
    ['c_lfill,w_100,h_800,g_west', [extract(0, 0, 100, 300)]],
    // pad
    ['c_pad,w_200,h_200', [resize(200, 150), extend(0, 25, 0, 25)]],
    ['c_pad,w_200,h_200,g_south', [resize(200, 150), extend(0, 50, 0, 0)]],
    ['c_pad,w_200,h_200,g_north,y_10', [resize(200, 150), extend(0, 10, 0, 40)]],
    ['c_pad,w_800,h_600', [resize(800, 600)]],
    ['c_lpad,w_800,h_600', [extend(200, 150, 200, 150)]],
    ['c_lpad,w_200,h_200', [resize(200, 150), extend(0, 25, 0, 25)]],
    ['c_mpad,w_500,h_100', [extend(50, 0, 50, 0)]],
    ['c_mpad,w_100,h_100', []],
    // crop
    ['c_crop,w_100,h_50', [extract(150, 125, 100, 50)]],
    ['c_crop,w_100,h_50,g_south_east', [extract(300, 250, 100, 50)]],
    ['c_crop,w_100,h_50,x_10', [extract(10, 0, 100, 50)]],
    ['c_crop,w_100,h_50,y_20,g_center', [extract(150, 145, 100, 50)]],
    ['c_crop,w_100,h_50,x_350,y_280', [extract(350, 280, 50, 20)]],
    ['c_crop,w_100,h_50,x_-30,y_-10', [extract(0, 0, 70, 40)]],
    ['c_crop,w_900,h_900', []],
    ['c_crop,w_0.5,h_0.5,x_0.25,y_0.25', [extract(100, 75, 200, 150)]],
    ['c_crop,g_face', [extract(300, 200, 60, 60)]],
    ['c_crop,g_face,z_0.5', [extract(270, 170, 120, 120)]],
    ['c_crop,g_faces', [extract(20, 40, 340, 220)]],
    ['c_crop,g_custom,w_100,h_100', [extract(75, 75, 100, 100)]],
    ['c_crop,g_xy_center,x_390,y_10,w_100,h_100', [extract(300, 0, 100, 100)]],
    ['c_crop', []],
    // thumb, auto
    ['c_thumb,g_north,w_100,h_100', [resize(133, 100), extract(16, 0, 100, 100)]],
    ['c_thumb,g_center,w_100,h_100,z_2', [resize(267, 200), extract(83, 50, 100, 100)]],
    ['c_thumb,g_custom,w_50,h_50', [extract(100, 100, 50, 50)]],
    ['c_thumb,g_custom,w_100,h_100', [extract(100, 100, 50, 50), resize(100, 100)]],
    ['c_thumb,g_face,w_45,h_45', [resize(200, 150), extract(143, 93, 45, 45)]],
    ['c_auto,g_region_!hat!,w_40,h_40', [resize(200, 150), extract(0, 0, 40, 40)]],
    ['c_auto,g_auto:aoi_100_100_50_50,w_25,h_25', [resize(200, 150), extract(50, 50, 25, 25)]],
    // attention is wherever the renderer says: here the top left
    ['c_fill,w_100,h_100,g_auto:custom_no_override', [resize(133, 100), extract(0, 0, 100, 100)]],
    ['c_crop,w_100,h_100,g_auto:custom_no_override', [extract(0, 0, 100, 100)]],
    ['c_fill,w_100,h_100,g_auto', [resize(133, 100), extract(0, 0, 100, 100)]],
    // the faces do not fit into a square: the largest one there is
    ['c_thumb,w_100,h_100,g_auto:faces:custom_no_override', [resize(133, 100), extract(13, 0, 100, 100)]],
  ])('%s', (chain, expected) => {
    expect(planned(chain).operations).toEqual(expected)
  })

  it('finds stored coordinates again after the picture was turned, mirrored and scaled', () => {
    const { operations } = planned('a_90/a_hflip/c_scale,w_150/c_crop,g_custom')

    // 50x50 at 100,100 of 400x300; turned: at 150,100 of 300x400; mirrored: at 100,100; halved.
    expect(operations.at(-1)).toEqual(extract(50, 50, 25, 25))
  })

  it('falls back to north, or to what is asked for, where no face is known', () => {
    const withoutFaces = (chain: string) =>
      imagePlanOf(chain, sourceFacts({ width: 100, height: 200 })).operations.at(-1)

    expect(withoutFaces('c_fill,g_face,w_100,h_100')).toEqual(extract(0, 0, 100, 100))
    expect(withoutFaces('c_fill,g_face:center,w_100,h_100')).toEqual(extract(0, 50, 100, 100))
  })

  it('looks at the middle of animations, except where a direction or coordinates are given', () => {
    const source = sourceFacts({ format: 'gif', width: 400, height: 300, pages: 3, animated: true })
    const animated = (chain: string) => imagePlanOf(chain, source, { attributes, extension: 'gif' }).operations.at(-1)

    expect(animated('c_crop,g_face,w_100,h_100')).toEqual(extract(150, 100, 100, 100))
    expect(animated('c_crop,g_custom,w_100,h_100')).toEqual(extract(75, 75, 100, 100))
    expect(animated('c_crop,g_west,w_100,h_100')).toEqual(extract(0, 100, 100, 100))
  })

  it('cuts a very long picture before it enlarges it', () => {
    const { operations, width, height } = planned('c_fill,w_1000,h_1000', { width: 20_000, height: 2 })

    expect(operations[0]).toEqual(extract(9999, 0, 2, 2))
    expect([width, height]).toEqual([1000, 1000])
    expect(
      Math.max(...operations.map((operation) => ('width' in operation ? operation.width : 0))),
    ).toBeLessThanOrEqual(LIMITS.outputSide)
  })

  it.each([
    ['c_scale,g_auto,w_50', 'Use auto gravity only with'],
    ['g_auto,w_50', 'Use auto gravity only with'],
    ['c_pad,g_auto,w_50', 'Use auto gravity only with'],
    ['c_thumb,w_50,h_50', 'Invalid crop in transformation: thumb needs a gravity'],
    ['c_auto,w_50,h_50', 'Invalid crop in transformation: auto needs a gravity'],
    ['c_fill_pad,w_50,h_50', 'Invalid gravity in transformation: fill_pad needs g_auto'],
    ['c_fill_pad,g_auto,w_50,h_50', 'c_fill_pad is not available: no local model installed'],
    ['c_imagga_crop,w_50', 'c_imagga_crop is not available'],
    ['c_crop,w_50,h_50,x_400', 'Invalid crop in transformation: the window starts at 400,0'],
    ['c_fill,g_region_!nose!,w_50,h_50', 'Invalid gravity in transformation: the image has no region nose'],
    ['c_fill,g_ocr_text,w_50,h_50', 'g_ocr_text is not available: the add-on'],
    ['c_fill,g_auto:ocr_text,w_50,h_50', 'g_auto:ocr_text is not available: the add-on'],
    ['c_fill,g_body,w_50,h_50', 'g_body is not available: no local model installed'],
    ['c_scale,g_liquid,w_50', 'Gravity liquid is not supported yet'],
    ['c_scale,w_100000', 'Invalid size in transformation: 100000x75000'],
    ['c_limit,w_auto:breakpoints', 'Parameter w with auto:breakpoints is not supported yet'],
  ])('%s is refused', (chain, message) => {
    expect(() => planned(chain)).toThrow(message)
  })
})
