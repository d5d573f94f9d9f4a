/** `b co o`, `f q dpr d cs p s`, `pg dn dl`, `fl`, `so eo du`, `vc ac af br fps ki vs sp dr`, `t bl fn`. */
import { describe, expect, it } from 'vitest'
import { refusal } from '../fault-of.ts'
import { readValue } from './values.ts'

const RED = { red: 255, green: 0, blue: 0, alpha: 1 }

describe('values of appearance', () => {
  it.each<[string, unknown]>([
    ['b_red', { kind: 'colour', colour: RED }],
    ['b_auto', { kind: 'auto', text: '' }],
    ['b_auto:predominant_gradient:4:diagonal_desc', { kind: 'auto', text: 'predominant_gradient:4:diagonal_desc' }],
    ['b_auto:border:palette_red_rgb:00ff00_blue', { kind: 'auto', text: 'border:palette_red_rgb:00ff00_blue' }],
    ['b_blurred', { kind: 'blurred', intensity: 100, brightness: 0 }],
    ['b_blurred:5000:-400', { kind: 'blurred', intensity: 2000, brightness: -300 }],
    ['b_gen_fill:prompt_a dog;seed_2', { kind: 'generative', text: 'prompt_a dog;seed_2' }],
    ['co_RED', RED],
    ['o_50', 50],
    ['o_150', 100],
  ])('%s', (text, value) => {
    expect(readValue(text)).toEqual(value)
  })
})

describe('values of delivery', () => {
  it.each<[string, unknown]>([
    ['f_auto', { kind: 'auto', media: null }],
    ['f_auto:video', { kind: 'auto', media: 'video' }],
    ['f_jpeg', { kind: 'fixed', format: 'jpg' }],
    ['f_eps3', { kind: 'fixed', format: 'eps3' }],
    ['f_tif', { kind: 'fixed', format: 'tiff' }],
    ['q_80', { kind: 'fixed', value: 80, chroma: null, maxQuantiser: null }],
    ['q_80:444', { kind: 'fixed', value: 80, chroma: '444', maxQuantiser: null }],
    ['q_70:qmax_60', { kind: 'fixed', value: 70, chroma: null, maxQuantiser: 60 }],
    ['q_auto', { kind: 'auto', level: 'good', sensitive: false }],
    ['q_auto:best:sensitive', { kind: 'auto', level: 'best', sensitive: true }],
    ['q_jpegmini', { kind: 'jpegmini', level: 1 }],
    ['q_jpegmini:2', { kind: 'jpegmini', level: 2 }],
    ['dpr_2.0', 2],
    ['dpr_auto', 'auto'],
    ['d_folder:pic.v2.png', { publicId: 'folder/pic.v2', extension: 'png' }],
    ['d_default', { publicId: 'default', extension: null }],
    ['cs_sRGB', 'srgb'],
    ['cs_icc:Uploaded.icc', 'icc:Uploaded.icc'],
    ['p_my-sprite', 'my-sprite'],
    ['pg_3', { kind: 'numbers', ranges: [{ from: 3, to: 3 }] }],
    [
      'pg_2-5;7;10-',
      {
        kind: 'numbers',
        ranges: [
          { from: 2, to: 5 },
          { from: 7, to: 7 },
          { from: 10, to: null },
        ],
      },
    ],
    ['pg_all', { kind: 'all' }],
    ['pg_name:Layer 1;top', { kind: 'names', names: ['Layer 1', 'top'] }],
    ['pg_embedded:name:logo', { kind: 'embedded', text: 'name:logo' }],
    ['dn_150', 150],
    ['dn_idn', 'idn'],
    ['dl_200', 200],
    ['t_border_thumb', ['border_thumb']],
    ['t_a.b', ['a', 'b']],
    ['bl_base', 'base'],
    ['fn_wasm:my_example.wasm', 'wasm:my_example.wasm'],
  ])('%s', (text, value) => {
    expect(readValue(text)).toEqual(value)
  })
})

describe('flags', () => {
  it.each<[string, unknown]>([
    ['fl_lossy', [{ name: 'lossy', argument: null }]],
    [
      'fl_awebp.lossy',
      [
        { name: 'awebp', argument: null },
        { name: 'lossy', argument: null },
      ],
    ],
    ['fl_progressive:steep', [{ name: 'progressive', argument: 'steep' }]],
    ['fl_attachment:my%2Efile%20name', [{ name: 'attachment', argument: 'my.file name' }]],
    [
      'fl_splice:transition_(name_fade;du_1.5).relative',
      [
        { name: 'splice', argument: 'transition_(name_fade;du_1.5)' },
        { name: 'relative', argument: null },
      ],
    ],
  ])('%s', (text, value) => {
    expect(readValue(text)).toEqual(value)
  })
})

describe('values of time and codecs', () => {
  it.each<[string, unknown]>([
    ['so_2.5', { kind: 'seconds', seconds: 2.5 }],
    ['eo_10p', { kind: 'percent', percent: 10 }],
    ['du_10%', { kind: 'percent', percent: 10 }],
    ['so_auto', { kind: 'auto' }],
    ['vc_h264:baseline:3.1', 'h264:baseline:3.1'],
    ['vc_auto', 'auto'],
    ['vc_h265:bframes_no', 'h265:bframes_no'],
    ['ac_none', 'none'],
    ['af_iaf', 'iaf'],
    ['af_22050', 22050],
    ['br_2m:constant', '2m:constant'],
    ['br_av:video_(value_2m;mode_cbr);audio_(value_128k)', 'av:video_(value_2m;mode_cbr);audio_(value_128k)'],
    ['fps_25', { min: 25, max: 25, isRange: false }],
    ['fps_20-30', { min: 20, max: 30, isRange: true }],
    ['fps_20-', { min: 20, max: null, isRange: true }],
    ['ki_0.4', 0.4],
    ['vs_20', { count: 20 }],
    ['vs_2.3s', { everySeconds: 2.3 }],
    ['sp_full_hd', 'full_hd'],
    ['sp_auto:maxres_1080p', 'auto:maxres_1080p'],
    ['dr_high', 'high'],
  ])('%s', (text, value) => {
    expect(readValue(text)).toEqual(value)
  })
})

describe('values that no reader takes', () => {
  it.each([
    ...[
      'b_nocolour',
      'b_auto:nosuch',
      'b_auto:border:3',
      'b_blurred:a',
      'b_blurred:1:2:3',
      'co_12345',
      'co_rgb:12',
      'o_a',
    ],
    ...[
      'f_nosuch',
      'f_spd',
      'f_fxb',
      'f_auto:nosuch',
      'q_0',
      'q_101',
      'q_a',
      'q_80:421',
      'q_80:qmax_0',
      'q_auto:nosuch',
    ],
    ...['q_jpegmini:3', 'dpr_0', 'dpr_-1', 'd_', 'cs_nosuch', 'cs_icc:', 'p_a b', 'pg_0', 'pg_5-2', 'pg_a', 'pg_name:'],
    ...['pg_embedded:', 'dn_0', 'dn_a', 'dl_a', 'fl_nosuch', 'fl_', 'fl_lossy:1', 'fl_progressive:nosuch', 'fl_.lossy'],
    ...['fl_attachment:a%252Fb%00', 'so_-1', 'so_a', 'eo_auto', 'vc_h263', 'vc_h264:', 'ac_nosuch', 'af_0', 'br_fast'],
    ...[
      'fps_0',
      'fps_30-20',
      'fps_-',
      'ki_0',
      'vs_0',
      'vs_1.5',
      'vs_s',
      'sp_',
      'dr_low',
      't_',
      't_a..b',
      'bl_a.b',
      'fn_:',
    ],
  ])('%s', (text) => {
    const error = refusal(() => readValue(text))

    expect(error.fault).toBe('invalid_value')
    expect(error.expected).toBeTruthy()
  })
})
