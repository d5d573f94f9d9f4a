import { describe, expect, it } from 'vitest'
import type { ImageEncoding, PlanFacts, RequestHints } from '../../../../server/transformation/plan/plan-types.ts'
import { factsOf, HINTS, imagePlanOf, sourceFacts } from './plan-fixtures.ts'

const photo = sourceFacts({ format: 'jpg', width: 640, height: 427 })
const cutout = sourceFacts({ hasAlpha: true })
const gif = factsOf('anim_60x40')
const encoding = (chain: string, source = photo, overrides: Partial<PlanFacts> = {}) =>
  imagePlanOf(chain, source, { extension: null, ...overrides }).encoding
const accepting = (...accepts: RequestHints['accepts']) => ({ hints: { ...HINTS, accepts } })

describe('the format', () => {
  it.each([
    ['w_10', null, 'jpg'],
    ['w_10', 'png', 'png'],
    ['w_10', 'jpeg', 'jpg'],
    ['w_10', 'tif', 'tiff'],
    ['f_webp', 'png', 'webp'],
    ['f_webp/w_10/f_gif', 'png', 'gif'],
    ['fl_lossy', 'png', 'jpg'],
    ['fl_lossy,r_10', 'png', 'png'],
  ])('%s .%s is %s', (chain, extension, expected) => {
    expect(encoding(chain, photo, { extension }).format).toBe(expected)
  })

  it.each([
    ['f_heic', 'Format heic for images is not supported yet'],
    ['f_mp3', 'mp3 cannot be made from an image'],
    ['f_mp4', 'mp4 can only be made from an animated image'],
    ['f_svg', 'svg can only be made from svg'],
    ['f_auto:video', 'Format auto:video for images is not supported yet'],
    ['f_webp,w_20000,h_10', 'webp holds at most 16383 pixels a side, not 20000'],
    ['q_jpegmini', 'q_jpegmini is not available'],
    ['cs_cmyk', 'Parameter cs with cmyk is not supported yet'],
  ])('%s is refused', (chain, message) => {
    expect(() => encoding(chain)).toThrow(message)
  })

  it('of a vector picture with changed pixels is png', () => {
    expect(encoding('w_10', sourceFacts({ format: 'svg' }), { extension: 'svg' }).format).toBe('png')
  })
})

describe('negotiation', () => {
  it('takes the best that the client names, else what the extension says, else what alpha needs', () => {
    expect(encoding('f_auto', photo, accepting('avif', 'webp')).format).toBe('avif')
    expect(encoding('f_auto', photo, accepting('webp')).format).toBe('webp')
    expect(encoding('f_auto', photo).format).toBe('jpg')
    expect(encoding('f_auto', photo, { extension: 'png' }).format).toBe('png')
    expect(encoding('f_auto', cutout).format).toBe('png')
    expect(encoding('f_auto,r_max', photo).format).toBe('png')
    expect(encoding('f_auto', cutout, { extension: 'jpg' }).format).toBe('jpg')
    expect(encoding('f_auto,fl_preserve_transparency', cutout, { extension: 'jpg' }).format).toBe('png')
  })

  it('does not spend its time on large avif pictures, judged by the result', () => {
    const large = sourceFacts({ format: 'jpg', width: 6000, height: 4000 })

    expect(encoding('f_auto', large, accepting('avif', 'webp')).format).toBe('webp')
    expect(encoding('f_auto,w_1000', large, accepting('avif', 'webp')).format).toBe('avif')
  })

  it('keeps animations animated', () => {
    expect(encoding('f_auto', gif, accepting('avif', 'webp'))).toMatchObject({ format: 'webp', animated: true })
    expect(encoding('f_auto', gif)).toMatchObject({ format: 'gif', animated: true })
    expect(encoding('f_auto:image', gif, accepting('avif'))).toMatchObject({ format: 'avif', animated: false })
  })
})

describe('animation', () => {
  it.each([
    ['w_10', null, true, -1],
    ['w_10', 'gif', true, -1],
    ['w_10', 'jpg', false, 1],
    ['w_10', 'webp', false, 1],
    ['w_10,fl_awebp', 'webp', true, -1],
    ['w_10,fl_animated', 'webp', true, -1],
    ['w_10,fl_apng', 'png', true, -1],
    ['w_10', 'png', false, 1],
    ['pg_2', 'gif', false, 1],
  ])('%s .%s: %s', (chain, extension, animated, pages) => {
    const plan = imagePlanOf(chain, gif, { extension })

    expect([plan.encoding.animated, plan.source.pages]).toEqual([animated, pages])
  })

  it('stays in a WebP that was animated before', () => {
    expect(encoding('w_10', sourceFacts({ format: 'webp', pages: 3, animated: true })).animated).toBe(true)
  })

  it('takes its delay from dl_', () => {
    expect(encoding('dl_200', gif).delay).toBe(200)
    expect(encoding('w_10', gif).delay).toBeNull()
  })

  it('is refused where there is no encoder for it', () => {
    expect(() => encoding('fl_animated', gif, { extension: 'avif' })).toThrow('Animated avif is not supported yet')
  })

  it('is refused when it has too many frames, or too many pixels over all of them', () => {
    const long = sourceFacts({ format: 'gif', pages: 600, animated: true })

    expect(() => encoding('e_boomerang', long)).toThrow('1198 frames or pages are more than 1000')
    expect(() => encoding('c_scale,w_2000', long)).toThrow('pixels over all frames are more than')
    expect(encoding('w_10', long, { extension: 'jpg' }).animated).toBe(false)
  })
})

describe('quality and the rest', () => {
  it.each<[string, string, Partial<ImageEncoding>]>([
    ['w_10', 'jpg', { quality: 80, automatic: null, progressive: 'none', chroma: null }],
    ['w_10', 'avif', { quality: 50 }],
    ['w_10', 'png', { quality: null, depth: null, palette: false }],
    ['q_35', 'png', { quality: null }],
    ['q_35,fl_png8', 'png', { quality: 35, depth: 'png8', palette: true }],
    ['fl_png24', 'png', { depth: 'png24', palette: false }],
    ['q_35:444', 'jpg', { quality: 35, chroma: '444' }],
    ['q_auto', 'jpg', { quality: 80, automatic: 'good', progressive: 'semi' }],
    ['q_auto:best,fl_progressive:none', 'jpg', { automatic: 'best', progressive: 'none' }],
    ['fl_progressive', 'jpg', { progressive: 'semi' }],
    ['fl_progressive:steep', 'jpg', { progressive: 'steep' }],
    ['fl_keep_iptc', 'jpg', { keepMetadata: true, keepProfile: true }],
    ['fl_keep_iptc,q_auto', 'jpg', { keepMetadata: false }],
    ['fl_strip_profile', 'jpg', { keepMetadata: false, keepProfile: false }],
    ['cs_srgb', 'jpg', { keepProfile: false }],
    ['b_rgb:010203', 'jpg', { background: { red: 1, green: 2, blue: 3, alpha: 1 } }],
    ['dn_300', 'jpg', { density: 300 }],
    ['dn_99999999', 'jpg', { density: 65_535 }],
  ])('%s .%s', (chain, extension, expected) => {
    expect(encoding(chain, photo, { extension })).toMatchObject(expected)
  })

  it('saves bytes when the client asks for it', () => {
    const hints = { ...HINTS, saveData: true }

    expect(encoding('q_auto', photo, { hints }).automatic).toBe('eco')
    expect(encoding('q_auto:low', photo, { hints }).automatic).toBe('low')
  })
})
