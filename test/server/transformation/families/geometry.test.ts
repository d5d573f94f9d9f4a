/** `c w h ar z`, `g x y`, `bo`, `r`, `a`. */
import { describe, expect, it } from 'vitest'
import { CROP_MODES } from '../../../../server/transformation/families/resize.ts'
import { refusal } from '../fault-of.ts'
import { readValue } from './values.ts'

const BLUE = { red: 0, green: 0, blue: 255, alpha: 1 }
const AUTO = { kind: 'auto', step: 100, fallback: null, breakpoints: null }
const BREAKPOINTS = { minWidth: 50, maxWidth: 1000, stepKilobytes: 20, maxImages: 20, json: false }

describe('values of geometry', () => {
  it.each<[string, unknown]>([
    ...CROP_MODES.map((mode): [string, unknown] => [`c_${mode}`, mode]),
    ['w_200', { kind: 'pixels', value: 200 }],
    ['w_1', { kind: 'pixels', value: 1 }],
    ['w_1.0', { kind: 'relative', factor: 1 }],
    ['w_0.5', { kind: 'relative', factor: 0.5 }],
    ['h_.5', { kind: 'relative', factor: 0.5 }],
    ['w_10.0', { kind: 'relative', factor: 10 }],
    ['w_556.5', { kind: 'pixels', value: 557 }],
    ['w_auto', AUTO],
    ['w_auto:50', { ...AUTO, step: 50 }],
    ['w_auto:100:400', { ...AUTO, fallback: 400 }],
    ['w_auto:breakpoints', { ...AUTO, breakpoints: BREAKPOINTS }],
    ['w_auto:breakpoints:800:json', { ...AUTO, fallback: 800, breakpoints: { ...BREAKPOINTS, json: true } }],
    [
      'w_auto:breakpoints_200_1920_30_15:json',
      { ...AUTO, breakpoints: { minWidth: 200, maxWidth: 1920, stepKilobytes: 30, maxImages: 15, json: true } },
    ],
    ['ar_16:9', 16 / 9],
    ['ar_1.5', 1.5],
    ['z_0.75', 0.75],
    ['x_10', { kind: 'pixels', value: 10 }],
    ['x_-10', { kind: 'pixels', value: -10 }],
    ['y_0.5', { kind: 'relative', factor: 0.5 }],
    ['y_-1.0', { kind: 'relative', factor: -1 }],
    ['y_2.5', { kind: 'pixels', value: 3 }],
    ['g_north_west', { kind: 'compass', direction: 'north_west' }],
    ['g_xy_center', { kind: 'xy_center' }],
    ['g_custom', { kind: 'custom', fallback: null }],
    ['g_custom:faces', { kind: 'custom', fallback: 'faces' }],
    ['g_region_!red hat!', { kind: 'region', name: 'red hat' }],
    ['g_face', { kind: 'face', all: false, fallback: 'north' }],
    ['g_faces:center', { kind: 'face', all: true, fallback: 'center' }],
    ['g_face:auto', { kind: 'face', all: false, fallback: 'auto' }],
    ['g_auto', { kind: 'auto', modifiers: [] }],
    ['g_auto:cat_5:dog_avoid', { kind: 'auto', modifiers: ['cat_5', 'dog_avoid'] }],
    ['g_auto:aoi_10_20_30_40', { kind: 'area_of_interest', x: 10, y: 20, width: 30, height: 40 }],
    ['g_liquid', { kind: 'liquid' }],
    ['g_clipping_path_!1!', { kind: 'clipping_path', name: '1' }],
    ['g_cat:dog', { kind: 'detected', what: 'cat:dog' }],
    ['g_ocr_text', { kind: 'detected', what: 'ocr_text' }],
    ['g_body:face', { kind: 'detected', what: 'body:face' }],
    ['g_track_person:obj_1;position_east', { kind: 'detected', what: 'track_person:obj_1;position_east' }],
    ['bo_10px_solid_blue', { width: 10, colour: BLUE }],
    ['bo_0px_solid_transparent', { width: 0, colour: { red: 0, green: 0, blue: 0, alpha: 0 } }],
    ['bo_4_solid_rgb:0000ff80', { width: 4, colour: { ...BLUE, alpha: 128 / 255 } }],
    ['r_max', { kind: 'max' }],
    ['r_20', { kind: 'corners', pixels: [20, 20, 20, 20] }],
    ['r_1:2', { kind: 'corners', pixels: [1, 2, 1, 2] }],
    ['r_1:2:3', { kind: 'corners', pixels: [1, 2, 3, 2] }],
    ['r_1:2:3:4', { kind: 'corners', pixels: [1, 2, 3, 4] }],
    ['a_-90', { turns: [-90], ignoreOrientation: false, automatic: null }],
    ['a_17.5', { turns: [17.5], ignoreOrientation: false, automatic: null }],
    ['a_vflip.20', { turns: ['vflip', 20], ignoreOrientation: false, automatic: null }],
    ['a_90.80.70', { turns: [90, 80, 70], ignoreOrientation: false, automatic: null }],
    ['a_ignore', { turns: [], ignoreOrientation: true, automatic: null }],
    ['a_auto_right.hflip', { turns: ['hflip'], ignoreOrientation: false, automatic: 'auto_right' }],
    ['a_exif', { turns: [], ignoreOrientation: false, automatic: null }],
  ])('%s', (text, value) => {
    expect(readValue(text)).toEqual(value)
  })

  it.each([
    ...['c_nosuch', 'c_', 'w_0', 'w_-5', 'w_0.0', 'w_abc', 'w_1e3', 'w_auto:0', 'w_auto:breakpoints_9_5_1_1', 'h_auto'],
    ...[
      'ar_0',
      'ar_16:0',
      'ar_a:b',
      'ar_1:2:3',
      'z_0',
      'z_-1',
      'x_',
      'x_a',
      'g_nowhere',
      'g_',
      'g_region_hat',
      'g_auto:',
    ],
    ...['g_auto:aoi_1_2_0_4', 'bo_5px_dashed_red', 'bo_px_solid_red', 'bo_5px_solid_nocolour', 'bo_-5px_solid_red'],
    ...['r_-1', 'r_a', 'r_1:2:3:4:5', 'r_', 'a_sideways', 'a_', 'a_1.b'],
  ])('%s is refused by its long name', (text) => {
    const error = refusal(() => readValue(text))

    expect(error.fault).toBe('invalid_value')
    expect(error.message).toMatch(
      /^Invalid (crop|width|height|aspect_ratio|zoom|x|gravity|border|radius|angle) in transformation: /,
    )
    expect(error.expected).toBeTruthy()
  })
})
