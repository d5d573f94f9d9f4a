import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { effects, readEffect } from '../../../../server/transformation/effects/index.ts'

const place = { parameter: 'effect', offset: 0 }
const folder = new URL('../../../../server/transformation/effects/', import.meta.url)
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
  .map((name) => name.slice(0, -'.ts'.length))

describe('the registry of effects', () => {
  it('has every file of the folder and nothing else', () => {
    expect([...effects.keys()].map((name) => name.replaceAll('_', '-')).sort()).toEqual(files.sort())
  })

  it('keeps each effect under its own name, in the order of the alphabet', () => {
    const names = [...effects.keys()]

    expect([...effects].every(([name, effect]) => effect.name === name)).toBe(true)
    expect(names).toEqual([...names].sort((a, b) => a.replaceAll('_', '-').localeCompare(b.replaceAll('_', '-'), 'en')))
  })

  it('shows every effect with its own name in its wire form', () => {
    for (const effect of effects.values()) expect(effect.form).toMatch(new RegExp(`^e_${effect.name}(\\b|[:[])`))
  })

  it('has every effect of the language', () => {
    const documented =
      `grayscale blackwhite negate sepia colorize tint brightness brightness_hsb contrast saturation vibrance
      hue gamma red green blue recolor replace_color auto_brightness auto_color auto_contrast improve fill_light art
      assist_colorblind simulate_colorblind theme enhance auto_enhance viesus_correct lightroom style_transfer blur
      blur_region blur_faces pixelate pixelate_region pixelate_faces sharpen unsharp_mask oil_paint cartoonify vignette
      ordered_dither noise morphology vectorize gradient_fade zoompan make_transparent bgremoval background_removal
      extract cut_out mask opacity_threshold outline shadow dropshadow trim distort shear displace anti_removal redeye
      adv_redeye upscale embed_clipping_path swap_image camera light gen_background_replace gen_recolor gen_remove
      gen_replace gen_restore multiply screen overlay accelerate reverse boomerang loop fade volume deshake progressbar
      preview transition`.split(/\s+/)

    expect([...effects.keys()].sort()).toEqual(documented.sort())
  })

  it('refuses an effect that does not exist and names it', () => {
    expect(() => readEffect('nosuch:5', place)).toThrow('Invalid effect in transformation: nosuch:5')
  })
})
