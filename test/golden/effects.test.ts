import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SourceFile } from '../../server/ports/renderer.ts'
import { renderChain } from '../support/chain-rendering.ts'
import { picture, type Rendering, startRendering } from '../support/rendering.ts'
import { difference, similarPicture } from '../support/similar-picture.ts'

let rendering: Rendering
let scene: SourceFile
let cutout: SourceFile
let badge: SourceFile
beforeAll(async () => {
  rendering = startRendering()
  scene = await rendering.file(await landscape().png().toBuffer())
  cutout = await rendering.file(await pear().png().toBuffer())
  badge = await rendering.file(
    await picture(40, 40, (x, y) => (Math.hypot(x - 20, y - 20) < 18 ? [250, 210, 60, 255] : [0, 0, 0, 0]))
      .png()
      .toBuffer(),
  )
})
afterAll(() => rendering.close())

/** Sky, sun, hills, water with stripes, a red house: gradients, edges, texture and plain areas. */
function landscape() {
  return picture(160, 120, (x, y) => {
    if (Math.hypot(x - 120, y - 28) < 14) return [255, 226, 120]
    if (x > 30 && x < 58 && y > 52 && y < 80) return y < 58 + Math.abs(x - 44) ? [150, 40, 34] : [196, 60, 48]
    if (y < 66 + 10 * Math.sin(x / 19)) return [90 + y, 140 + y / 2, 215 - y / 3]
    if (y < 88) return [70 + (x % 9) * 3, 120 + ((x * 7 + y * 3) % 17), 62]
    return (y + Math.floor(x / 16)) % 6 < 3 ? [40, 92, 128] : [58, 116, 150]
  })
}

/** One object on nothing. */
function pear() {
  return picture(100, 100, (x, y) => {
    const inside = Math.hypot(x - 50, y - 62) < 28 || Math.hypot((x - 50) * 1.2, y - 34) < 18
    return inside ? [150 + x / 2, 190 - y / 3, 60, 255] : [0, 0, 0, 0]
  })
}

const SCENE_CHAINS = [
  ['grayscale', 'e_grayscale'],
  ['blackwhite', 'e_blackwhite:40'],
  ['negate', 'e_negate'],
  ['sepia', 'e_sepia:90'],
  ['colorize', 'e_colorize:50,co_rgb:3050a0'],
  ['brightness', 'e_brightness:40'],
  ['brightness-hsb', 'e_brightness_hsb:50'],
  ['contrast', 'e_contrast:60'],
  ['contrast-linear', 'e_contrast:level_150;type_linear'],
  ['saturation', 'e_saturation:70'],
  ['desaturation', 'e_saturation:-70'],
  ['vibrance', 'e_vibrance:70'],
  ['hue', 'e_hue:40'],
  ['gamma', 'e_gamma:60'],
  ['red', 'e_red:50'],
  ['recolor', 'e_recolor:0.3:0.7:0.1:0.3:0.6:0.1:0.2:0.5:0.1'],
  ['blur', 'e_blur:120'],
  ['blur-region', 'e_blur_region:300,x_20,y_40,w_60,h_50'],
  ['pixelate', 'e_pixelate:8'],
  ['pixelate-region', 'e_pixelate_region:10,x_20,y_40,w_60,h_50'],
  ['sharpen', 'e_sharpen:400'],
  ['unsharp-mask', 'e_unsharp_mask:300'],
  ['vignette', 'e_vignette:80'],
  ['make-transparent', 'e_make_transparent:20,co_rgb:c43c30'],
  ['opacity', 'o_40'],
  ['round', 'r_20:40:0:60'],
  ['round-max', 'r_max'],
  ['round-border', 'r_30,bo_6px_solid_rgb:ffffff80'],
  ['rotate', 'a_20'],
  ['fill', 'c_fill,g_east,w_60,h_100'],
  ['pad', 'c_pad,w_150,h_150,b_rgb:204060'],
  ['multiply', 'l_badge/c_scale,w_100/e_multiply,fl_layer_apply'],
  ['screen', 'l_badge/c_scale,w_100/e_screen,fl_layer_apply'],
  ['overlay', 'l_badge/c_scale,w_100/e_overlay,fl_layer_apply'],
  ['cut-out', 'l_badge,e_cut_out/c_scale,w_90/fl_layer_apply,g_south_east'],
  ['cutter', 'l_badge/c_scale,w_110/fl_layer_apply,fl_cutter'],
  ['tiled', 'l_badge/c_scale,w_25/o_60/fl_layer_apply,fl_tiled'],
  [
    'nested-layer',
    'l_badge/l_text:Impact_18:GO,co_white/fl_layer_apply/c_scale,w_80/fl_layer_apply,g_north_west,x_5,y_5',
  ],
  ['text', 'l_text:Georgia_26_bold_italic:Tintype,co_white/fl_layer_apply,g_south,y_10'],
  ['text-outline', 'l_text:Arial_30_bold_stroke:Hello,co_yellow,bo_3px_solid_navy/fl_layer_apply'],
  ['text-background', 'l_text:Courier_16_center:two%250Alines,co_black,b_rgb:ffffffc0/fl_layer_apply,g_north'],
  ['chain', 'c_fill,w_120,h_120/e_sepia/r_max/bo_4px_solid_white/a_10'],
] as const

const CUTOUT_CHAINS = [
  ['shadow', 'e_shadow:60,x_8,y_8'],
  ['opacity-threshold', 'c_scale,w_37/e_opacity_threshold:50'],
  ['trim', 'e_trim'],
  ['background', 'b_rgb:305070'],
  ['underlay', 'u_badge/c_scale,w_90/fl_layer_apply'],
] as const

describe('looks that are kept', () => {
  it.each(SCENE_CHAINS)('%s of a landscape', async (name, chain) => {
    await similarPicture(await renderChain(rendering, decodeURIComponent(chain), { source: scene, layer: badge }), name)
  })

  it.each(CUTOUT_CHAINS)('%s of an object on nothing', async (name, chain) => {
    await similarPicture(await renderChain(rendering, chain, { source: cutout, layer: badge }), name)
  })

  it('would notice a weaker effect', async () => {
    const [strong, weak] = await Promise.all(
      ['e_sepia:90', 'e_sepia:60'].map((chain) => renderChain(rendering, chain, { source: scene, layer: badge })),
    )

    expect((await difference(strong as Buffer, weak as Buffer)).mean).toBeGreaterThan(0.008)
  })

  it('would not mind another encoder', async () => {
    const original = await landscape().png().toBuffer()

    const jpeg = await sharp(original).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()

    expect((await difference(original, jpeg)).mean).toBeLessThan(0.008)
  })
})
