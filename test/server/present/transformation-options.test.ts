import { describe, expect, it } from 'vitest'
import { presentTransformationOptions } from '../../../server/present/transformation-options.ts'

describe('presentTransformationOptions', () => {
  it.each([
    ['c_scale,w_100', null, [{ crop: 'scale', width: 100 }]],
    ['c_scale,w_100/e_sepia:50', null, [{ crop: 'scale', width: 100 }, { effect: 'sepia:50' }]],
    ['w_0.5,x_-10,dpr_2.0', null, [{ width: 0.5, x: -10, dpr: 2 }]],
    ['l_text:Arial_60:hello,g_south', null, [{ overlay: 'text:Arial_60:hello', gravity: 'south' }]],
    ['f_auto,q_auto:good', null, [{ fetch_format: 'auto', quality: 'auto:good' }]],
    ['fl_lossy,fl_progressive', null, [{ flags: 'lossy.progressive' }]],
    ['$size_100/w_$size', null, [{ $size: 100 }, { width: '$size' }]],
    ['if_w_gt_100/w_50/if_end', null, [{ if: 'w_gt_100' }, { width: 50 }, { if: 'end' }]],
    ['t_thumb', null, [{ transformation: 'thumb' }]],
    ['w_1', 'jpg', [{ width: 1 }, { extension: 'jpg' }]],
    ['w_1', '', [{ width: 1 }, { extension: 'none' }]],
    ['', null, []],
  ])('shows %s (ending %j)', (chain, extension, expected) => {
    expect(presentTransformationOptions(chain, extension)).toEqual(expected)
  })
})
